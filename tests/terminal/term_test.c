/* term — the terminal room in a terminal: what it shows and reads, and that it leaves everything as it was, whatever
 * ends it. */
#include "support/test.h"
#include "terminal/user.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sanitizer would report signals that the probe is to die by. */
#define UNHANDLED        "handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0"
#define SIGNALS_ARE_OURS "ASAN_OPTIONS=" UNHANDLED, "TSAN_OPTIONS=" UNHANDLED

static struct terminal *start(const char *program, const char *script, const char *change)
{
    const char *const arguments[] = {program, script == NULL ? NULL : "-c", script, NULL};
    const char *const environment[] = {SIGNALS_ARE_OURS, change, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .environment = environment});
}

static void expect_shown(struct terminal *terminal, const char *text)
{
    assert_true(terminal_pump_shown(terminal, text, TERMINAL_PATIENCE));
}

static struct terminal *start_probe(const char *change)
{
    struct terminal *terminal = start(TERM_PROBE, NULL, change);
    expect_shown(terminal, "corner");
    return terminal;
}

static struct terminal *start_shell(const char *script)
{
    return start("sh", script, NULL);
}

static void expect_as_found(struct terminal *terminal)
{
    assert_true(terminal_line_restored(terminal));
    assert_false(emulator_alternate_screen(terminal_screen(terminal)));
    assert_true(emulator_cursor_visible(terminal_screen(terminal)));
}

/* Waits for the end, which may be by a signal or with a status, and forgets the terminal. */
static void expect_end(struct terminal *terminal, int signal_number, int status)
{
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_signal(terminal), signal_number);
    assert_int_equal(terminal_exit_status(terminal), status);
    expect_as_found(terminal);
    terminal_free(terminal);
}

static void quit(struct terminal *terminal)
{
    terminal_send(terminal, "q");
    expect_end(terminal, 0, 0);
}

static void send_and_expect(struct terminal *terminal, const char *keys, const char *shown)
{
    terminal_send(terminal, keys);
    expect_shown(terminal, shown);
}

/* ---- opening ---- */

static void expect_refusal(struct terminal *terminal, const char *reason)
{
    expect_shown(terminal, reason);
    assert_null(strchr(terminal_output(terminal), '\033'));
    expect_end(terminal, 0, 2);
}

TEST(a_terminal_that_cannot_be_drawn_on_is_refused_by_name)
{
    expect_refusal(start(TERM_PROBE, NULL, "TERM"), "TERM is not set");
    expect_refusal(start(TERM_PROBE, NULL, "TERM="), "TERM is not set");
    expect_refusal(start(TERM_PROBE, NULL, "TERM=foo"), "TERM is \"foo\", which this machine does not know");
    expect_refusal(start(TERM_PROBE, NULL, "TERM=dumb"), "TERM is \"dumb\", a terminal whose cursor cannot be placed");
}

TEST(without_a_terminal_it_says_so)
{
    expect_refusal(start_shell(TERM_PROBE " </dev/null"), "standard input is not a terminal");
    expect_refusal(start_shell(TERM_PROBE " >/dev/null"), "standard output is not a terminal");
}

TEST(a_machine_that_lacks_descriptors_is_told_so)
{
    for (int files = 4; files <= 8; files++) {
        char script[512];
        (void)snprintf(script, sizeof script,
                       "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n %d; "
                       "ASAN_OPTIONS=detect_leaks=0 exec " TERM_PROBE, /* the look for leaks opens files */
                       files);
        expect_refusal(start_shell(script), "Too many open files");
    }
}

TEST(a_size_that_cannot_be_is_told)
{
    expect_refusal(start_shell("stty cols 65535; exec " TERM_PROBE), "65535 columns");
    expect_refusal(start_shell("stty rows 65535; exec " TERM_PROBE), "65535 rows");
}

TEST(the_size_is_the_terminals_whatever_the_environment_says)
{
    struct terminal *terminal = start_probe("COLUMNS=100000");
    expect_shown(terminal, "probe 80x24");
    quit(terminal);
    terminal = start_shell("stty rows 0 cols 0; exec " TERM_PROBE);
    expect_shown(terminal, "probe 80x24");
    quit(terminal);
    terminal = start_shell("stty rows 0 cols 0; COLUMNS=70 LINES=20 exec " TERM_PROBE);
    expect_shown(terminal, "probe 70x20");
    quit(terminal);
}

TEST(files_that_may_not_grow_are_not_needed)
{
    struct terminal *terminal = start_shell("ulimit -f 1; exec " TERM_PROBE);
    expect_shown(terminal, "corner");
    quit(terminal);
}

static const struct {
    const char *term;
    const char *title;
} terminals[] = {
    {"TERM=xterm-256color", "probe 80x24 colors 256"},
    {"TERM=screen-256color", "probe 80x24 colors 256"},
    {"TERM=tmux-256color", "probe 80x24 colors 256"},
    {"TERM=xterm", "probe 80x24 colors 8"},
    {"TERM=linux", "probe 80x24 colors 8"},
    {"TERM=ansi", "probe 80x24 colors 8"},
    {"TERM=vt100", "probe 80x24 colors 0"},
    {"TERM=vt220", "probe 80x24 colors 0"},
    {"TERM=xterm-mono", "probe 80x24 colors 0"},
};

TEST(every_known_terminal_is_drawn_on_and_restored)
{
    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++) {
        struct terminal *terminal = start_probe(terminals[i].term);
        int row, column;
        expect_shown(terminal, terminals[i].title);
        assert_true(emulator_find(terminal_screen(terminal), "corner", &row, &column));
        assert_int_equal(row, 23);
        assert_int_equal(column, 74);
        send_and_expect(terminal, "\033[A", "keys 110000.");
        terminal_send(terminal, "q");
        expect_shown(terminal, "probe: closed");
        expect_end(terminal, 0, 0);
    }
}

TEST(a_bar_stands_out_without_colours)
{
    struct terminal *terminal = start_probe("NO_COLOR=1");
    expect_shown(terminal, "colors 0");
    struct emulator_cell bar = emulator_cell(terminal_screen(terminal), 0, 79);
    assert_true(bar.reverse);
    assert_int_equal(bar.background, COLOUR_DEFAULT);
    quit(terminal);
}

TEST(an_empty_no_color_changes_nothing)
{
    struct terminal *terminal = start_probe("NO_COLOR=");
    expect_shown(terminal, "colors 256");
    quit(terminal);
}

TEST(the_palette_of_the_user_is_left_alone)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_send(terminal, "q");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_null(strstr(terminal_output(terminal), "\033]"));
    terminal_free(terminal);
}

/* ---- drawing ---- */

TEST(what_has_not_changed_is_not_sent)
{
    struct terminal *terminal = start_probe(NULL);
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    size_t before = terminal_received(terminal);
    terminal_send(terminal, "w"); /* draws the same picture once more */
    terminal_pump_for(terminal, 100);
    assert_int_equal(terminal_received(terminal), before);
    send_and_expect(terminal, "a", "keys 61.");
    assert_between(terminal_received(terminal), before, before + 40);
    send_and_expect(terminal, "\f", "keys 61 c.");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    assert_true(terminal_received(terminal) > before + 1000); /* all */
    quit(terminal);
}

/* What the terminal shows, blanks written and blanks never written alike. The caller frees it. */
static struct emulator_cell *copy_of_screen(struct terminal *terminal)
{
    const struct emulator *screen = terminal_screen(terminal);
    int rows = emulator_rows(screen), columns = emulator_columns(screen);
    struct emulator_cell *cells = calloc((size_t)rows * (size_t)columns, sizeof *cells);
    assert_non_null(cells);
    for (int i = 0; i < rows * columns; i++) {
        struct emulator_cell cell = emulator_cell(screen, i / columns, i % columns);
        cells[i].codepoint = cell.codepoint == 0 ? ' ' : cell.codepoint;
        cells[i].foreground = cells[i].codepoint == ' ' ? COLOUR_DEFAULT : cell.foreground;
        cells[i].background = cell.background;
        cells[i].bold = cell.bold && cells[i].codepoint != ' ';
        cells[i].reverse = cell.reverse;
    }
    return cells;
}

TEST(lanes_that_move_on_look_as_if_drawn_anew_on_every_terminal)
{
    const size_t lanes = 5 * 80, end = 23 * 80; /* cells from the first of them to the last row, which is drawn last */
    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++) {
        struct terminal *terminal = start_probe(terminals[i].term);
        send_and_expect(terminal, "l", "moves 1 redraws 0."); /* by a cell, */
        send_and_expect(terminal, "l", "moves 2 redraws 0.");
        send_and_expect(terminal, "lll", "moves 5 redraws 0."); /* and by several at once */
        struct emulator_cell *moved = copy_of_screen(terminal);
        send_and_expect(terminal, "\f", "moves 5 redraws 1.");
        struct emulator_cell *anew = copy_of_screen(terminal);
        assert_memory_equal(moved + lanes, anew + lanes, (end - lanes) * sizeof *anew);
        free(moved);
        free(anew);
        quit(terminal);
    }
}

TEST(a_lane_that_moves_on_is_not_sent_again)
{
    struct terminal *terminal = start_probe("TERM=xterm-256color");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    size_t before = terminal_received(terminal);
    send_and_expect(terminal, "l", "moves 1 ");
    size_t lanes = 18, each = 60; /* bytes: the move and the newest cell, where 54 cells would take more than 160 */
    assert_between(terminal_received(terminal) - before, lanes, lanes * each);
    quit(terminal);
}

TEST(a_storm_of_resizes_ends_in_the_last_size)
{
    struct terminal *terminal = start_probe(NULL);
    for (int i = 0; i < 200; i++)
        terminal_resize(terminal, 10 + i % 37, 30 + i % 71);
    terminal_resize(terminal, 33, 91);
    expect_shown(terminal, "probe 91x33 ");
    expect_shown(terminal, "corner");
    int row, column;
    assert_true(emulator_find(terminal_screen(terminal), "corner", &row, &column));
    assert_int_equal(row, 32);
    assert_int_equal(column, 85);
    quit(terminal);
}

TEST(the_smallest_screen_does_no_harm)
{
    struct terminal *terminal = start_probe(NULL);
    user_resizes(terminal, 1, 1);
    user_resizes(terminal, 24, 80);
    expect_shown(terminal, "corner");
    quit(terminal);
}

/* ---- keys ---- */

TEST(keys_are_told_by_code_point_or_name)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "a é \r", "keys 61 20 e9 20 a.");
    send_and_expect(terminal, "\033OA\033[B\033OD\033[C", " 110000 110001 110002 110003.");
    quit(terminal);
    terminal = start_probe(NULL);
    send_and_expect(terminal, "\033[H\033OF\033[5~\033[6~\033[1~", "keys 110004 110005 110006 110007 110004.");
    quit(terminal);
}

TEST(control_c_is_a_key)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "\003", "keys 3.");
    send_and_expect(terminal, "\034", "keys 3 1c.");
    quit(terminal);
}

TEST(escape_alone_is_a_key_and_twice_two)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "\033", "keys 1b.");
    send_and_expect(terminal, "\033\033", "keys 1b 1b 1b.");
    quit(terminal);
}

TEST(an_unknown_sequence_is_one_key_and_its_letters_none)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "\033[15~a", "keys 11000d 61.");
    send_and_expect(terminal, "\033[1;9q", "keys 11000d 61 11000d."); /* q would have ended it */
    send_and_expect(terminal, "\033OTz", " 11000d 7a.");
    send_and_expect(terminal, "\033[[By", " 7a 11000d 79."); /* F2 of the Linux console; b would end it, too */
    quit(terminal);
}

TEST(an_answer_of_the_terminal_is_no_key)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "\033]11;rgb:b/b/b\033\\\033P>|q\033\\\033]lquit\aa", "keys 61.");
    terminal_send(terminal, "\033]lq\033"); /* its end comes late */
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    send_and_expect(terminal, "\\c", "keys 61 63.");
    quit(terminal);
}

TEST(a_sequence_may_take_its_time)
{
    struct terminal *terminal = start_probe(NULL);
    static const char *const parts[] = {"\033", "[", "1", ";1", "D"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        terminal_send(terminal, parts[i]);
        assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    }
    send_and_expect(terminal, "a", "keys 1b 110002 61.");
    quit(terminal);
}

TEST(bytes_that_are_no_text_end_nothing)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_send(terminal, "\xff\xfe\xc3\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\xf8");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    send_and_expect(terminal, "a", " 61.");
    quit(terminal);
}

/* ---- ends ---- */

TEST(a_signal_to_quit_restores_and_ends_by_itself)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGALRM, SIGXCPU, SIGXFSZ, SIGPIPE};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal *terminal = start_probe(NULL);
        terminal_signal(terminal, signals[i]);
        expect_end(terminal, signals[i], -1);
    }
}

TEST(many_signals_to_quit_end_as_well)
{
    struct terminal *terminal = start_probe(NULL);
    for (int i = 0; i < 20; i++)
        terminal_signal(terminal, SIGTERM);
    expect_end(terminal, SIGTERM, -1);
}

TEST(an_ignored_signal_stays_ignored)
{
    struct terminal *terminal = start_shell("trap '' INT; exec " TERM_PROBE);
    expect_shown(terminal, "corner");
    terminal_signal(terminal, SIGINT);
    send_and_expect(terminal, "a", "keys 61.");
    quit(terminal);
}

TEST(a_crash_restores_first)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal *terminal = start_probe(NULL);
        terminal_signal(terminal, signals[i]);
        expect_end(terminal, signals[i], -1);
    }
    static const char *const keys[] = {"v", "o"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct terminal *terminal = start_probe(NULL);
        terminal_send(terminal, keys[i]);
        expect_end(terminal, SIGSEGV, -1);
    }
}

TEST(the_words_of_a_failed_assertion_are_seen)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_send(terminal, "b");
    expect_shown(terminal, "probe: assertion failed");
    expect_end(terminal, SIGABRT, -1);
}

TEST(exit_in_a_thread_restores_first_and_its_words_are_seen)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_send(terminal, "x");
    expect_shown(terminal, "probe: exit in a thread");
    expect_end(terminal, 0, 7);
}

TEST(a_warning_waits_for_the_end)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "wa", "keys 61.");
    assert_false(emulator_find(terminal_screen(terminal), "warning", NULL, NULL));
    terminal_send(terminal, "q");
    expect_shown(terminal, "probe: a warning");
    expect_end(terminal, 0, 0);
}

TEST(a_warning_is_shown_even_if_stderr_cannot_be_given_back_at_once)
{
    struct terminal *terminal = start_probe(NULL);
    send_and_expect(terminal, "wda", "keys 61.");
    terminal_send(terminal, "q");
    expect_shown(terminal, "probe: a warning");
    expect_end(terminal, 0, 0);
}

TEST(a_closed_window_ends_it)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_hang_up(terminal);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_signal(terminal), SIGHUP);
    terminal_free(terminal);
}

TEST(a_closed_window_ends_it_even_where_sighup_is_ignored)
{
    struct terminal *terminal = start_shell("trap '' HUP; exec " TERM_PROBE);
    expect_shown(terminal, "corner");
    terminal_hang_up(terminal);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    terminal_free(terminal);
}

/* ---- stopping ---- */

TEST(control_z_gives_the_shell_its_terminal_and_fg_takes_it_back)
{
    struct terminal *terminal =
        start_shell("set -m; " TERM_PROBE "; echo \"stopped with $?\"; read line; fg; echo \"ended with $?\"");
    expect_shown(terminal, "corner");
    terminal_send(terminal, "\032");
    expect_shown(terminal, "stopped with 148");
    expect_as_found(terminal);
    terminal_resize(terminal, 30, 100); /* a stopped program is not told */
    terminal_send(terminal, "\n");
    expect_shown(terminal, "probe 100x30 ");
    expect_shown(terminal, "refreshes 1");
    expect_shown(terminal, "corner");
    assert_true(emulator_alternate_screen(terminal_screen(terminal)));
    send_and_expect(terminal, "a", "keys 61.");
    terminal_send(terminal, "q");
    expect_shown(terminal, "ended with 0");
    expect_end(terminal, 0, 0);
}

TEST(a_stopped_program_can_be_ended)
{
    struct terminal *terminal =
        start_shell("set -m; " TERM_PROBE "; kill %1; kill -CONT %1; "
                    "s=148; while [ $s = 148 ]; do sleep 0.05; wait %1; s=$?; done; echo \"ended with $s\"");
    expect_shown(terminal, "corner");
    terminal_send(terminal, "\032");
    expect_shown(terminal, "ended with 143");
    expect_end(terminal, 0, 0);
}

/* Stopped by the terminal as it begins, because it is in the background. */
TEST(a_program_in_the_background_can_be_ended)
{
    struct terminal *terminal =
        start_shell("set -m; " TERM_PROBE " & while ! grep -q '^State:.T' /proc/$!/status; do sleep 0.05; done; "
                    "kill %1; kill -CONT %1; s=148; while [ $s -gt 147 ]; do wait %1; s=$?; done; "
                    "echo \"ended with $s\"");
    expect_shown(terminal, "ended with 143");
    expect_end(terminal, 0, 0);
    terminal = start_shell("timeout 1 " TERM_PROBE "; echo \"ended with $?\"");
    expect_shown(terminal, "ended with 124");
    expect_end(terminal, 0, 0);
}

TEST(sigtstp_is_like_control_z)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_signal(terminal, SIGTSTP); /* nobody could continue a session's leader: the system does not stop it */
    expect_shown(terminal, "refreshes 1");
    expect_shown(terminal, "corner");
    quit(terminal);
}

TEST(stopped_without_warning_it_comes_back_whole)
{
    struct terminal *terminal = start_probe(NULL);
    terminal_signal(terminal, SIGSTOP);
    terminal_signal(terminal, SIGCONT);
    expect_shown(terminal, "refreshes 1");
    expect_shown(terminal, "corner");
    send_and_expect(terminal, "a", "keys 61.");
    quit(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_that_cannot_be_drawn_on_is_refused_by_name),
        cmocka_unit_test(without_a_terminal_it_says_so),
        cmocka_unit_test(a_machine_that_lacks_descriptors_is_told_so),
        cmocka_unit_test(a_size_that_cannot_be_is_told),
        cmocka_unit_test(the_size_is_the_terminals_whatever_the_environment_says),
        cmocka_unit_test(files_that_may_not_grow_are_not_needed),
        cmocka_unit_test(every_known_terminal_is_drawn_on_and_restored),
        cmocka_unit_test(a_bar_stands_out_without_colours),
        cmocka_unit_test(an_empty_no_color_changes_nothing),
        cmocka_unit_test(the_palette_of_the_user_is_left_alone),
        cmocka_unit_test(what_has_not_changed_is_not_sent),
        cmocka_unit_test(lanes_that_move_on_look_as_if_drawn_anew_on_every_terminal),
        cmocka_unit_test(a_lane_that_moves_on_is_not_sent_again),
        cmocka_unit_test(a_storm_of_resizes_ends_in_the_last_size),
        cmocka_unit_test(the_smallest_screen_does_no_harm),
        cmocka_unit_test(keys_are_told_by_code_point_or_name),
        cmocka_unit_test(control_c_is_a_key),
        cmocka_unit_test(escape_alone_is_a_key_and_twice_two),
        cmocka_unit_test(an_unknown_sequence_is_one_key_and_its_letters_none),
        cmocka_unit_test(an_answer_of_the_terminal_is_no_key),
        cmocka_unit_test(a_sequence_may_take_its_time),
        cmocka_unit_test(bytes_that_are_no_text_end_nothing),
        cmocka_unit_test(a_signal_to_quit_restores_and_ends_by_itself),
        cmocka_unit_test(many_signals_to_quit_end_as_well),
        cmocka_unit_test(an_ignored_signal_stays_ignored),
        cmocka_unit_test(a_crash_restores_first),
        cmocka_unit_test(the_words_of_a_failed_assertion_are_seen),
        cmocka_unit_test(exit_in_a_thread_restores_first_and_its_words_are_seen),
        cmocka_unit_test(a_warning_waits_for_the_end),
        cmocka_unit_test(a_warning_is_shown_even_if_stderr_cannot_be_given_back_at_once),
        cmocka_unit_test(a_closed_window_ends_it),
        cmocka_unit_test(a_closed_window_ends_it_even_where_sighup_is_ignored),
        cmocka_unit_test(control_z_gives_the_shell_its_terminal_and_fg_takes_it_back),
        cmocka_unit_test(a_stopped_program_can_be_ended),
        cmocka_unit_test(a_program_in_the_background_can_be_ended),
        cmocka_unit_test(sigtstp_is_like_control_z),
        cmocka_unit_test(stopped_without_warning_it_comes_back_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
