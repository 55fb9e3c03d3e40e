/* endings — the program in every kind of terminal: readable there, and whatever ends it, all is as it was found. */
#include "support/patience.h"
#include "support/test.h"
#include "terminal/terminal.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A sanitizer would report signals that the program is to die by. */
#define UNHANDLED        "handle_segv=0:handle_abort=0:handle_sigbus=0"
#define SIGNALS_ARE_OURS "ASAN_OPTIONS=" UNHANDLED, "TSAN_OPTIONS=" UNHANDLED

#define SECOND INT64_C(1000000000)

static const char *const kinds[] = {
    "TERM=xterm-256color", "TERM=xterm", "TERM=screen-256color", "TERM=tmux-256color", "TERM=linux", "TERM=vt100",
    "TERM=vt220",          "TERM=ansi",  "TERM=xterm-mono",
};
static const char *const locales[] = {"LC_ALL=C.UTF-8", "LC_ALL=C"};

enum { KINDS = sizeof kinds / sizeof *kinds, LOCALES = sizeof locales / sizeof *locales };

static struct terminal *start(const char *kind, const char *locale, const char *const arguments[])
{
    const char *const environment[] = {SIGNALS_ARE_OURS, kind, locale, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .environment = environment});
}

static struct terminal *start_live(const char *kind, const char *locale)
{
    static const char *const arguments[] = {OVERLAP_PROGRAM, "-m", "threads", "--seed", "1", NULL};
    struct terminal *terminal = start(kind, locale, arguments);
    assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
    return terminal;
}

static void expect_end(struct terminal *terminal, int signal_number, int status)
{
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_signal(terminal), signal_number);
    assert_int_equal(terminal_exit_status(terminal), status);
    assert_true(terminal_line_restored(terminal));
    assert_false(emulator_alternate_screen(terminal_screen(terminal)));
    assert_true(emulator_cursor_visible(terminal_screen(terminal)));
    terminal_free(terminal);
}

static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

TEST(every_terminal_is_readable_and_left_as_it_was)
{
    for (int i = 0; i < KINDS * LOCALES; i++) {
        bool utf8 = i % LOCALES == 0;
        struct terminal *terminal = start_live(kinds[i / LOCALES], locales[i % LOCALES]);
        static const char *const shown[] = {"overlap", "THREADS", "P1", "C1", "2 producers", "working", "sleeping"};
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
            assert_true(terminal_pump_shown(terminal, shown[k], TERMINAL_PATIENCE));
        assert_int_equal(is_ascii(emulator_text(terminal_screen(terminal))), !utf8);
        terminal_send(terminal, "q");
        expect_end(terminal, 0, 0);
    }
}

TEST(a_dumb_terminal_is_refused_by_name)
{
    static const char *const arguments[] = {OVERLAP_PROGRAM, NULL};
    struct terminal *terminal = start("TERM=dumb", locales[0], arguments);
    assert_true(terminal_pump_shown(terminal, "TERM is \"dumb\"", TERMINAL_PATIENCE));
    expect_end(terminal, 0, 2);
}

TEST(whatever_signal_ends_it_restores_every_terminal)
{
    static const int signals[] = {
        SIGTERM, SIGHUP,  SIGINT,
#ifndef __SANITIZE_THREAD__ /* which cannot have its own work interrupted by what looks like a crash of it */
        SIGSEGV, SIGABRT,
#endif
    };
    for (size_t i = 0; i < sizeof signals / sizeof *signals * KINDS; i++) {
        struct terminal *terminal = start_live(kinds[i % KINDS], locales[0]);
        terminal_signal(terminal, signals[i / KINDS]);
        expect_end(terminal, signals[i / KINDS], -1);
    }
}

TEST(control_z_and_fg)
{
    static const char *const arguments[] = {
        "sh", "-c", "set -m; " OVERLAP_PROGRAM "; echo \"stopped with $?\"; read x; fg; echo \"ended with $?\"", NULL};
    for (int i = 0; i < KINDS; i++) {
        struct terminal *terminal = start(kinds[i], locales[0], arguments);
        assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
        terminal_send(terminal, "\032");
        assert_true(terminal_pump_shown(terminal, "stopped with", TERMINAL_PATIENCE));
        assert_true(emulator_cursor_visible(terminal_screen(terminal)));
        terminal_send(terminal, "\n");
        assert_true(terminal_pump_gone(terminal, "stopped with", TERMINAL_PATIENCE)); /* the frame from before is not */
        assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
        terminal_send(terminal, "q");
        assert_true(terminal_pump_shown(terminal, "ended with 0", TERMINAL_PATIENCE));
        expect_end(terminal, 0, 0);
    }
}

static bool stands_below(struct terminal *terminal, const void *context)
{
    (void)context;
    struct emulator *screen = terminal_screen(terminal);
    int before, after;
    return emulator_find(screen, "stopped", &before, NULL) && emulator_find(screen, "ended", &after, NULL) &&
           after > before;
}

/* The cursor comes back to where it was, and what the shell had written stays. */
TEST(after_fg_the_first_screen_is_as_it_was)
{
    static const char *const arguments[] = {
        "sh", "-c", "echo first; set -m; " OVERLAP_PROGRAM " --mouse; echo stopped; read x; fg; echo ended; read x",
        NULL};
    struct terminal *terminal = start(kinds[0], locales[0], arguments);
    assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
    terminal_send(terminal, "\032");
    assert_true(terminal_pump_shown(terminal, "stopped", TERMINAL_PATIENCE));
    terminal_send(terminal, "\n");
    assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
    terminal_send(terminal, "q");
    assert_true(terminal_pump_until(terminal, stands_below, NULL, TERMINAL_PATIENCE));
    assert_true(emulator_find(terminal_screen(terminal), "first", NULL, NULL));
    terminal_send(terminal, "\n");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    terminal_free(terminal);
}

/* The program that a shell has started. */
static pid_t child_of(int shell)
{
    char path[64], line[32] = "";
    (void)snprintf(path, sizeof path, "/proc/%d/task/%d/children", shell, shell);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    (void)fclose(file);
    return (pid_t)atoi(line);
}

/* Whether a thread of the program blocks SIGTERM. */
static bool blocks(int program, const char *thread)
{
    char path[320], line[128];
    unsigned long long blocked = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/task/%s/status", program, thread);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return true; /* it has ended */
    while (fgets(line, sizeof line, file) != NULL && sscanf(line, "SigBlk: %llx", &blocked) != 1)
        continue;
    (void)fclose(file);
    return (blocked >> (SIGTERM - 1) & 1) != 0;
}

/* Otherwise the first thread may be stopped by the terminal again before another has handled the signal. */
TEST(only_the_first_thread_handles_a_signal_to_quit)
{
    struct terminal *terminal = start_live(kinds[0], locales[0]);
    assert_true(terminal_pump_shown(terminal, "P1", TERMINAL_PATIENCE));
    int program = terminal_process(terminal), threads = 0;
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/task", program);
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL; threads++)
        if (entry->d_name[0] != '.')
            assert_int_equal(blocks(program, entry->d_name), atoi(entry->d_name) != program);
    (void)closedir(directory);
    assert_true(threads > 4);
    terminal_send(terminal, "q");
    expect_end(terminal, 0, 0);
}

TEST(stopped_without_warning_it_can_be_ended)
{
    static const char *const scripts[] = {
        "set -m; " OVERLAP_PROGRAM " -m threads; kill %1; kill -CONT %1; "
        "s=148; while [ $s -gt 144 ]; do wait %1; s=$?; done; echo \"ended with $s\"",
        "set -m; " OVERLAP_PROGRAM " -m threads; bg %1; sleep 0.3; kill %1; kill -CONT %1; "
        "s=148; while [ $s -gt 144 ]; do wait %1; s=$?; done; echo \"ended with $s\"",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        const char *const arguments[] = {"sh", "-c", scripts[i], NULL};
        struct terminal *terminal = start(kinds[0], locales[0], arguments);
        assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
        assert_int_equal(kill(child_of(terminal_process(terminal)), SIGSTOP), 0);
        assert_true(terminal_pump_shown(terminal, "ended with 143", TERMINAL_PATIENCE));
        assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
        terminal_free(terminal);
    }
}

TEST(a_vanished_terminal_ends_it_at_once)
{
    struct terminal *terminal = start_live(kinds[0], locales[0]);
    int64_t before = terminal_cpu_time(terminal);
    terminal_hang_up(terminal);
    /* A program that does not notice goes on for ever. */
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_true(terminal_cpu_time(terminal) - before < SECOND / 2);
    terminal_free(terminal);
}

/* Waits, without reading what it writes, until it has used so much more CPU time. */
static void expect_work_unread(const struct terminal *terminal, int64_t more)
{
    int64_t goal = terminal_cpu_time(terminal) + more;
    for (struct patience patience = patience_for("the unread program to work"); terminal_cpu_time(terminal) < goal;)
        patience_wait(&patience, -1);
}

/* The run makes events as fast as it can: were they not read because the screen waits, it would stand still. */
TEST(a_terminal_that_does_not_read_stops_nobody)
{
    static const char *const arguments[] = {OVERLAP_PROGRAM, "-m", "async",     "-n", "0",
                                            "--produce",     "0",  "--consume", "0",  NULL};
    struct terminal *terminal = start(kinds[0], locales[0], arguments);
    assert_true(terminal_pump_shown(terminal, "s sync", TERMINAL_PATIENCE));
    for (int i = 0; i < 100; i++)
        terminal_send(terminal, "\f"); /* draws all again: more than the line holds */
    expect_work_unread(terminal, SECOND);
    terminal_send(terminal, "t");
    assert_true(terminal_pump_shown(terminal, "THREADS", TERMINAL_PATIENCE));
    terminal_send(terminal, "q");
    assert_true(terminal_pump_shown(terminal, "2 runs would be lost", TERMINAL_PATIENCE));
    terminal_send(terminal, "q");
    expect_end(terminal, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_terminal_is_readable_and_left_as_it_was),
        cmocka_unit_test(a_dumb_terminal_is_refused_by_name),
        cmocka_unit_test(whatever_signal_ends_it_restores_every_terminal),
        cmocka_unit_test(control_z_and_fg),
        cmocka_unit_test(after_fg_the_first_screen_is_as_it_was),
        cmocka_unit_test(only_the_first_thread_handles_a_signal_to_quit),
        cmocka_unit_test(stopped_without_warning_it_can_be_ended),
        cmocka_unit_test(a_vanished_terminal_ends_it_at_once),
        cmocka_unit_test(a_terminal_that_does_not_read_stops_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
