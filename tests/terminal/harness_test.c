/* harness — proves the terminal and its emulator against small shell scripts, before they judge the program. */
#include "support/test.h"
#include "terminal/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct terminal *run_shell(const char *script)
{
    const char *const arguments[] = {"sh", "-c", script, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments});
}

static void expect_shown(struct terminal *terminal, const char *text)
{
    assert_true(terminal_pump_shown(terminal, text, TERMINAL_PATIENCE));
}

static void expect_end(struct terminal *terminal)
{
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
}

static const char *row_of(struct terminal *terminal, int row)
{
    return emulator_row(terminal_screen(terminal), row);
}

static struct emulator_cell cell_of(struct terminal *terminal, int column)
{
    return emulator_cell(terminal_screen(terminal), 0, column);
}

/* ---- the emulator ---- */

static void ignore_reply(const char *bytes, size_t length, void *context)
{
    (void)bytes, (void)length, (void)context;
}

TEST(glyphs_are_told_as_utf8)
{
    struct terminal *terminal = run_shell("printf '│▏█·▒ 中文x e\\314\\201z'");
    expect_end(terminal);
    assert_string_equal(row_of(terminal, 0), "│▏█·▒ 中文x e\xCC\x81z");
    assert_string_equal(row_of(terminal, 1), "");
    assert_int_equal(cell_of(terminal, 2).codepoint, 0x2588);
    assert_int_equal(cell_of(terminal, 6).codepoint, 0x4E2D);
    assert_int_equal(cell_of(terminal, 6).width, 2);
    assert_int_equal(cell_of(terminal, 7).codepoint, 0);
    terminal_free(terminal);
}

TEST(text_is_found_at_its_column)
{
    struct terminal *terminal = run_shell("printf '\\033[3;1H█中文x'; printf '\\033[5;80Hx'");
    expect_end(terminal);
    int row, column;
    assert_true(emulator_find(terminal_screen(terminal), "文x", &row, &column));
    assert_int_equal(row, 2);
    assert_int_equal(column, 3);
    assert_true(emulator_find(terminal_screen(terminal), "x", &row, &column));
    assert_int_equal(column, 5);
    assert_true(emulator_find(terminal_screen(terminal), "   x", &row, &column));
    assert_int_equal(row, 4);
    assert_int_equal(column, 76);
    assert_false(emulator_find(terminal_screen(terminal), "y", &row, &column));
    terminal_free(terminal);
}

TEST(sequences_may_be_cut_anywhere)
{
    static const char bytes[] = "\033[1;38;5;214m█\033[0m中\033[2;3Hend";
    struct emulator *emulator = emulator_new(3, 10, ignore_reply, NULL);
    for (size_t i = 0; i < strlen(bytes); i++)
        emulator_feed(emulator, bytes + i, 1);
    assert_string_equal(emulator_text(emulator), "█中\n  end\n\n");
    assert_int_equal(emulator_cell(emulator, 0, 0).foreground, 214);
    assert_true(emulator_cell(emulator, 0, 0).bold);
    emulator_free(emulator);
}

TEST(any_size_may_follow_any_other)
{
    static const int sizes[][2] = {{24, 80}, {5, 20}, {1, 1}, {60, 200}, {10, 40}, {24, 80}};
    static const char corner[] = "\033[?1049h\033[2J\033[999;999H█";
    struct emulator *emulator = emulator_new(10, 40, ignore_reply, NULL);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        emulator_resize(emulator, sizes[i][0], sizes[i][1]);
        emulator_feed(emulator, corner, strlen(corner));
        assert_int_equal(emulator_cell(emulator, sizes[i][0] - 1, sizes[i][1] - 1).codepoint, 0x2588);
    }
    emulator_free(emulator);
}

TEST(colours_and_attributes_are_told_apart)
{
    struct terminal *terminal =
        run_shell("printf '\\033[1;38;5;214;48;5;22mA\\033[0;7mB\\033[0;38;2;1;2;3mC\\033[0mD'\n"
                  "printf '\\033[31;104mE\\033[0;3;4;5mF'");
    expect_end(terminal);
    struct emulator_cell a = cell_of(terminal, 0), b = cell_of(terminal, 1), d = cell_of(terminal, 3),
                         e = cell_of(terminal, 4), f = cell_of(terminal, 5);
    assert_int_equal(a.foreground, 214);
    assert_int_equal(a.background, 22);
    assert_true(a.bold && !a.reverse);
    assert_true(b.reverse && !b.bold);
    assert_int_equal(cell_of(terminal, 2).foreground, COLOUR_DIRECT | 0x010203);
    assert_int_equal(d.foreground, COLOUR_DEFAULT);
    assert_int_equal(d.background, COLOUR_DEFAULT);
    assert_int_equal(e.foreground, 1);
    assert_int_equal(e.background, 12);
    assert_true(f.italic && f.underline && f.blink && !d.italic && !d.underline && !d.blink);
    terminal_free(terminal);
}

TEST(screen_cursor_and_mouse_follow_their_switches)
{
    struct terminal *terminal =
        run_shell("printf 'before'; read x; printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[2;4Hduring'\n"
                  "read x; printf '\\033[?1000l\\033[?25h\\033[?1049l'");
    const struct emulator *screen = terminal_screen(terminal);
    expect_shown(terminal, "before");
    assert_true(emulator_cursor_visible(screen));
    assert_false(emulator_alternate_screen(screen) || emulator_mouse_reported(screen));

    terminal_send(terminal, "\n");
    expect_shown(terminal, "during");
    int row, column;
    emulator_cursor(screen, &row, &column);
    assert_int_equal(row, 1);
    assert_int_equal(column, 9);
    assert_false(emulator_cursor_visible(screen));
    assert_true(emulator_alternate_screen(screen) && emulator_mouse_reported(screen));

    terminal_send(terminal, "\n");
    expect_end(terminal);
    assert_true(emulator_cursor_visible(screen));
    assert_false(emulator_alternate_screen(screen) || emulator_mouse_reported(screen));
    assert_string_equal(row_of(terminal, 0), "before");
    terminal_free(terminal);
}

/* ---- the terminal ---- */

TEST(program_has_a_terminal_of_the_size_asked_for)
{
    const char *const arguments[] = {"sh", "-c", "stty size; tty -s && echo yes", NULL};
    struct terminal *terminal =
        terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = 7, .columns = 33});
    expect_end(terminal);
    assert_string_equal(emulator_text(terminal_screen(terminal)), "7 33\nyes\n\n\n\n\n\n");
    terminal_free(terminal);
}

TEST(environment_is_ours_alone_and_can_be_changed)
{
    const char *const arguments[] = {"sh", "-c",
                                     "echo \"[$TERM] [$LC_ALL] [$LINES] [$NO_COLOR] [${XDG_DATA_HOME-none}]\"", NULL};
    const char *const changes[] = {"TERM=vt100", "NO_COLOR=1", "XDG_DATA_HOME", NULL};
    (void)setenv("LINES", "7", 1);
    struct terminal *terminal =
        terminal_start(&(struct terminal_setup){.arguments = arguments, .environment = changes});
    expect_end(terminal);
    assert_string_equal(row_of(terminal, 0), "[vt100] [C.UTF-8] [] [1] [none]");
    terminal_free(terminal);
}

TEST(home_is_empty_and_gone_afterwards)
{
    struct terminal *terminal =
        run_shell("ls -A $HOME; echo $HOME; mkdir -p $XDG_CONFIG_HOME/x; : > $XDG_CONFIG_HOME/x/y");
    expect_end(terminal);
    char *home = strdup(row_of(terminal, 0));
    assert_non_null(home);
    assert_int_equal(access(home, F_OK), 0);
    terminal_free(terminal);
    assert_int_not_equal(access(home, F_OK), 0);
    free(home);
}

TEST(keys_arrive_as_they_were_sent)
{
    struct terminal *terminal = run_shell("stty raw -echo; echo ready; dd bs=1 count=4 2>/dev/null | od -An -tx1");
    expect_shown(terminal, "ready");
    terminal_send(terminal, "\033OA\003");
    expect_shown(terminal, "1b 4f 41 03");
    expect_end(terminal);
    terminal_free(terminal);
}

TEST(more_may_be_typed_than_the_line_holds)
{
    static char keys[100001];
    memset(keys, 'k', sizeof keys - 1);
    struct terminal *terminal = run_shell("stty raw -echo; echo ready; head -c 100000 | wc -c");
    expect_shown(terminal, "ready");
    terminal_send(terminal, keys);
    expect_shown(terminal, "100000");
    terminal_free(terminal);
}

TEST(questions_to_the_terminal_are_answered)
{
    struct terminal *terminal =
        run_shell("stty raw -echo; printf '\\033[3;5H\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -tx1");
    expect_shown(terminal, "1b 5b 33 3b 35 52"); /* ESC [ 3 ; 5 R */
    terminal_free(terminal);
}

TEST(resize_reaches_program_and_screen)
{
    struct terminal *terminal = run_shell("trap 'stty size' WINCH; echo ready; while :; do sleep 0.01; done");
    expect_shown(terminal, "ready");
    terminal_resize(terminal, 30, 100);
    expect_shown(terminal, "30 100");
    assert_int_equal(emulator_rows(terminal_screen(terminal)), 30);
    assert_int_equal(emulator_columns(terminal_screen(terminal)), 100);
    terminal_free(terminal);
}

TEST(exit_status_is_known)
{
    struct terminal *terminal = run_shell("read x; exit 3");
    assert_true(terminal_running(terminal));
    assert_int_equal(terminal_exit_status(terminal), -1);
    terminal_send(terminal, "\n");
    expect_end(terminal);
    assert_false(terminal_running(terminal));
    assert_int_equal(terminal_exit_status(terminal), 3);
    assert_int_equal(terminal_exit_signal(terminal), 0);
    terminal_free(terminal);
}

TEST(missing_program_is_told)
{
    const char *const arguments[] = {"/nowhere/program", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    expect_end(terminal);
    assert_string_equal(row_of(terminal, 0), "cannot run /nowhere/program: No such file or directory");
    assert_int_equal(terminal_exit_status(terminal), 127);
    terminal_free(terminal);
}

TEST(signals_are_sent_and_told)
{
    struct terminal *terminal = run_shell("echo ready; read x");
    expect_shown(terminal, "ready");
    terminal_signal(terminal, SIGTERM);
    expect_end(terminal);
    assert_int_equal(terminal_exit_signal(terminal), SIGTERM);
    assert_int_equal(terminal_exit_status(terminal), -1);
    terminal_free(terminal);
}

TEST(signals_that_we_ignore_are_not_ignored_by_the_program)
{
    void (*before)(int) = signal(SIGINT, SIG_IGN);
    struct terminal *terminal = run_shell("echo ready; read x");
    (void)signal(SIGINT, before);
    expect_shown(terminal, "ready");
    terminal_send(terminal, "\003");
    expect_end(terminal);
    assert_int_equal(terminal_exit_signal(terminal), SIGINT);
    terminal_free(terminal);
}

TEST(hanging_up_is_a_signal_or_the_end_of_input)
{
    struct terminal *killed = run_shell("echo ready; read x");
    struct terminal *reading = run_shell("trap '' HUP; echo ready; read x || exit 5");
    expect_shown(killed, "ready");
    expect_shown(reading, "ready");
    terminal_hang_up(killed);
    terminal_hang_up(reading);
    expect_end(killed);
    expect_end(reading);
    assert_int_equal(terminal_exit_signal(killed), SIGHUP);
    assert_int_equal(terminal_exit_status(reading), 5);
    assert_string_equal(row_of(killed, 0), "ready");
    terminal_free(killed);
    terminal_free(reading);
}

TEST(everything_written_before_the_end_is_read)
{
    struct terminal *terminal = run_shell("seq 1 20000");
    expect_end(terminal);
    assert_string_equal(row_of(terminal, 22), "20000");
    assert_int_equal(terminal_received(terminal), 88894 + 2 * 20000); /* the digits, and the ends of the lines */
    assert_memory_equal(terminal_output(terminal), "1\r\n2\r\n3", 7);
    terminal_free(terminal);
}

TEST(silence_can_be_told)
{
    struct terminal *terminal = run_shell("stty -echo; echo ready; read x; echo more; read x");
    expect_shown(terminal, "ready");
    assert_true(terminal_pump_quiet(terminal, 50, TERMINAL_PATIENCE));
    size_t before = terminal_received(terminal);
    terminal_pump_for(terminal, 100);
    assert_int_equal(terminal_received(terminal), before);
    terminal_send(terminal, "\n");
    expect_shown(terminal, "more");
    assert_true(terminal_received(terminal) > before);
    terminal_free(terminal);
}

TEST(waiting_for_nothing_ends)
{
    struct terminal *terminal = run_shell("while :; do echo noise; sleep 0.01; done");
    assert_false(terminal_pump_shown(terminal, "silence", 100));
    assert_false(terminal_pump_quiet(terminal, 10000, 100));
    assert_false(terminal_pump_end(terminal, 50));
    assert_true(terminal_pump_gone(terminal, "silence", 0));
    terminal_free(terminal);
}

static bool has_worked(struct terminal *terminal, const void *nanoseconds)
{
    return terminal_cpu_time(terminal) >= *(const int64_t *)nanoseconds;
}

TEST(cpu_time_is_the_programs_own)
{
    static const int64_t work = 50000000;
    struct terminal *busy = run_shell("trap 'exit 0' TERM; while :; do :; done");
    struct terminal *idle = run_shell("exec sleep 1000");
    assert_true(terminal_pump_until(busy, has_worked, &work, TERMINAL_PATIENCE));
    assert_true(terminal_cpu_time(idle) < work);
    terminal_signal(busy, SIGTERM);
    expect_end(busy);
    assert_int_equal(terminal_exit_status(busy), 0);
    assert_true(terminal_cpu_time(busy) >= work);
    terminal_free(busy);
    terminal_free(idle);
}

TEST(line_settings_are_compared_with_those_found)
{
    struct terminal *tidy = run_shell("found=$(stty -g); stty -echo -icanon; echo ready; read x; stty $found");
    struct terminal *untidy = run_shell("stty -echo");
    expect_shown(tidy, "ready");
    assert_false(terminal_line_restored(tidy));
    assert_false(terminal_line(tidy).c_lflag & ECHO);
    terminal_send(tidy, "\n");
    expect_end(tidy);
    expect_end(untidy);
    assert_true(terminal_line_restored(tidy));
    assert_false(terminal_line_restored(untidy));
    terminal_free(tidy);
    terminal_free(untidy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyphs_are_told_as_utf8),
        cmocka_unit_test(text_is_found_at_its_column),
        cmocka_unit_test(sequences_may_be_cut_anywhere),
        cmocka_unit_test(any_size_may_follow_any_other),
        cmocka_unit_test(colours_and_attributes_are_told_apart),
        cmocka_unit_test(screen_cursor_and_mouse_follow_their_switches),
        cmocka_unit_test(program_has_a_terminal_of_the_size_asked_for),
        cmocka_unit_test(environment_is_ours_alone_and_can_be_changed),
        cmocka_unit_test(home_is_empty_and_gone_afterwards),
        cmocka_unit_test(keys_arrive_as_they_were_sent),
        cmocka_unit_test(more_may_be_typed_than_the_line_holds),
        cmocka_unit_test(questions_to_the_terminal_are_answered),
        cmocka_unit_test(resize_reaches_program_and_screen),
        cmocka_unit_test(exit_status_is_known),
        cmocka_unit_test(missing_program_is_told),
        cmocka_unit_test(signals_are_sent_and_told),
        cmocka_unit_test(signals_that_we_ignore_are_not_ignored_by_the_program),
        cmocka_unit_test(hanging_up_is_a_signal_or_the_end_of_input),
        cmocka_unit_test(everything_written_before_the_end_is_read),
        cmocka_unit_test(silence_can_be_told),
        cmocka_unit_test(waiting_for_nothing_ends),
        cmocka_unit_test(cpu_time_is_the_programs_own),
        cmocka_unit_test(line_settings_are_compared_with_those_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
