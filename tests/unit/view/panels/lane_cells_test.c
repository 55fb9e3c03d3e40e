/* strip — boundaries to an eighth, and shares along a lane that stay true. */
#include "view/panels/lanes.h"

#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/runs.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMNS = 200 };
static const lane_id P1 = (uint32_t)LANE_PRODUCER << 24;

/* A run in which P1 alternates: `working` of every `period` seconds, up to `end`; one column is a second. */
static void alternate(struct scenario *scenario, double working, double period, double end)
{
    scenario_begin(scenario);
    scenario->scene.view.time.cell = NS_PER_S;
    struct trace *trace = scenario_empty_run(scenario, "threads");
    for (double time = 0; time < end; time += period) {
        scenario_state(trace, P1, time, STATE_WORKING, REASON_NONE);
        scenario_state(trace, P1, time + working, STATE_SLEEPING, REASON_NONE);
    }
    scenario->scene.now = (int64_t)(end * 1e9) - 1;
}

static void fill(const struct scenario *scenario, struct cell_split *cell_splits, int columns)
{
    const struct scene *scene = &scenario->scene;
    struct draw_context context = {
        .scene = scene, .run = runs_focus(scene), .time = viewport_of(scene->now, scene->view.time.cell, 0, columns)};
    lane_cells_fill(cell_splits, &context, P1);
}

static int drawn(const struct cell_split *cell_splits, int columns, enum state state)
{
    int eighths = 0;
    for (int i = 0; i < columns; i++)
        eighths +=
            (cell_splits[i].left == state ? cell_splits[i].eighths : 0) +
            (cell_splits[i].right == state && cell_splits[i].left != state ? LANE_CELL_EIGHTHS - cell_splits[i].eighths
                                                                           : 0);
    return eighths;
}

TEST(every_boundary_is_drawn_to_an_eighth)
{
    for (int eighth = 1; eighth < LANE_CELL_EIGHTHS; eighth++) {
        struct scenario scenario;
        alternate(&scenario, eighth / 8.0, 1, 1);
        struct cell_split cell_split;
        fill(&scenario, &cell_split, 1);
        assert_int_equal(cell_split.left, STATE_WORKING);
        assert_int_equal(cell_split.right, STATE_SLEEPING);
        assert_int_equal(cell_split.eighths, eighth);
        scenario_end(&scenario);
    }
}

TEST(the_cell_of_a_boundary_has_the_left_state_as_ink_and_the_right_as_paper)
{
    struct render_options render = {.theme = &theme_default, .blocks = true};
    struct cell cell =
        lane_cells_cell(&render, (struct cell_split){.left = STATE_WORKING, .right = STATE_SLEEPING, .eighths = 3});
    assert_int_equal(cell.glyph, U'▍');
    assert_int_equal(cell.style.fg, ROLE_WORKING);
    assert_int_equal(cell.style.bg, ROLE_SLEEPING);
    cell = lane_cells_cell(&render, (struct cell_split){.left = STATE_SLEEPING, .right = STATE_WAITING, .eighths = 5});
    assert_int_equal(cell.glyph, U'▋');
    assert_int_equal(cell.style.bg, ROLE_BACKGROUND);
    cell = lane_cells_cell(
        &render,
        (struct cell_split){.left = STATE_IDLE, .right = STATE_SLEEPING, .eighths = 5}); /* paper is no ink: reversed */
    assert_int_equal(cell.glyph, U'▋');
    assert_int_equal(cell.style.fg, ROLE_SLEEPING);
    assert_int_equal(cell.style.attributes, ATTRIBUTE_REVERSE);
}

TEST(what_is_nothing_draws_nothing)
{
    struct render_options render = {.theme = &theme_default, .blocks = true};
    assert_int_equal(
        lane_cells_cell(&render, (struct cell_split){.left = STATE_IDLE, .right = STATE_IDLE, .eighths = 8}).glyph,
        ' ');
    assert_int_equal(
        lane_cells_cell(&render, (struct cell_split){.left = STATE_IDLE, .right = STATE_WAITING, .eighths = 5}).glyph,
        ' ');
    assert_int_equal(
        lane_cells_cell(&render, (struct cell_split){.left = STATE_WAITING, .right = STATE_IDLE, .eighths = 5}).glyph,
        U'·');
}

/* Along the lane, every state's drawn eighths are its time to within one cell. */
static void check_shares(double working, double period, bool blocks)
{
    struct scenario scenario;
    alternate(&scenario, working, period, COLUMNS);
    scenario.scene.render.blocks = blocks;
    struct cell_split cell_splits[COLUMNS];
    fill(&scenario, cell_splits, COLUMNS);
    struct state_times state_times =
        lane_state_times(trace_lane(scenario.fixtures[0].trace, P1), 0, COLUMNS * NS_PER_S, scenario.scene.now);
    int all = 0;
    for (enum state each = STATE_WORKING; each < STATE_DONE; each++) {
        double truth = units_seconds(state_times.ns[each]) * LANE_CELL_EIGHTHS;
        assert_true(fabs(drawn(cell_splits, COLUMNS, each) - truth) <= LANE_CELL_EIGHTHS);
        all += drawn(cell_splits, COLUMNS, each);
    }
    assert_between(all, COLUMNS * LANE_CELL_EIGHTHS - LANE_CELL_EIGHTHS, COLUMNS * LANE_CELL_EIGHTHS);
    scenario_end(&scenario);
}

TEST(shares_stay_true_however_short_the_pieces_are)
{
    static const double periods[] = {0.03, 0.17, 0.4, 0.99, 1.01, 2.3, 7.7};
    static const double workings[] = {0.01, 0.05, 0.2, 0.5, 0.93};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        for (size_t j = 0; j < sizeof workings / sizeof *workings; j++) {
            check_shares(workings[j] * periods[i], periods[i], true);
            check_shares(workings[j] * periods[i], periods[i], false);
        }
}

TEST(shares_stay_true_with_three_states_in_a_cell)
{
    static const enum state turns[] = {STATE_WORKING, STATE_SLEEPING, STATE_READY, STATE_WAITING};
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario.scene.view.time.cell = NS_PER_S;
    struct trace *trace = scenario_empty_run(&scenario, "threads");
    for (int i = 0; i < COLUMNS * 5; i++)
        scenario_state(trace, P1, i * 0.2, turns[i * 7 / 3 % 4], REASON_NONE);
    scenario.scene.now = COLUMNS * NS_PER_S - 1;
    struct cell_split cell_splits[COLUMNS];
    fill(&scenario, cell_splits, COLUMNS);
    struct state_times state_times = lane_state_times(trace_lane(trace, P1), 0, COLUMNS * NS_PER_S, scenario.scene.now);
    for (enum state each = STATE_WORKING; each < STATE_DONE; each++)
        assert_true(fabs(drawn(cell_splits, COLUMNS, each) - units_seconds(state_times.ns[each]) * LANE_CELL_EIGHTHS) <=
                    LANE_CELL_EIGHTHS);
    scenario_end(&scenario);
}

TEST(without_blocks_a_cell_is_of_one_state)
{
    struct scenario scenario;
    alternate(&scenario, 0.3, 0.7, 50);
    scenario.scene.render.blocks = false;
    struct cell_split cell_splits[50];
    fill(&scenario, cell_splits, 50);
    for (int i = 0; i < 50; i++)
        assert_int_equal(cell_splits[i].eighths, LANE_CELL_EIGHTHS);
    scenario_end(&scenario);
}

TEST(a_cell_looks_the_same_wherever_the_window_stands)
{
    struct scenario scenario;
    alternate(&scenario, 0.23, 0.71, COLUMNS);
    struct cell_split wide[COLUMNS], narrow[30];
    fill(&scenario, wide, COLUMNS);
    fill(&scenario, narrow, 30);
    for (int i = 0; i < 30; i++) {
        assert_int_equal(narrow[i].left, wide[COLUMNS - 30 + i].left);
        assert_int_equal(narrow[i].eighths, wide[COLUMNS - 30 + i].eighths);
        assert_int_equal(narrow[i].mixed, wide[COLUMNS - 30 + i].mixed);
    }
    scenario_end(&scenario);
}

/* P1 works for a third of every 15 ms, as where three threads take turns with the GIL. */
TEST(slices_that_are_narrower_than_a_cell_are_drawn_by_their_share_and_all_alike)
{
    struct scenario scenario;
    alternate(&scenario, 0.005, 0.015, 10);
    struct draw_context context = {.scene = &scenario.scene,
                                   .run = runs_focus(&scenario.scene),
                                   .time = viewport_of(scenario.scene.now, NS_PER_S, 0, 10)};
    struct canvas *canvas = canvas_new(10, 2, false);
    lane_cells_draw(canvas, 0, 2, &context, P1);
    for (int x = 0; x < 10; x++) {
        assert_int_equal(canvas_cell(canvas, x, 1)->glyph, U'▅'); /* ⅔ of the lower half */
        assert_int_equal(canvas_cell(canvas, x, 1)->style.fg, ROLE_WORKING);
        assert_int_equal(canvas_cell(canvas, x, 0)->style.fg, ROLE_SLEEPING);
    }
    canvas_free(canvas);
    scenario_end(&scenario);
}

TEST(a_cell_with_a_single_slice_shows_its_borders)
{
    static const double periods[] = {0.9, 1, 3};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct scenario scenario;
        alternate(&scenario, 0.2, periods[i], 50);
        struct cell_split cell_splits[50];
        fill(&scenario, cell_splits, 50);
        for (int cell = 0; cell < 50; cell++)
            assert_false(cell_splits[cell].mixed);
        scenario_end(&scenario);
    }
}

TEST(the_newest_cell_grows_in_eighths)
{
    for (int eighth = 1; eighth < LANE_CELL_EIGHTHS; eighth++) {
        struct scenario scenario;
        alternate(&scenario, 0.5, 100, 10);
        scenario.scene.now = 9 * NS_PER_S + eighth * NS_PER_S / 8;
        struct cell_split cell_splits[10];
        fill(&scenario, cell_splits, 10);
        assert_int_equal(cell_splits[9].left, STATE_SLEEPING);
        assert_int_equal(cell_splits[9].right, STATE_IDLE);
        assert_int_equal(cell_splits[9].eighths, eighth);
        scenario_end(&scenario);
    }
}

TEST(runs_share_the_row_and_what_is_in_no_run_is_empty)
{
    struct scenario scenario;
    alternate(&scenario, 1, 100, 5); /* 1 s of work, then sleep, until it is left at 5 s */
    scenario.scene.now = 5 * NS_PER_S;
    struct trace *second = scenario_empty_run(&scenario, "threads");
    scenario_state(second, P1, 7, STATE_WORKING, REASON_NONE);
    scenario.scene.now = 9 * NS_PER_S - 1;
    struct cell_split cell_splits[12];
    fill(&scenario, cell_splits, 12);
    static const enum state expected[12] = {STATE_IDLE,     STATE_IDLE,     STATE_IDLE,     STATE_WORKING,
                                            STATE_SLEEPING, STATE_SLEEPING, STATE_SLEEPING, STATE_SLEEPING,
                                            STATE_IDLE,     STATE_IDLE,     STATE_WORKING,  STATE_WORKING};
    for (int i = 0; i < 12; i++)
        assert_int_equal(cell_splits[i].left, expected[i]);
    scenario_end(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_boundary_is_drawn_to_an_eighth),
        cmocka_unit_test(the_cell_of_a_boundary_has_the_left_state_as_ink_and_the_right_as_paper),
        cmocka_unit_test(what_is_nothing_draws_nothing),
        cmocka_unit_test(shares_stay_true_however_short_the_pieces_are),
        cmocka_unit_test(shares_stay_true_with_three_states_in_a_cell),
        cmocka_unit_test(without_blocks_a_cell_is_of_one_state),
        cmocka_unit_test(a_cell_looks_the_same_wherever_the_window_stands),
        cmocka_unit_test(slices_that_are_narrower_than_a_cell_are_drawn_by_their_share_and_all_alike),
        cmocka_unit_test(a_cell_with_a_single_slice_shows_its_borders),
        cmocka_unit_test(the_newest_cell_grows_in_eighths),
        cmocka_unit_test(runs_share_the_row_and_what_is_in_no_run_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
