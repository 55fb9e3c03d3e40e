/* race — modes side by side, and deadlocks that go on, as a class sees them: the real program in a terminal. */
#include "support/test.h"
#include "terminal/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PANELS = 3, ROWS_MAX = 64, FINISH = 0x2503 /* ┃ */, READOUT = 11 /* columns on the right */, SLEEPING = 25 };

static const char *const names[PANELS] = {" SYNC", " THREADS", " ASYNC"};

/* The last option is NULL where there is none. */
static struct terminal *start(int rows, int columns, const char *command, const char *speed, const char *option,
                              const char *value)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, command, USUAL_PLAN, "--seed", "42",
                                     "--speed",       speed,   option,     value,    NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = rows, .columns = columns});
}

/* The rows that begin with this label, from the top. */
static int rows_of(struct terminal *terminal, const char *label, int rows[ROWS_MAX])
{
    struct emulator *screen = terminal_screen(terminal);
    int count = 0;
    for (int row = 1; row < emulator_rows(screen) && count < ROWS_MAX; row++)
        if (strncmp(emulator_row(screen, row), label, strlen(label)) == 0)
            rows[count++] = row;
    return count;
}

static int column_of(struct terminal *terminal, int row, uint32_t codepoint)
{
    struct emulator *screen = terminal_screen(terminal);
    for (int column = 0; column < emulator_columns(screen); column++)
        if (emulator_cell(screen, row, column).codepoint == codepoint)
            return column;
    return -1;
}

static bool has_three(struct terminal *terminal, const void *label)
{
    int rows[ROWS_MAX];
    return rows_of(terminal, label, rows) == PANELS;
}

static void expect_three(struct terminal *terminal, const char *label)
{
    assert_true(terminal_pump_until(terminal, has_three, label, TERMINAL_PATIENCE));
}

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {48, 160}};
enum { SIZES = sizeof sizes / sizeof *sizes };

/* ---- The race ---- */

TEST(three_panels_fit_with_all_lanes)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i].rows, sizes[i].columns, "race", "1", NULL, NULL);
        user_sees(terminal, " RACE ");
        for (int panel = 0; panel < PANELS; panel++) {
            int rows[ROWS_MAX];
            user_sees(terminal, names[panel]);
            assert_int_equal(rows_of(terminal, names[panel], rows), 1);
        }
        expect_three(terminal, " P1 ");
        expect_three(terminal, " P2");
        expect_three(terminal, " C1");
        expect_three(terminal, " Q");
        user_sees(terminal, "p/P 2 producers");
        user_sees(terminal, "x race");
        user_quits(terminal);
    }
}

TEST(the_race_ends_with_places_finish_lines_and_the_margin_in_words)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i].rows, sizes[i].columns, "race", "20", NULL, NULL);
        user_sees(terminal, "1st");
        user_sees(terminal, "2nd");
        user_sees(terminal, "3rd");
        user_sees(terminal, "ahead of sync.");
        int rows[ROWS_MAX], columns[PANELS];
        assert_int_equal(rows_of(terminal, " P1 ", rows), PANELS);
        for (int panel = 0; panel < PANELS; panel++) {
            columns[panel] = column_of(terminal, rows[panel], FINISH);
            assert_int_not_equal(columns[panel], -1);
            assert_int_equal(column_of(terminal, rows[panel] + 1, FINISH), columns[panel]);
        }
        assert_true(columns[0] > columns[1]); /* sync is the last, however busy the machine is */
        assert_between(columns[0], sizes[i].columns - READOUT - 2, sizes[i].columns - READOUT); /* the whole width */
        assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
        user_quits(terminal);
    }
}

TEST(pause_stills_all_panels)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i].rows, sizes[i].columns, "race", "1", NULL, NULL);
        expect_three(terminal, " P1 ");
        user_presses(terminal, " ", "❚❚");
        assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
        size_t received = terminal_received(terminal);
        terminal_pump_for(terminal, 1000);
        assert_int_equal(terminal_received(terminal), received);
        user_presses(terminal, " ", "▶ 1.0×");
        user_quits(terminal);
    }
}

static bool same_cell(struct emulator_cell a, struct emulator_cell b)
{
    return a.codepoint == b.codepoint && a.foreground == b.foreground && a.background == b.background;
}

TEST(the_first_delay_of_P1_looks_the_same_in_all)
{
    struct terminal *terminal = start(48, 160, "race", "2", NULL, NULL); /* in steps: no thread comes late */
    user_sees_time(terminal, 2000); /* the first delay of P1 is over everywhere: 0.5 to 1.5 s */
    user_presses(terminal, " ", "❚❚");
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    int rows[ROWS_MAX];
    assert_int_equal(rows_of(terminal, " P1 ", rows), PANELS);
    struct emulator *screen = terminal_screen(terminal);
    const int first = 6, cells = 2; /* of its work */
    for (int panel = 1; panel < PANELS; panel++)
        for (int column = first; column < first + cells; column++)
            assert_true(same_cell(emulator_cell(screen, rows[panel], column), emulator_cell(screen, rows[0], column)));
    user_quits(terminal);
}

TEST(controls_speed_and_restart_act_on_all)
{
    struct terminal *terminal = start(36, 100, "race", "1", NULL, NULL);
    expect_three(terminal, " P1 ");
    terminal_send(terminal, "P");
    expect_three(terminal, " P3");
    terminal_send(terminal, "C");
    expect_three(terminal, " C2");
    user_presses(terminal, "+", "2.0×");
    user_presses(terminal, "+++++", "100.0×");
    user_sees(terminal, "3rd");
    user_presses(terminal, "-----", "▶ 2.0×"); /* so that the next race is not over at once */
    terminal_send(terminal, "r");
    user_misses(terminal, "1st");
    user_sees(terminal, " RACE ");
    user_quits(terminal);
}

TEST(x_goes_there_and_back_and_a_modes_key_adds_it_or_takes_it_out)
{
    struct terminal *terminal = start(24, 80, "-mthreads", "1", NULL, NULL);
    user_sees(terminal, "run 1 · seed 42");
    user_presses(terminal, "x", " RACE ");
    expect_three(terminal, " P1 ");
    user_presses(terminal, "x", "run 3 · seed 42"); /* of the race its run in the same mode */
    user_sees(terminal, "THREADS");
    user_presses(terminal, "x", " RACE "); /* the same race */
    user_presses(terminal, "\033", "run 3 · seed 42");
    user_presses(terminal, "x", " RACE ");
    terminal_send(terminal, "a");
    assert_true(terminal_pump_gone(terminal, " ASYNC", TERMINAL_PATIENCE));
    user_presses(terminal, "o", " POOL ");
    user_sees(terminal, " SYNC ");
    user_sees(terminal, " THREADS ");
    user_presses(terminal, "so", " THREADS ");
    user_sees(terminal, "A race needs two modes.");
    user_quits(terminal);
}

static bool lanes_are_shown(struct terminal *terminal, const void *context)
{
    int rows[ROWS_MAX], cells = 0, first = 10;
    if (*(const int *)context != rows_of(terminal, " P1 20/20", rows))
        return false;
    for (int column = first; column < first + 50; column++) {
        struct emulator_cell cell = emulator_cell(terminal_screen(terminal), rows[0], column);
        cells += cell.foreground == SLEEPING || cell.background == SLEEPING;
    }
    return cells > 20;
}

/* Async has ended long before the race has: what its lanes did is out of sight of the race's end. */
TEST(x_leaves_the_race_for_lanes_that_have_something_on_them)
{
    const int one = 1;
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i].rows, sizes[i].columns, "--mode=async", "50", NULL, NULL);
        user_sees(terminal, " P1 ");
        terminal_send(terminal, "x");
        user_sees(terminal, "ahead of sync.");
        terminal_send(terminal, "x");
        assert_true(terminal_pump_until(terminal, lanes_are_shown, &one, TERMINAL_PATIENCE));
        terminal_send(terminal, "\033OF"); /* End */
        assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
        assert_true(lanes_are_shown(terminal, &one));
        user_quits(terminal);
    }
}

TEST(only_the_listed_modes_race)
{
    struct terminal *terminal = start(24, 80, "race", "1", "--modes", "async,threads");
    user_sees(terminal, " RACE ");
    user_sees(terminal, names[1]);
    int rows[ROWS_MAX], other[ROWS_MAX];
    assert_int_equal(rows_of(terminal, names[0], rows), 0);
    assert_int_equal(rows_of(terminal, names[1], rows), 1);
    assert_int_equal(rows_of(terminal, names[2], other), 1);
    assert_true(other[0] < rows[0]);
    user_quits(terminal);
}

static bool one_line_runs_through_all_panels(struct terminal *terminal, const void *context)
{
    (void)context;
    int rows[ROWS_MAX];
    if (rows_of(terminal, " P1 ", rows) != PANELS)
        return false;
    int column = column_of(terminal, rows[0], FINISH);
    for (int panel = 1; panel < PANELS; panel++)
        if (column_of(terminal, rows[panel], FINISH) != column)
            return false;
    return column != -1;
}

TEST(the_cursor_looks_back_in_all_panels)
{
    struct terminal *terminal = start(24, 80, "race", "1", NULL, NULL);
    user_sees_time(terminal, 2000);
    user_presses(terminal, " ", "❚❚");
    user_presses(terminal, "\033OD\033OD", "s back");
    assert_true(terminal_pump_until(terminal, one_line_runs_through_all_panels, NULL, TERMINAL_PATIENCE));
    user_quits(terminal);
}

/* ---- The scoreboard ---- */

TEST(a_run_of_the_scoreboard_opens_again)
{
    struct terminal *terminal = start(24, 80, "-msync", "100", NULL, NULL);
    user_sees(terminal, "run 1 · seed 42 · finished");
    user_presses(terminal, "t", "run 2 · seed 42 · finished");
    user_presses(terminal, "\t\t\033OA\n", "run 1 · seed 42");
    user_sees(terminal, "s back");
    user_presses(terminal, "\033[F", "run 2 · seed 42");
    user_presses(terminal, "\033OC", "sorted by elapsed");
    user_quits(terminal);
}

TEST(the_race_can_be_read_from_the_last_row)
{
    static const int sizes_of_a_class[][2] = {{24, 80}, {36, 120}};
    for (int i = 0; i < 2; i++) {
        struct terminal *terminal = start(sizes_of_a_class[i][0], sizes_of_a_class[i][1], "race", "20", NULL, NULL);
        user_sees(terminal, "THREADS");
        terminal_send(terminal, "vl");
        user_sees(terminal, i == 0 ? "▀█▀ █ █ █▀█ █▀▀ █▀█ █▀▄ █▀▀" : "▀▀██▀▀  ██  ██  ██▀▀██");
        user_sees(terminal, "sleeping");
        user_sees(terminal, "3rd");
        user_sees(terminal, "ahead of sync");
        user_presses(terminal, "\033", "? help"); /* and the race is still there */
        user_sees(terminal, "RACE");
        user_quits(terminal);
    }
}

/* ---- Deadlock ---- */

static struct terminal *start_deadlock(void)
{
    struct terminal *terminal = start(24, 80, "-msync", "20", "--capacity", "3");
    user_sees(terminal, "· deadlock");
    user_sees(terminal, "Deadlock:");
    user_sees(terminal, "waits for room  ◀┐"); /* so closely that there is room for the circle */
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE)); /* found at once, and time rests */
    return terminal;
}

TEST(a_larger_queue_goes_on_from_a_deadlock)
{
    struct terminal *terminal = start_deadlock();
    user_presses(terminal, "BBBBBBBBBBBBBB", "b/B queue ∞");
    assert_true(terminal_pump_gone(terminal, "deadlock", TERMINAL_PATIENCE));
    user_sees(terminal, "run 1 · seed 42 · finished");
    user_quits(terminal);
}

TEST(a_modes_key_goes_on_from_a_deadlock)
{
    struct terminal *terminal = start_deadlock();
    user_presses(terminal, "t", "run 2 · seed 42 · finished");
    user_sees(terminal, "THREADS");
    user_sees(terminal, "deadlock"); /* the first one in the scoreboard */
    user_quits(terminal);
}

TEST(r_goes_on_from_a_deadlock)
{
    struct terminal *terminal = start_deadlock();
    user_presses(terminal, "R", "run 2 · seed ");
    user_quits(terminal);
}

TEST(a_deadlock_in_the_race_is_a_state_of_its_own)
{
    struct terminal *terminal = start(24, 80, "race", "50", "--capacity", "3");
    user_sees(terminal, "sync ran into a deadlock.");
    user_sees(terminal, "1st");
    assert_true(terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE));
    user_presses(terminal, "BBBBBBBBBBBBBB", "3rd");
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_panels_fit_with_all_lanes),
        cmocka_unit_test(the_race_ends_with_places_finish_lines_and_the_margin_in_words),
        cmocka_unit_test(pause_stills_all_panels),
        cmocka_unit_test(the_first_delay_of_P1_looks_the_same_in_all),
        cmocka_unit_test(controls_speed_and_restart_act_on_all),
        cmocka_unit_test(x_goes_there_and_back_and_a_modes_key_adds_it_or_takes_it_out),
        cmocka_unit_test(x_leaves_the_race_for_lanes_that_have_something_on_them),
        cmocka_unit_test(only_the_listed_modes_race),
        cmocka_unit_test(the_cursor_looks_back_in_all_panels),
        cmocka_unit_test(a_run_of_the_scoreboard_opens_again),
        cmocka_unit_test(the_race_can_be_read_from_the_last_row),
        cmocka_unit_test(a_larger_queue_goes_on_from_a_deadlock),
        cmocka_unit_test(a_modes_key_goes_on_from_a_deadlock),
        cmocka_unit_test(r_goes_on_from_a_deadlock),
        cmocka_unit_test(a_deadlock_in_the_race_is_a_state_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
