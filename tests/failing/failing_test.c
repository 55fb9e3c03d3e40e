/*
 * failing — each memory, thread, pipe, file, write that the program asks for fails once, in turn: it says so or goes
 * on, ends in time, leaves the terminal as it was, and loses nothing that was saved.
 */
#include "failing/failing.h"
#include "support/effort.h"
#include "support/folder.h"
#include "support/test.h"
#include "terminal/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EACH_UP_TO = 10 }; /* every call up to about here, then ever fewer */

static const char *const calls[] = FAILING_CALLS;

static int after(int call)
{
    int each = effort(EACH_UP_TO);
    return call <= each ? call + 1 : call + 1 + call / (effort_is_short() ? 1 : 4);
}

static bool ended_or_drawn(struct terminal *terminal, const void *context)
{
    (void)context;
    return !terminal_running(terminal) || emulator_find(terminal_screen(terminal), "s sync", NULL, NULL);
}

/* What is run, what the user does then (NULL: there is no screen), and what is looked at afterwards. */
struct part {
    const char *const *arguments;
    const char *keys[16];
    const char *theme; /* that is remembered from before; NULL: none */
    bool (*good)(const char *home, int status);
};

static const char THEME[] = ".local/state/overlap/theme";

static char *home_with(const char *theme)
{
    char *home = folder_new();
    if (theme != NULL)
        folder_write(home, THEME, theme);
    return home;
}

/* It quits by q: a ^C that comes when the terminal has its modes back makes the terminal throw away what was just
 * written to it. An out-of-memory on the way ends it earlier. */
static void press_keys(struct terminal *terminal, const char *const *keys)
{
    assert_true(terminal_pump_until(terminal, ended_or_drawn, NULL, TERMINAL_PATIENCE));
    for (; *keys != NULL; keys++)
        terminal_send(terminal, *keys);
}

/* Runs it with that call failing; whether there was such a call. */
static bool survives(const struct part *part, const char *call, int number)
{
    char mark[64], fail[64], failed[96];
    (void)snprintf(mark, sizeof mark, "/tmp/overlap-failed-%d", (int)getpid());
    (void)snprintf(fail, sizeof fail, "OVERLAP_FAIL=%s %d", call, number);
    (void)snprintf(failed, sizeof failed, "OVERLAP_FAILED=%s", mark);
    /* Who ends without memory does not wait for its threads: no leak. */
    const char *const environment[] = {fail, failed, "TSAN_OPTIONS=report_thread_leaks=0", NULL};
    char *home = home_with(part->theme);
    struct terminal *terminal = terminal_start(
        &(struct terminal_setup){.arguments = part->arguments, .environment = environment, .home = home});
    if (part->keys[0] != NULL)
        press_keys(terminal, part->keys);
    bool ended = terminal_pump_end(terminal, TERMINAL_PATIENCE);
    int status = terminal_exit_status(terminal);
    bool says = strstr(terminal_output(terminal), "overlap: ") != NULL;
    bool kept = part->good == NULL || part->good(home, status);
    bool good = ended && terminal_line_restored(terminal) && !emulator_alternate_screen(terminal_screen(terminal)) &&
                emulator_cursor_visible(terminal_screen(terminal)) && kept &&
                (status == 0 || ((status == 1 || status == 2) && says));
    if (!good)
        (void)fprintf(stderr, "%s: ended %d with status %d, signal %d, restored %d, says %d, kept %d; the screen:\n%s",
                      fail, ended, status, terminal_exit_signal(terminal), terminal_line_restored(terminal), says, kept,
                      emulator_text(terminal_screen(terminal)));
    terminal_free(terminal);
    folder_free(home);
    bool came = access(mark, F_OK) == 0;
    (void)unlink(mark);
    assert_true(good);
    return came;
}

static void survives_all(const struct part *part)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (int number = 1; survives(part, calls[i], number); number = after(number))
            continue;
}

TEST(a_run_without_a_screen)
{
    const char *const arguments[] = {OVERLAP_FAILING, "run", "--instant", "-m", "threads", "-n", "3",
                                     "--seed",        "1",   NULL};
    survives_all(&(struct part){.arguments = arguments});
}

TEST(a_run_of_processes)
{
    const char *const arguments[] = {OVERLAP_FAILING, "run", "--instant", "-m", "processes", "-n", "3",
                                     "--seed",        "1",   NULL};
    survives_all(&(struct part){.arguments = arguments});
}

TEST(the_comparison_as_json)
{
    const char *const arguments[] = {OVERLAP_FAILING, "compare", "--instant", "--json", "-n", "2", NULL};
    survives_all(&(struct part){.arguments = arguments});
}

/* Switches modes, adds and takes workers. */
TEST(the_live_screen)
{
    const char *const arguments[] = {OVERLAP_FAILING, "-m", "async", "--speed", "10", NULL};
    survives_all(&(struct part){.arguments = arguments, .keys = {"t", "P", "C", "a", "p", "s", "R", "q", "y"}});
}

/* A theme is remembered, one or another, and nothing else lies beside it, unless the program ended in the middle of
 * it because another thread had no memory. */
static bool theme_is_whole(const char *home, int status)
{
    char *text = folder_read(home, THEME);
    size_t length = strlen(text);
    bool whole = length > 1 && strcspn(text, "\n") == length - 1;
    bool good = whole && (status != 0 || folder_count(home, ".local/state/overlap") == 1);
    if (!good)
        (void)fprintf(stderr, "the theme is:\n%s", text);
    free(text);
    return good;
}

TEST(a_theme_that_is_replaced)
{
    const char *const arguments[] = {OVERLAP_FAILING, NULL};
    survives_all(&(struct part){
        .arguments = arguments, .keys = {"v", "t", "\033OB", "\r", "q"}, .theme = "light\n", .good = theme_is_whole});
}

/* The first theme makes the file and its directory. */
TEST(a_theme_that_is_new)
{
    const char *const arguments[] = {OVERLAP_FAILING, NULL};
    survives_all(&(struct part){.arguments = arguments, .keys = {"v", "t", "\033OB", "\r", "q"}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_without_a_screen),   cmocka_unit_test(a_run_of_processes),
        cmocka_unit_test(the_comparison_as_json),   cmocka_unit_test(the_live_screen),
        cmocka_unit_test(a_theme_that_is_replaced), cmocka_unit_test(a_theme_that_is_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
