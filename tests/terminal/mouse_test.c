/* mouse — clicks and the wheel, however they arrive, and who has the mouse when. */
#include "support/test.h"
#include "terminal/user.h"

#include <stdio.h>

static const char *const plain[] = {NULL};

/* A press of the left button, or with 64 and 65 a turn of the wheel, on the cell where the text begins. */
static void point(struct terminal *terminal, int button, const char *text, int more)
{
    int row = 0, column = 0;
    char bytes[64];
    assert_true(emulator_find(terminal_screen(terminal), text, &row, &column));
    (void)snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM", button, column + 1 + more, row + 1);
    terminal_send(terminal, bytes);
    if (button < 64) { /* the wheel is never let go */
        (void)snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dm", button, column + 1 + more, row + 1);
        terminal_send(terminal, bytes);
    }
}

static bool reports_the_mouse(struct terminal *terminal, const void *wanted)
{
    return emulator_mouse_reported(terminal_screen(terminal)) == *(const bool *)wanted;
}

static void expect_mouse(struct terminal *terminal, bool wanted)
{
    assert_true(terminal_pump_until(terminal, reports_the_mouse, &wanted, TERMINAL_PATIENCE));
}

TEST(the_mouse_is_the_terminals_until_it_is_asked_for)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_sees(terminal, "? help");
    expect_mouse(terminal, false);
    terminal_send(terminal, "vp");
    expect_mouse(terminal, true);
    terminal_send(terminal, "vp");
    expect_mouse(terminal, false);
    user_quits(terminal);
}

TEST(whoever_has_the_terminal_has_the_mouse)
{
    static const char *const arguments[] = {
        "sh", "-c", "set -m; " OVERLAP_PROGRAM " --mouse; echo stopped; read x; fg; echo ended; read x", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    expect_mouse(terminal, true);
    user_presses(terminal, "\032", "stopped");
    expect_mouse(terminal, false);
    terminal_send(terminal, "\r");
    expect_mouse(terminal, true);
    user_presses(terminal, "q", "ended");
    expect_mouse(terminal, false);
    terminal_send(terminal, "\r");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    terminal_free(terminal);
}

static bool is_reversed(struct terminal *terminal, const void *text)
{
    return user_cell(terminal, text).reverse;
}

TEST(what_is_seen_can_be_clicked)
{
    static const char *const words[] = {"--mouse", NULL};
    for (int columns = 80; columns <= 120; columns += 40) {
        struct terminal *terminal = user_starts(24, columns, words);
        user_sees(terminal, "? help");
        user_sees(terminal, "P2 ");
        point(terminal, 0, "space", 0);
        user_sees(terminal, ". step"); /* the footer has changed, and stands */
        assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
        user_sees(terminal, "❚❚");
        point(terminal, 0, "space", 7); /* its name as well */
        user_sees(terminal, "▶ 1.0×");
        user_misses(terminal, ". step");
        point(terminal, 0, "+/-", 0);
        user_sees(terminal, "▶ 2.0×");
        point(terminal, 0, "+/-", 2);
        user_sees(terminal, "▶ 1.0×");
        point(terminal, 0, "consumer", 0);
        user_sees(terminal, "↓/↑ change");
        assert_true(user_cell(terminal, "1 consumer").reverse);
        user_presses(terminal, "\033", "s sync");
        point(terminal, 0, "P2 ", 0);
        assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

/* The frame with the request is never read. */
TEST(a_mouse_given_back_as_it_ends_is_given_back)
{
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = user_starts(24, 80, words);
    expect_mouse(terminal, true);
    user_presses(terminal, " ", ". step");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    terminal_hold(terminal, true);
    terminal_send(terminal, "vp");
    terminal_pump_for(terminal, 200);
    terminal_send(terminal, "q");
    terminal_pump_for(terminal, 200);
    terminal_hold(terminal, false);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    expect_mouse(terminal, false);
    terminal_free(terminal);
}

/* Frame after frame. */
static void expect_to_go_on(struct terminal *terminal)
{
    size_t later = terminal_received(terminal) + 2000;
    assert_true(terminal_pump_more(terminal, later, TERMINAL_PATIENCE));
}

TEST(a_button_let_go_or_a_report_cut_short_holds_nothing_up)
{
    static const char *const words[] = {"--mouse", NULL};
    static const char *const reports[] = {"\033[<0;3;7m", "\033[<", "\033[<0;3", "\033[M", "\033[", "\033O"};
    struct terminal *terminal = user_starts(24, 80, words);
    user_sees(terminal, "P2 ");
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        terminal_send(terminal, reports[i]);
        expect_to_go_on(terminal);
    }
    point(terminal, 0, "P2 ", 0);
    assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* Its letter is no key: M would give the mouse back. */
TEST(a_report_may_come_in_parts)
{
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = user_starts(24, 80, words);
    user_sees(terminal, "P2 ");
    char rest[16];
    (void)snprintf(rest, sizeof rest, "3;%dM", user_row(terminal, "P2 ") + 1);
    terminal_send(terminal, "\033[<0;");
    expect_to_go_on(terminal);
    terminal_send(terminal, rest);
    assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
    assert_true(emulator_mouse_reported(terminal_screen(terminal)));
    terminal_send(terminal, "\033[<0;3");
    point(terminal, 0, "P1 ", 0); /* the one that was cut short is forgotten */
    assert_true(terminal_pump_until(terminal, is_reversed, "P1 ", TERMINAL_PATIENCE));
    assert_true(emulator_mouse_reported(terminal_screen(terminal)));
    user_quits(terminal);
}

TEST(a_terminal_may_report_the_mouse_as_of_old)
{
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = user_starts(24, 200, words);
    user_sees(terminal, "P2 ");
    char report[] = "\033[M !!";
    terminal_send(terminal, "\033[M "); /* cut short, and forgotten */
    report[4] = (char)('!' + 120);      /* a byte that is no character */
    report[5] = (char)('!' + user_row(terminal, "P2 "));
    terminal_send(terminal, report);
    assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* In one write, as a line that stood still for a moment brings them. */
TEST(a_click_on_a_key_that_another_has_just_put_away_does_nothing)
{
    static const char *const words[] = {"--mouse", NULL};
    static const char *const away[] = {"\033", "\t", "x", "X", "T"};
    for (size_t i = 0; i < sizeof away / sizeof *away; i++) {
        struct terminal *terminal = user_starts(24, 80, words);
        int row = 0, column = 0;
        char both[64];
        user_sees(terminal, "? help");
        user_presses(terminal, "\t\t", "Enter its lanes");
        assert_true(emulator_find(terminal_screen(terminal), "Enter its", &row, &column));
        (void)snprintf(both, sizeof both, "%s\033[<0;%d;%dM", away[i], column + 1, row + 1);
        terminal_send(terminal, both);
        expect_to_go_on(terminal);
        assert_true(terminal_running(terminal));
        terminal_send(terminal, "\003");
        assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
        assert_int_equal(terminal_exit_status(terminal), 0);
        terminal_free(terminal);
    }
}

TEST(the_wheel_zooms_at_the_pointer_and_scrolls_beside_the_lanes)
{
    static const char *const words[] = {"--mouse", "-p", "60", "-c", "40", "-n", "0", NULL};
    struct terminal *terminal = user_starts(24, 80, words);
    user_sees(terminal, "−10s");
    point(terminal, 65, " P1 ", 1);
    user_sees(terminal, " P2–");
    point(terminal, 64, "now", 0);
    user_misses(terminal, "−10s"); /* fewer seconds on the screen */
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mouse_is_the_terminals_until_it_is_asked_for),
        cmocka_unit_test(whoever_has_the_terminal_has_the_mouse),
        cmocka_unit_test(what_is_seen_can_be_clicked),
        cmocka_unit_test(a_mouse_given_back_as_it_ends_is_given_back),
        cmocka_unit_test(a_button_let_go_or_a_report_cut_short_holds_nothing_up),
        cmocka_unit_test(a_report_may_come_in_parts),
        cmocka_unit_test(a_terminal_may_report_the_mouse_as_of_old),
        cmocka_unit_test(a_click_on_a_key_that_another_has_just_put_away_does_nothing),
        cmocka_unit_test(the_wheel_zooms_at_the_pointer_and_scrolls_beside_the_lanes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
