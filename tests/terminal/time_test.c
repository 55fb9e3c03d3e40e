/* time — looking back, stepping, why workers wait and which items they have, as a class sees it at two sizes. */
#include "support/test.h"
#include "terminal/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLEEPING = 25, WORKING = 220 }; /* the default theme's colours, of the fixed 256 */

static const char left[] = "\033OD", right[] = "\033OC", home[] = "\033OH", end[] = "\033OF";

static const struct size {
    int rows, columns;
} sizes[] = {{24, 80}, {36, 110}};
enum { SIZES = sizeof sizes / sizeof *sizes };

struct start {
    const char *mode, *speed, *option, *value; /* one more option; NULL: none */
};

static struct terminal *start(struct size size, struct start with)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, USUAL_PLAN, "--seed",    "42",       "--mode", with.mode,
                                     "--speed",       with.speed, with.option, with.value, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = size.rows, .columns = size.columns});
}

/* The frame is whole. */
static void come_to_rest(struct terminal *terminal)
{
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
}

/* The first cell of the lane's column of time: behind its label. */
static bool find_lane(struct terminal *terminal, const char *label, int *row)
{
    int column;
    return emulator_find(terminal_screen(terminal), label, row, &column) && column == 1;
}

/* The cell of a row, between the labels and the figures, that shows this; -1: none does. */
static int column_of(struct terminal *terminal, int row, uint32_t codepoint)
{
    struct emulator *screen = terminal_screen(terminal);
    for (int column = 10; column < emulator_columns(screen) - 18; column++)
        if (emulator_cell(screen, row, column).codepoint == codepoint)
            return column;
    return -1;
}

static bool has_color(struct emulator_cell cell, int color)
{
    return cell.foreground == color || cell.background == color;
}

/* The ruler, above the first lane, ends in "now". */
static bool ruler_ends_now(struct terminal *terminal, const void *context)
{
    (void)context;
    int row;
    return find_lane(terminal, "P1", &row) && strstr(emulator_row(terminal_screen(terminal), row - 1), "now") != NULL;
}

static bool ruler_ends_before_now(struct terminal *terminal, const void *context)
{
    return !ruler_ends_now(terminal, context);
}

TEST(looking_back_stands_while_the_run_goes_on)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "50", "--items", "0"});
        user_sees_time(terminal, 40000); /* more than is on the screen */
        assert_true(terminal_pump_until(terminal, ruler_ends_now, NULL, TERMINAL_PATIENCE));
        user_presses(terminal, left, "◀ ");
        terminal_send(terminal, left);
        terminal_send(terminal, left);
        assert_true(terminal_pump_until(terminal, ruler_ends_before_now, NULL, TERMINAL_PATIENCE));
        user_sees_time(terminal, 60000); /* the clock goes on */
        int row;
        assert_true(find_lane(terminal, "P1", &row));
        struct emulator_cell before = emulator_cell(terminal_screen(terminal), row, 20);
        user_sees_time(terminal, user_time(terminal) + 20000);
        assert_true(find_lane(terminal, "P1", &row));
        struct emulator_cell after = emulator_cell(terminal_screen(terminal), row, 20);
        assert_int_equal(after.codepoint, before.codepoint);
        assert_int_equal(after.foreground, before.foreground);
        assert_int_equal(after.background, before.background);
        terminal_send(terminal, end);
        user_misses(terminal, "back");
        assert_true(terminal_pump_until(terminal, ruler_ends_now, NULL, TERMINAL_PATIENCE));
        user_presses(terminal, home, "back");
        terminal_send(terminal, end);
        user_misses(terminal, "back");
        assert_true(terminal_pump_until(terminal, ruler_ends_now, NULL, TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

TEST(zoom_goes_from_a_millisecond_a_column_to_the_whole_session)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "50", "--items", "0"});
        user_sees_time(terminal, 70000); /* so that a minute ago is far enough from the edge for its label */
        user_presses(terminal, " zzzzzzzzzzz", "−20ms");
        user_presses(terminal, "z", "Cannot zoom in below 1 ms a column.");
        user_presses(terminal, "ZZZZZZZZZZZZZZ", "Cannot zoom out further");
        user_sees(terminal, "1:00");
        user_quits(terminal);
    }
}

/* A lane begins where time begins on the screen, or a cell or two later: its thread may have been slow to come. */
static bool lane_begins_at_the_left(struct terminal *terminal, const void *label)
{
    int row;
    bool busy = false;
    if (!find_lane(terminal, label, &row))
        return false;
    for (int column = 11; column < 14; column++) {
        struct emulator_cell cell = emulator_cell(terminal_screen(terminal), row, column);
        busy = busy || has_color(cell, WORKING) || has_color(cell, SLEEPING);
    }
    return busy;
}

TEST(a_run_that_fits_begins_at_the_left_edge)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "10", NULL, NULL});
        user_sees(terminal, "finished");
        user_presses(terminal, "Zzf", "20s"); /* from whatever was on the screen */
        assert_true(terminal_pump_until(terminal, lane_begins_at_the_left, "P1", TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

/* However far beyond the machine lets it come: P1 has made so many of its 20 items. */
static bool has_made(struct terminal *terminal, const void *items)
{
    bool shown = false;
    for (int count = *(const int *)items; count <= 20 && !shown; count++) {
        char figure[24];
        (void)snprintf(figure, sizeof figure, "P1 %d/20", count);
        shown = emulator_find(terminal_screen(terminal), figure, NULL, NULL);
    }
    return shown;
}

static void expect_items(struct terminal *terminal, int count)
{
    assert_true(terminal_pump_until(terminal, has_made, &count, TERMINAL_PATIENCE));
}

TEST(the_cursor_shows_what_was_then_and_a_pause_sends_nothing)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "50", "--items", "0"});
        user_sees_time(terminal, 40000); /* the columns are full */
        user_presses(terminal, " ", "❚❚");
        user_presses(terminal, left, "◀ 0.4 s back");
        user_presses(terminal, left, "◀ 0.8 s back");
        user_sees(terminal, "item ");
        come_to_rest(terminal);
        int row;
        assert_true(find_lane(terminal, "P1", &row));
        int column = column_of(terminal, row, U'┃');
        assert_int_equal(column, sizes[i].columns - 18 - 3); /* two columns before the last one */
        for (int below = row; below < row + 3; below++)
            assert_int_equal(column_of(terminal, below, U'┃'), column);
        size_t received = terminal_received(terminal);
        terminal_pump_for(terminal, 300);
        assert_int_equal(terminal_received(terminal), received);
        terminal_send(terminal, right);
        terminal_send(terminal, right);
        user_misses(terminal, "back");
        user_misses(terminal, "┃");
        user_quits(terminal);
    }
}

enum { SCREEN_SIZE = 32768 }; /* bytes */

static bool shows_another(struct terminal *terminal, const void *before)
{
    return strcmp(emulator_text(terminal_screen(terminal)), before) != 0;
}

/* The keys lead to another moment, whatever happened at it. */
static void step(struct terminal *terminal, const char *keys)
{
    char before[SCREEN_SIZE];
    come_to_rest(terminal);
    (void)snprintf(before, sizeof before, "%s", emulator_text(terminal_screen(terminal)));
    terminal_send(terminal, keys);
    assert_true(terminal_pump_until(terminal, shows_another, before, TERMINAL_PATIENCE));
}

TEST(steps_say_what_happened_and_go_back_in_the_record)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "5", "--cpu", "0"});
        expect_items(terminal, 2);
        user_presses(terminal, ".", "❚❚");
        step(terminal, ".");
        step(terminal, ",");
        user_sees(terminal, "◀ ");
        step(terminal, "....");
        user_misses(terminal, "back");
        user_quits(terminal);
    }
}

TEST(lanes_say_what_they_wait_for)
{
    static const struct {
        struct start with;
        const char *said;
    } cases[] = {{{"sync", "20", "--capacity", "2"}, "queue full"},
                 {{"threads", "0.5", "--cpu", "100"}, "queue empty"},
                 {{"async", "1", "--cpu", "100"}, " has the loop"}};
    for (int i = 0; i < SIZES; i++)
        for (size_t j = 0; j < sizeof cases / sizeof *cases; j++) {
            struct terminal *terminal = start(sizes[i], cases[j].with);
            user_sees(terminal, cases[j].said);
            user_quits(terminal);
        }
}

TEST(lane_main_comes_and_goes)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "1", NULL, NULL});
        user_sees(terminal, "P1 ");
        user_presses(terminal, "vm", "in join");
        int row;
        assert_true(find_lane(terminal, "main", &row));
        user_presses(terminal, "s", "runs P1");
        assert_true(find_lane(terminal, "main", &row));
        terminal_send(terminal, "vm");
        user_misses(terminal, "main");
        user_quits(terminal);
    }
}

TEST(wake_marks_come_with_the_zoom_and_go_with_a_key)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"threads", "5", "--producers", "1"});
        expect_items(terminal, 10);
        user_presses(terminal, " ", "❚❚");
        assert_false(emulator_find(terminal_screen(terminal), "▼", NULL, NULL));
        user_presses(terminal, "zz", "▼");
        come_to_rest(terminal);
        int row;
        assert_true(find_lane(terminal, "C1", &row));
        int column = column_of(terminal, row, U'▼');
        assert_true(column >= 0);
        assert_true(find_lane(terminal, "P1", &row));
        while (column_of(terminal, row, U'┬') < 0)
            row++; /* from the last row of the producer's lane */
        assert_int_equal(column_of(terminal, row, U'┬'), column);
        terminal_send(terminal, "vw");
        user_misses(terminal, "▼");
        user_quits(terminal);
    }
}

/* A digit of an item's number, from this row of a lane on: whichever the bars on the screen have room for. */
static bool find_number(struct terminal *terminal, int *row, int *column)
{
    for (int below = *row + 3; *row < below; ++*row)
        for (uint32_t digit = '1'; digit <= '9'; digit++)
            if ((*column = column_of(terminal, *row, digit)) >= 0)
                return true;
    return false;
}

TEST(items_stand_in_the_bars_and_beside_the_gauge)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], (struct start){"sync", "5", "--producers", "1"});
        expect_items(terminal, 5);
        user_presses(terminal, " zz", "❚❚");
        user_presses(terminal, "vi", "1 2 3 4 5");
        come_to_rest(terminal);
        int row, column;
        assert_true(find_lane(terminal, "P1", &row));
        assert_true(find_number(terminal, &row, &column));
        struct emulator_cell cell = emulator_cell(terminal_screen(terminal), row, column);
        assert_true(cell.bold);
        assert_true(has_color(cell, WORKING) || has_color(cell, SLEEPING)); /* the bar goes on under the number */
        terminal_send(terminal, "vi");
        user_misses(terminal, "1 2 3 4 5");
        user_quits(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looking_back_stands_while_the_run_goes_on),
        cmocka_unit_test(zoom_goes_from_a_millisecond_a_column_to_the_whole_session),
        cmocka_unit_test(a_run_that_fits_begins_at_the_left_edge),
        cmocka_unit_test(the_cursor_shows_what_was_then_and_a_pause_sends_nothing),
        cmocka_unit_test(steps_say_what_happened_and_go_back_in_the_record),
        cmocka_unit_test(lanes_say_what_they_wait_for),
        cmocka_unit_test(lane_main_comes_and_goes),
        cmocka_unit_test(wake_marks_come_with_the_zoom_and_go_with_a_key),
        cmocka_unit_test(items_stand_in_the_bars_and_beside_the_gauge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
