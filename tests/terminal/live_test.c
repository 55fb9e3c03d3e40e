/* live — the live screen as a class sees it: the real program in a terminal, its keys, sizes and end. */
#include "support/test.h"
#include "terminal/user.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MILLISECOND INT64_C(1000000) /* ns */

enum { SLEEPING = 25, WORKING = 220 }; /* the default theme's colours, of the fixed 256 */

static const char *const monochrome[] = {"NO_COLOR=1", NULL};
static const char *const plain_locale[] = {"LC_ALL=C", NULL};

struct variant {
    int rows, columns;
    const char *const *environment;
    const char *extra; /* one more option, or NULL */
};

static struct terminal *start_variant(struct variant variant, const char *mode, const char *speed)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, USUAL_PLAN, "--seed",      "42", "--mode", mode,
                                     "--speed",       speed,      variant.extra, NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){
        .arguments = arguments, .environment = variant.environment, .rows = variant.rows, .columns = variant.columns});
    return terminal;
}

static struct terminal *start(const char *mode, const char *speed)
{
    return start_variant((struct variant){24, 80, NULL, NULL}, mode, speed);
}

/* The row that begins with this label, -1 where there is none. */
static int row_of(struct terminal *terminal, const char *label)
{
    struct emulator *screen = terminal_screen(terminal);
    for (int row = 0; row < emulator_rows(screen); row++) {
        const char *text = emulator_row(screen, row);
        if (strncmp(text + (text[0] == ' '), label, strlen(label)) == 0)
            return row;
    }
    return -1;
}

/* How many cells of the row have this colour, as ink or as paper. */
static int cells_in(struct terminal *terminal, int row, int colour)
{
    struct emulator *screen = terminal_screen(terminal);
    int count = 0;
    for (int column = 0; column < emulator_columns(screen); column++) {
        struct emulator_cell cell = emulator_cell(screen, row, column);
        count += cell.foreground == colour || cell.background == colour;
    }
    return count;
}

static bool lane_has_both_colours(struct terminal *terminal, const void *label)
{
    int row = row_of(terminal, label);
    return row >= 0 && cells_in(terminal, row, SLEEPING) > 3 && cells_in(terminal, row, WORKING) > 1;
}

/* ---- What is on the screen ---- */

TEST(the_screen_is_complete_at_80_by_24)
{
    struct terminal *terminal = start("threads", "1");
    static const char *const shown[] = {"overlap",
                                        "THREADS",
                                        "run 1 · seed 42",
                                        "1.0×",
                                        "p/P 2 producers",
                                        "d/D produce 0.5–1.5 s",
                                        "c/C 1 consumer",
                                        "e/E consume 0.5 s",
                                        "w/W cpu 20%",
                                        "b/B queue ∞",
                                        "now",
                                        "P1 ",
                                        "P2 ",
                                        "C1 ",
                                        "queue",
                                        "depth ",
                                        " of ∞",
                                        "overlap",
                                        "at once",
                                        "working",
                                        "sleeping",
                                        "waiting",
                                        "ready",
                                        "elapsed",
                                        "latency",
                                        "sync",
                                        "async",
                                        "space pause",
                                        "? help"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        user_sees(terminal, shown[i]);
    user_quits(terminal);
}

TEST(lanes_show_working_and_sleeping_in_their_colours)
{
    struct terminal *terminal = start("threads", "10");
    static const char *const labels[] = {"P1", "P2", "C1"};
    for (int i = 0; i < 3; i++)
        assert_true(terminal_pump_until(terminal, lane_has_both_colours, labels[i], TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* In several cells of P1's lane one state gives way to another, in two colours. */
static bool lane_has_boundaries_in_eighths(struct terminal *terminal, const void *context)
{
    (void)context;
    struct emulator *screen = terminal_screen(terminal);
    int row = row_of(terminal, "P1"), partial = 0;
    for (int column = 0; row >= 0 && column < emulator_columns(screen); column++) {
        struct emulator_cell cell = emulator_cell(screen, row, column);
        bool eighth = cell.codepoint >= 0x2589 && cell.codepoint <= 0x258f; /* ▉ … ▏ */
        partial += eighth && cell.foreground != cell.background;
    }
    return partial > 5;
}

/* However the machine is busy: a run without an end gets there. */
TEST(boundaries_between_states_are_drawn_in_eighths)
{
    struct terminal *terminal = start_variant((struct variant){24, 80, NULL, "--items=0"}, "threads", "10");
    assert_true(terminal_pump_until(terminal, lane_has_boundaries_in_eighths, NULL, TERMINAL_PATIENCE));
    user_quits(terminal);
}

TEST(a_finished_run_stays_and_says_what_was_seen)
{
    struct terminal *terminal = start("threads", "100");
    user_sees(terminal, "threads took");
    user_sees(terminal, "40/40");
    user_sees(terminal, "done");
    user_quits(terminal);
}

TEST(without_colour_states_differ_by_their_glyph)
{
    struct terminal *terminal = start_variant((struct variant){24, 80, monochrome, NULL}, "threads", "100");
    user_sees(terminal, "█░");
    user_sees(terminal, "finished");
    int row = row_of(terminal, "P1");
    for (int column = 0; column < 80; column++)
        assert_int_equal(emulator_cell(terminal_screen(terminal), row, column).foreground, COLOUR_DEFAULT);
    user_quits(terminal);
}

static void expect_ascii(struct terminal *terminal)
{
    user_sees(terminal, "#=");
    user_sees(terminal, "finished");
    for (const char *text = emulator_text(terminal_screen(terminal)); *text != '\0'; text++)
        assert_true((unsigned char)*text < 0x80);
    user_quits(terminal);
}

TEST(ascii_is_drawn_when_asked_for_and_in_a_locale_without_utf8)
{
    expect_ascii(start_variant((struct variant){24, 80, NULL, "--ascii"}, "threads", "100"));
    expect_ascii(start_variant((struct variant){24, 80, plain_locale, NULL}, "threads", "100"));
}

/* ---- Keys ---- */

TEST(mode_keys_go_on_with_a_divider_and_keep_every_run)
{
    struct terminal *terminal = start("sync", "10");
    user_sees_time(terminal, 5000);
    user_presses(terminal, "t", "THREADS");
    user_sees(terminal, "sync│threads");
    user_sees(terminal, "stopped");
    user_presses(terminal, "a", "ASYNC");
    user_sees(terminal, "run 3");
    user_presses(terminal, "s", "run 4");
    user_quits(terminal);
}

TEST(control_keys_show_at_once)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "2 producers");
    user_presses(terminal, "P", "3 producers");
    user_sees(terminal, "P3 ");
    user_presses(terminal, "p", "2 producers");
    user_presses(terminal, "C", "2 consumers");
    user_sees(terminal, "C2 ");
    user_presses(terminal, "c", "1 consumer ");
    user_presses(terminal, "w", "w/W cpu 10%");
    user_presses(terminal, "W", "w/W cpu 20%");
    user_presses(terminal, "b", "b/B queue 64");
    user_presses(terminal, "B", "b/B queue ∞");
    terminal_send(terminal, "d");
    assert_true(terminal_pump_gone(terminal, "0.5–1.5 s", TERMINAL_PATIENCE));
    terminal_send(terminal, "E");
    assert_true(terminal_pump_gone(terminal, "e/E consume 0.5 s", TERMINAL_PATIENCE));
    user_quits(terminal);
}

TEST(arrows_choose_a_control_and_change_it)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "2 producers");
    user_presses(terminal, "\t\033OA", "3 producers");
    user_presses(terminal, "\033OC\033OC\033OC\033OC\033OA", "2 consumers");
    user_quits(terminal);
}

/* Its CPU time is the same however busy the machine is; a sanitizer's own thread uses a little. */
static void expect_rest(struct terminal *terminal)
{
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    size_t received = terminal_received(terminal);
    int64_t cpu = terminal_cpu_time(terminal);
    terminal_pump_for(terminal, 1500);
    assert_int_equal(terminal_received(terminal), received);
    assert_true(terminal_cpu_time(terminal) - cpu < 50 * MILLISECOND);
}

TEST(pause_is_still_and_costs_nothing)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    user_presses(terminal, " ", "❚❚");
    expect_rest(terminal);
    user_presses(terminal, " ", "▶ 1.0×");
    user_quits(terminal);
}

TEST(a_finished_run_sends_nothing_and_costs_nothing)
{
    struct terminal *terminal = start("async", "100");
    user_sees(terminal, "async took");
    expect_rest(terminal);
    user_quits(terminal);
}

static bool shows_another(struct terminal *terminal, const void *before)
{
    return strcmp(emulator_text(terminal_screen(terminal)), before) != 0;
}

TEST(a_step_goes_on_to_the_next_moment_and_stands_again)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    user_presses(terminal, " ", "❚❚");
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    for (int i = 0; i < 5; i++) {
        char screen[32768];
        (void)snprintf(screen, sizeof screen, "%s", emulator_text(terminal_screen(terminal)));
        terminal_send(terminal, ".");
        assert_true(terminal_pump_until(terminal, shows_another, screen, TERMINAL_PATIENCE));
        assert_true(terminal_pump_quiet(terminal, 200, TERMINAL_PATIENCE));
        user_sees(terminal, "❚❚");
    }
    user_quits(terminal);
}

TEST(speed_keys_change_how_fast_time_goes)
{
    struct terminal *terminal = start("threads", "1");
    user_presses(terminal, "+", "2.0×");
    user_presses(terminal, "-", "1.0×");
    user_presses(terminal, "-", "0.50×");
    user_quits(terminal);
}

TEST(restart_keeps_or_changes_the_seed)
{
    struct terminal *terminal = start("threads", "1");
    user_presses(terminal, "r", "run 2 · seed 42");
    terminal_send(terminal, "R");
    user_sees(terminal, "run 3 · seed ");
    assert_true(terminal_pump_gone(terminal, "seed 42 ", TERMINAL_PATIENCE));
    user_quits(terminal);
}

TEST(help_opens_and_closes_and_unknown_keys_are_said)
{
    struct terminal *terminal = start("threads", "1");
    user_presses(terminal, "?", "help 1 of 2");
    terminal_send(terminal, "?");
    assert_true(terminal_pump_gone(terminal, "help 1 of 2", TERMINAL_PATIENCE));
    user_presses(terminal, "~", "~ does nothing here");
    user_quits(terminal);
}

TEST(redraw_brings_a_spoilt_screen_back)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    user_presses(terminal, " ", "❚❚");
    emulator_feed(terminal_screen(terminal), "\033[5;1Hgarbage", 13);
    assert_true(emulator_find(terminal_screen(terminal), "garbage", NULL, NULL));
    terminal_send(terminal, "\014");
    assert_true(terminal_pump_gone(terminal, "garbage", TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* ---- Sizes ---- */

TEST(small_screens_drop_panels_and_tiny_ones_say_so)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    user_resizes(terminal, 10, 40);
    user_misses(terminal, "latency");
    user_sees(terminal, "P1 ");
    user_sees(terminal, "C1 ");
    user_sees(terminal, "THREADS");
    terminal_resize(terminal, 5, 20);
    user_sees(terminal, "40×10");
    terminal_resize(terminal, 36, 120);
    user_sees(terminal, "latency");
    user_sees(terminal, "run 1 · seed 42");
    user_quits(terminal);
}

static bool has_a_screen(struct terminal *terminal, const void *context)
{
    (void)context;
    return emulator_alternate_screen(terminal_screen(terminal));
}

TEST(it_opens_at_every_size)
{
    static const struct {
        int rows, columns;
        const char *shown;
    } sizes[] = {{24, 80, "latency"}, {36, 120, "latency"}, {10, 40, "C1 "}, {5, 20, "40×10"}, {1, 1, ""}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct terminal *terminal =
            start_variant((struct variant){sizes[i].rows, sizes[i].columns, NULL, NULL}, "threads", "1");
        user_sees(terminal, sizes[i].shown);
        assert_true(terminal_running(terminal));
        assert_true(terminal_pump_until(terminal, has_a_screen, NULL, TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

TEST(a_storm_of_resizes_ends_in_a_whole_screen)
{
    struct terminal *terminal = start("async", "10");
    user_sees(terminal, "C1 ");
    for (int i = 0; i < 200; i++) {
        terminal_resize(terminal, 1 + i * 7 % 60, 1 + i * 13 % 200);
        terminal_pump_for(terminal, 2);
    }
    terminal_resize(terminal, 24, 80);
    user_sees(terminal, "latency");
    user_sees(terminal, "ASYNC");
    assert_true(terminal_running(terminal));
    user_quits(terminal);
}

/* ---- The end ---- */

TEST(control_c_quits)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    terminal_send(terminal, "\003");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    assert_true(terminal_line_restored(terminal));
    terminal_free(terminal);
}

TEST(signals_end_it_with_the_terminal_restored)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    for (int i = 0; i < 3; i++) {
        struct terminal *terminal = start("threads", "1");
        user_sees(terminal, "C1 ");
        terminal_signal(terminal, signals[i]);
        assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
        assert_int_equal(terminal_exit_signal(terminal), signals[i]);
        assert_true(terminal_line_restored(terminal));
        assert_false(emulator_alternate_screen(terminal_screen(terminal)));
        assert_true(emulator_cursor_visible(terminal_screen(terminal)));
        terminal_free(terminal);
    }
}

TEST(a_closed_window_ends_it)
{
    struct terminal *terminal = start("threads", "1");
    user_sees(terminal, "C1 ");
    terminal_hang_up(terminal);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    terminal_free(terminal);
}

TEST(an_unusable_terminal_is_refused_in_a_line)
{
    static const char *const dumb[] = {"TERM=dumb", NULL}, *const unknown[] = {"TERM=foo", NULL},
                             *const unset[] = {"TERM", NULL};
    static const struct {
        const char *const *environment;
        const char *said;
    } rows[] = {{dumb, "dumb"}, {unknown, "foo"}, {unset, "TERM"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct terminal *terminal = start_variant((struct variant){24, 80, rows[i].environment, NULL}, "threads", "1");
        assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
        assert_int_equal(terminal_exit_status(terminal), 2);
        assert_true(emulator_find(terminal_screen(terminal), rows[i].said, NULL, NULL));
        terminal_free(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_is_complete_at_80_by_24),
        cmocka_unit_test(lanes_show_working_and_sleeping_in_their_colours),
        cmocka_unit_test(boundaries_between_states_are_drawn_in_eighths),
        cmocka_unit_test(a_finished_run_stays_and_says_what_was_seen),
        cmocka_unit_test(without_colour_states_differ_by_their_glyph),
        cmocka_unit_test(ascii_is_drawn_when_asked_for_and_in_a_locale_without_utf8),
        cmocka_unit_test(mode_keys_go_on_with_a_divider_and_keep_every_run),
        cmocka_unit_test(control_keys_show_at_once),
        cmocka_unit_test(arrows_choose_a_control_and_change_it),
        cmocka_unit_test(pause_is_still_and_costs_nothing),
        cmocka_unit_test(a_finished_run_sends_nothing_and_costs_nothing),
        cmocka_unit_test(a_step_goes_on_to_the_next_moment_and_stands_again),
        cmocka_unit_test(speed_keys_change_how_fast_time_goes),
        cmocka_unit_test(restart_keeps_or_changes_the_seed),
        cmocka_unit_test(help_opens_and_closes_and_unknown_keys_are_said),
        cmocka_unit_test(redraw_brings_a_spoilt_screen_back),
        cmocka_unit_test(small_screens_drop_panels_and_tiny_ones_say_so),
        cmocka_unit_test(it_opens_at_every_size),
        cmocka_unit_test(a_storm_of_resizes_ends_in_a_whole_screen),
        cmocka_unit_test(control_c_quits),
        cmocka_unit_test(signals_end_it_with_the_terminal_restored),
        cmocka_unit_test(a_closed_window_ends_it),
        cmocka_unit_test(an_unusable_terminal_is_refused_in_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
