/* lanes — the screen fits any class: heights, scrolling, bands, large figures, the log, the mouse, help, sizes. */
#include "terminal/user.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The default theme's colours, of the fixed 256. */
enum { SLEEPING = 25, WORKING = 214, PRODUCER = 221, CONSUMER = 80, ACCENT = 141, DIM = 244 };

enum { WORDS_MOST = 8 };

/* `words` are more of the command line; NULL at their end. */
static struct terminal *start(int rows, int columns, const char *const words[])
{
    const char *arguments[6 + WORDS_MOST] = {OVERLAP_PROGRAM, "--seed", "42", "--mode", "threads"};
    for (int i = 0; words[i] != NULL; i++)
        arguments[5 + i] = words[i];
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = rows, .columns = columns});
}

static const char *const plain[] = {NULL};
static const char *const crowd[] = {"-p", "300", "-c", "200", "-n", "0", NULL};

static struct emulator_cell cell_of(struct terminal *terminal, const char *text)
{
    int row = 0, column = 0;
    assert_true(emulator_find(terminal_screen(terminal), text, &row, &column));
    return emulator_cell(terminal_screen(terminal), row, column);
}

static int row_of(struct terminal *terminal, const char *text)
{
    int row = -1;
    (void)emulator_find(terminal_screen(terminal), text, &row, NULL);
    return row;
}

/* How many cells of the screen have this colour, as ink or as paper. */
static int cells_in(struct terminal *terminal, int colour)
{
    struct emulator *screen = terminal_screen(terminal);
    int count = 0;
    for (int row = 0; row < emulator_rows(screen); row++)
        for (int column = 0; column < emulator_columns(screen); column++) {
            struct emulator_cell cell = emulator_cell(screen, row, column);
            count += cell.foreground == colour || cell.background == colour;
        }
    return count;
}

struct distance {
    const char *from, *to;
    int rows;
};

static bool stands_apart(struct terminal *terminal, const void *context)
{
    const struct distance *distance = context;
    int from = row_of(terminal, distance->from), to = row_of(terminal, distance->to);
    return from >= 0 && to >= 0 && to - from == distance->rows;
}

static void expect_apart(struct terminal *terminal, const char *from, const char *to, int rows)
{
    struct distance distance = {from, to, rows};
    assert_true(terminal_pump_until(terminal, stands_apart, &distance, TERMINAL_PATIENCE));
}

/* ---- Lanes ---- */

static void the_height_of_lanes_goes_from_one_to_four(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    expect_apart(terminal, " P1", " P2", 3); /* two rows and a gap */
    terminal_send(terminal, "h");
    expect_apart(terminal, " P1", " P2", 1);
    user_presses(terminal, "h", "as low as they get");
    terminal_send(terminal, "HHH");
    expect_apart(terminal, " P1", " P2", 4); /* no room for gaps */
    user_presses(terminal, "H", "as high as they get");
    user_quits(terminal);
    terminal = start(50, 120, plain);
    terminal_send(terminal, "h");
    expect_apart(terminal, " P1", " P2", 5);
    user_quits(terminal);
}

static void a_crowd_scrolls_line_by_line_and_page_by_page(void **state)
{
    (void)state;
    for (int rows = 24; rows <= 40; rows += 16) {
        struct terminal *terminal = start(rows, 80, crowd);
        user_sees(terminal, " of 300, C1–");
        user_presses(terminal, "\033OB", " P2–");
        user_presses(terminal, "\033OA", " P1–");
        terminal_send(terminal, "\033[6~");
        user_misses(terminal, " P1–");
        user_sees(terminal, " C1 ");
        user_quits(terminal);
    }
}

static void all_lanes_seen_are_not_scrolled(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_presses(terminal, "\033OB", "All lanes are on the screen");
    assert_int_equal(cell_of(terminal, "All lanes").foreground, DIM);
    user_quits(terminal);
}

static bool shows_sleep(struct terminal *terminal, const void *context)
{
    (void)context;
    return cells_in(terminal, SLEEPING) > 20;
}

static void a_crowd_is_grouped_into_bands(void **state)
{
    (void)state;
    for (int columns = 80; columns <= 160; columns += 80) {
        struct terminal *terminal = start(24, columns, crowd);
        user_sees(terminal, "g groups them");
        terminal_send(terminal, "g");
        user_sees(terminal, " of 50 busy");
        user_sees(terminal, "P251–300");
        user_sees(terminal, "C151–200");
        assert_int_equal(cell_of(terminal, "P251–300").foreground, PRODUCER);
        assert_int_equal(cell_of(terminal, "C151–200").foreground, CONSUMER);
        assert_true(terminal_pump_until(terminal, shows_sleep, NULL, TERMINAL_PATIENCE));
        user_presses(terminal, "g", "g groups them");
        user_quits(terminal);
    }
}

static bool shows_large_figures(struct terminal *terminal, const void *context)
{
    (void)context;
    return cells_in(terminal, ACCENT) > 20 && row_of(terminal, "elapsed s") >= 0 && row_of(terminal, "in queue") >= 0;
}

static void the_last_row_of_a_class_has_large_figures_and_tall_lanes(void **state)
{
    (void)state;
    static const struct {
        int rows, columns, lane;
    } sizes[] = {{24, 80, 4}, {24, 40, 5}, {50, 160, 9}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct terminal *terminal = start(sizes[i].rows, sizes[i].columns, plain);
        user_sees(terminal, "P1 ");
        terminal_send(terminal, "F");
        assert_true(terminal_pump_until(terminal, shows_large_figures, NULL, TERMINAL_PATIENCE));
        expect_apart(terminal, " P1", " P2", sizes[i].lane);
        user_misses(terminal, "sleeping");
        user_misses(terminal, "? help");
        user_presses(terminal, "\033", "? help");
        user_quits(terminal);
    }
}

/* ---- The log ---- */

static void the_log_comes_when_it_is_asked_for(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_presses(terminal, "o", "P1 puts item 1 (1)");
    user_sees(terminal, "C1 takes item 1 (1) of P1 after ");
    assert_int_equal(cell_of(terminal, "P1 puts").foreground, PRODUCER);
    assert_int_equal(cell_of(terminal, "C1 takes").foreground, CONSUMER);
    terminal_send(terminal, "o");
    user_misses(terminal, " takes item");
    user_quits(terminal);
}

static void a_large_screen_has_the_log_and_the_latencies_by_itself(void **state)
{
    (void)state;
    struct terminal *terminal = start(40, 120, plain);
    user_sees(terminal, "C1 takes item 2 (4)");
    user_sees(terminal, " items, mean ");
    terminal_send(terminal, "o");
    user_misses(terminal, " takes item");
    user_quits(terminal);
}

/* ---- The mouse ---- */

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

static void the_mouse_is_the_terminals_until_it_is_asked_for(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_sees(terminal, "? help");
    expect_mouse(terminal, false);
    terminal_send(terminal, "M");
    expect_mouse(terminal, true);
    terminal_send(terminal, "M");
    expect_mouse(terminal, false);
    user_quits(terminal);
}

static void whoever_has_the_terminal_has_the_mouse(void **state)
{
    (void)state;
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
    return cell_of(terminal, text).reverse;
}

static void what_is_seen_can_be_clicked(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    for (int columns = 80; columns <= 120; columns += 40) {
        struct terminal *terminal = start(24, columns, words);
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
        assert_true(cell_of(terminal, "1 consumer").reverse);
        user_presses(terminal, "\033", "s sync");
        point(terminal, 0, "P2 ", 0);
        assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

/* The frame with the request is never read. */
static void a_mouse_given_back_as_it_ends_is_given_back(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = start(24, 80, words);
    expect_mouse(terminal, true);
    user_presses(terminal, " ", ". step");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    terminal_hold(terminal, true);
    terminal_send(terminal, "M");
    terminal_pump_for(terminal, 200);
    terminal_send(terminal, "q");
    terminal_pump_for(terminal, 200);
    terminal_hold(terminal, false);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    expect_mouse(terminal, false);
    terminal_free(terminal);
}

static bool has_sent_more(struct terminal *terminal, const void *than)
{
    return terminal_received(terminal) > *(const size_t *)than;
}

/* Frame after frame. */
static void expect_to_go_on(struct terminal *terminal)
{
    size_t later = terminal_received(terminal) + 2000;
    assert_true(terminal_pump_until(terminal, has_sent_more, &later, TERMINAL_PATIENCE));
}

static void a_button_let_go_or_a_report_cut_short_holds_nothing_up(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    static const char *const reports[] = {"\033[<0;3;7m", "\033[<", "\033[<0;3", "\033[M", "\033[", "\033O"};
    struct terminal *terminal = start(24, 80, words);
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
static void a_report_may_come_in_parts(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = start(24, 80, words);
    user_sees(terminal, "P2 ");
    char rest[16];
    (void)snprintf(rest, sizeof rest, "3;%dM", row_of(terminal, "P2 ") + 1);
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

static void a_terminal_may_report_the_mouse_as_of_old(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    struct terminal *terminal = start(24, 200, words);
    user_sees(terminal, "P2 ");
    char report[] = "\033[M !!";
    terminal_send(terminal, "\033[M "); /* cut short, and forgotten */
    report[4] = (char)('!' + 120);      /* a byte that is no character */
    report[5] = (char)('!' + row_of(terminal, "P2 "));
    terminal_send(terminal, report);
    assert_true(terminal_pump_until(terminal, is_reversed, "P2 ", TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* In one write, as a line that stood still for a moment brings them. */
static void a_click_on_a_key_that_another_has_just_put_away_does_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", NULL};
    static const char *const away[] = {"\033", "\t", "x", "X", "T"};
    for (size_t i = 0; i < sizeof away / sizeof *away; i++) {
        struct terminal *terminal = start(24, 80, words);
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

static void the_wheel_zooms_at_the_pointer_and_scrolls_beside_the_lanes(void **state)
{
    (void)state;
    static const char *const words[] = {"--mouse", "-p", "60", "-c", "40", "-n", "0", NULL};
    struct terminal *terminal = start(24, 80, words);
    user_sees(terminal, "−10s");
    point(terminal, 65, " P1 ", 1);
    user_sees(terminal, " P2–");
    point(terminal, 64, "now", 0);
    user_misses(terminal, "−10s"); /* fewer seconds on the screen */
    user_quits(terminal);
}

/* ---- Help and footer ---- */

static void help_has_a_page_of_keys_and_one_on_how_to_read(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_presses(terminal, "?", "help 1 of 2");
    static const char *const told[] = {"Runs",     "a thread for each worker", "Time",  "less, more time in view",
                                       "The plan", "smaller, larger queue",    "Lanes", "bands of workers in a row",
                                       "Screen"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        user_sees(terminal, told[i]);
    user_presses(terminal, "\033OC", "How to read the lanes");
    user_sees(terminal, "the stand-in for I/O: any number");
    user_sees(terminal, "means that nothing overlapped.");
    assert_int_equal(cells_in(terminal, WORKING), 3);
    terminal_send(terminal, "\033");
    user_misses(terminal, "How to read");
    user_quits(terminal);
}

static void help_on_a_small_screen_has_more_pages(void **state)
{
    (void)state;
    struct terminal *terminal = start(12, 44, plain);
    user_presses(terminal, "?", "help 1 of ");
    user_misses(terminal, "help 1 of 2 ");
    for (int i = 0; i < 30 && row_of(terminal, "How to read") < 0; i++) {
        terminal_send(terminal, "\033OC");
        assert_true(terminal_pump_quiet(terminal, 50, TERMINAL_PATIENCE));
    }
    user_sees(terminal, "How to read the lanes");
    terminal_send(terminal, "?");
    user_misses(terminal, "How to read");
    user_quits(terminal);
}

static void the_footer_shows_what_matters_now(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_sees(terminal, "+/- speed");
    assert_int_equal(row_of(terminal, ". step"), -1);
    user_presses(terminal, " ", ". step");
    user_presses(terminal, "\033OD", "l/End now"); /* the cursor: looking back */
    user_presses(terminal, "l", ". step");
    user_presses(terminal, "\t", "←/→ choose");
    assert_int_equal(row_of(terminal, "s sync"), -1);
    user_presses(terminal, "\033", "s sync");
    user_quits(terminal);
}

static void unknown_keys_are_said_quietly(void **state)
{
    (void)state;
    struct terminal *terminal = start(24, 80, plain);
    user_presses(terminal, "~", "~ does nothing here: ? shows the keys.");
    assert_int_equal(cell_of(terminal, "~ does").foreground, DIM);
    assert_false(cell_of(terminal, "~ does").bold);
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_height_of_lanes_goes_from_one_to_four),
        cmocka_unit_test(a_crowd_scrolls_line_by_line_and_page_by_page),
        cmocka_unit_test(all_lanes_seen_are_not_scrolled),
        cmocka_unit_test(a_crowd_is_grouped_into_bands),
        cmocka_unit_test(the_last_row_of_a_class_has_large_figures_and_tall_lanes),
        cmocka_unit_test(the_log_comes_when_it_is_asked_for),
        cmocka_unit_test(a_large_screen_has_the_log_and_the_latencies_by_itself),
        cmocka_unit_test(the_mouse_is_the_terminals_until_it_is_asked_for),
        cmocka_unit_test(whoever_has_the_terminal_has_the_mouse),
        cmocka_unit_test(what_is_seen_can_be_clicked),
        cmocka_unit_test(a_button_let_go_or_a_report_cut_short_holds_nothing_up),
        cmocka_unit_test(a_report_may_come_in_parts),
        cmocka_unit_test(a_mouse_given_back_as_it_ends_is_given_back),
        cmocka_unit_test(a_terminal_may_report_the_mouse_as_of_old),
        cmocka_unit_test(a_click_on_a_key_that_another_has_just_put_away_does_nothing),
        cmocka_unit_test(the_wheel_zooms_at_the_pointer_and_scrolls_beside_the_lanes),
        cmocka_unit_test(help_has_a_page_of_keys_and_one_on_how_to_read),
        cmocka_unit_test(help_on_a_small_screen_has_more_pages),
        cmocka_unit_test(the_footer_shows_what_matters_now),
        cmocka_unit_test(unknown_keys_are_said_quietly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
