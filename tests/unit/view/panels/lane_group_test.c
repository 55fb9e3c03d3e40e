/* band — a cell shows how many workers are in each state. */
#include "view/panels/lanes.h"

#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"

static const struct render_options in_blocks = {.theme = &theme_default, .blocks = true};
static const struct render_options in_ascii = {.theme = &theme_default, .ascii = true};

static struct state_times state_times(int working, int sleeping, int waiting, int ready)
{
    struct state_times state_times = {{0}};
    state_times.ns[STATE_WORKING] = working;
    state_times.ns[STATE_SLEEPING] = sleeping;
    state_times.ns[STATE_WAITING] = waiting;
    state_times.ns[STATE_READY] = ready;
    return state_times;
}

static void assert_cell(struct cell cell, uint32_t glyph, enum role fg, enum role bg)
{
    assert_int_equal(cell.glyph, glyph);
    assert_int_equal(cell.style.fg, fg);
    assert_int_equal(cell.style.bg, bg);
}

TEST(working_stands_on_the_ground_and_sleeping_on_it)
{
    struct state_times half = state_times(400, 400, 0, 0), some = state_times(0, 200, 600, 0),
                       both = state_times(200, 600, 0, 0);
    assert_cell(lane_group_cell(&in_blocks, &half, 800, 0, 1), U'▄', ROLE_WORKING, ROLE_SLEEPING);
    assert_cell(lane_group_cell(&in_blocks, &some, 800, 0, 1), U'▂', ROLE_SLEEPING, ROLE_BACKGROUND);
    assert_cell(lane_group_cell(&in_blocks, &both, 800, 0, 1), U'▂', ROLE_WORKING, ROLE_SLEEPING);
}

TEST(a_tall_row_stacks_them_over_its_cells)
{
    struct state_times column = state_times(200, 400, 0, 200);
    assert_cell(lane_group_cell(&in_blocks, &column, 800, 0, 4), U'█', ROLE_WORKING, ROLE_BACKGROUND);
    assert_cell(lane_group_cell(&in_blocks, &column, 800, 1, 4), U'█', ROLE_SLEEPING, ROLE_BACKGROUND);
    assert_cell(lane_group_cell(&in_blocks, &column, 800, 2, 4), U'█', ROLE_SLEEPING, ROLE_BACKGROUND);
    assert_cell(lane_group_cell(&in_blocks, &column, 800, 3, 4), theme_state_glyph(&in_blocks, STATE_READY), ROLE_READY,
                ROLE_BACKGROUND);
}

TEST(one_of_a_thousand_is_seen_on_the_ground)
{
    struct state_times one = state_times(0, 1, 999, 0);
    assert_cell(lane_group_cell(&in_blocks, &one, 1000, 0, 2), U'▁', ROLE_SLEEPING, ROLE_BACKGROUND);
    assert_cell(lane_group_cell(&in_blocks, &one, 1000, 1, 2), theme_state_glyph(&in_blocks, STATE_WAITING),
                ROLE_WAITING, ROLE_BACKGROUND);
}

TEST(where_all_wait_it_says_so_and_where_nobody_is_it_is_blank)
{
    struct state_times waiting = state_times(0, 0, 800, 0), nothing = state_times(0, 0, 0, 0);
    assert_cell(lane_group_cell(&in_blocks, &waiting, 800, 0, 1), theme_state_glyph(&in_blocks, STATE_WAITING),
                ROLE_WAITING, ROLE_BACKGROUND);
    assert_int_equal(lane_group_cell(&in_blocks, &nothing, 800, 0, 1).glyph, ' ');
    assert_int_equal(lane_group_cell(&in_blocks, &nothing, 0, 0, 1).glyph,
                     ' '); /* the instant in which a column begins */
}

TEST(without_colours_a_cell_is_what_most_are)
{
    struct state_times column = state_times(300, 500, 0, 0);
    assert_int_equal(lane_group_cell(&in_ascii, &column, 800, 0, 1).glyph, theme_default.ascii[STATE_SLEEPING]);
    assert_int_equal(lane_group_cell(&in_ascii, &column, 800, 0, 4).glyph, theme_default.ascii[STATE_WORKING]);
    assert_int_equal(lane_group_cell(&in_ascii, &column, 800, 3, 4).glyph, theme_default.ascii[STATE_SLEEPING]);
}

SCENARIO_TEST(columns_add_up_over_the_workers)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    for (uint32_t i = 0; i < 4; i++)
        scenario_state(trace, lane_id_of(LANE_PRODUCER, i), i, STATE_WORKING, REASON_NONE);
    struct viewport viewport = {.columns = 4, .cell = NS_PER_S, .first = 0};
    struct state_times columns[4] = {{{0}}};
    lane_group_measure(columns, trace, &viewport, (struct group){LANE_PRODUCER, 1, 3}, 4 * NS_PER_S);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(columns[i].ns[STATE_WORKING], i * NS_PER_S);
        assert_int_equal(columns[i].ns[STATE_IDLE], (3 - i) * NS_PER_S);
    }
}

/* In one walk the same as window by window, also where the oldest segments are forgotten. */
SCENARIO_TEST(one_walk_over_a_lane_is_the_same_as_window_by_window)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    for (int i = 0; i < 200000; i++)
        scenario_state(trace, lane_id_of(LANE_PRODUCER, 0), i * 0.0137, i % 3 == 0 ? STATE_WORKING : STATE_SLEEPING,
                       REASON_NONE);
    const struct lane *lane = trace_lane(trace, lane_id_of(LANE_PRODUCER, 0));
    int64_t now = trace->latest + 12345678;
    for (int64_t width = NS_PER_MS; width < 100 * NS_PER_S; width *= 7) {
        enum { WINDOWS = 64 };
        struct state_times columns[WINDOWS] = {{{0}}};
        int64_t from = now - width * (WINDOWS - 2);
        lane_add_columns(lane, from, width, WINDOWS, now, columns);
        for (int i = 0; i < WINDOWS; i++) {
            struct state_times one = lane_state_times(lane, from + i * width, from + (i + 1) * width, now);
            for (int each = 0; each < STATE_COUNT; each++)
                assert_int_equal(columns[i].ns[each], one.ns[each]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_stands_on_the_ground_and_sleeping_on_it),
        cmocka_unit_test(a_tall_row_stacks_them_over_its_cells),
        cmocka_unit_test(one_of_a_thousand_is_seen_on_the_ground),
        cmocka_unit_test(where_all_wait_it_says_so_and_where_nobody_is_it_is_blank),
        cmocka_unit_test(without_colours_a_cell_is_what_most_are),
        cmocka_unit_test(columns_add_up_over_the_workers),
        cmocka_unit_test(one_walk_over_a_lane_is_the_same_as_window_by_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
