/* trouble — what goes wrong is marked on the lanes, in red, with what a stuck worker lacks, and the circle of a
 * deadlock. */
#include "modes/modes.h"
#include "support/scenario.h"
#include "support/situations.h"
#include "support/test.h"
#include "view/runs.h"

#include <stdlib.h>
#include <string.h>

/* A failed run is looked at closely enough for its moments to have columns of their own. */
static void deadlock_of_locks(struct scenario *scenario)
{
    scenario_run_mode(scenario, &bug_deadlock, 100);
    scenario->scene.view.time.cell = 20 * NS_PER_MS;
}

/* Red marks of that glyph on the whole screen. */
static int count_marks(const struct scene *scene, uint32_t glyph)
{
    int count = 0;
    struct canvas *canvas = canvas_new(120, 30, false);
    scene_draw(canvas, scene);
    for (int y = 0; y < 30; y++)
        for (int x = 0; x < 120; x++) {
            const struct cell *cell = canvas_cell(canvas, x, y);
            count += cell->glyph == glyph && cell->style.fg == ROLE_WARNING &&
                     (cell->style.attributes & ATTRIBUTE_REVERSE) != 0;
        }
    canvas_free(canvas);
    return count;
}

SCENARIO_TEST(a_deadlock_of_two_locks_is_drawn_as_a_circle)
{
    deadlock_of_locks(scenario);
    expect_text(&scenario->scene, 80, 24, "holds A, wants B ◀┐");
    expect_text(&scenario->scene, 80, 24, "holds B, wants A ◀┘");
    assert_int_equal(count_marks(&scenario->scene, U'×'), 3); /* P2 waits for a lock, too */
}

SCENARIO_TEST(a_full_queue_in_sync_is_a_circle_of_who_waits_and_who_has_not_started)
{
    scenario->scene.plan.capacity = 5;
    scenario_run(scenario, "sync", 100);
    expect_text(&scenario->scene, 80, 24, "waits for room  ◀┐");
    expect_text(&scenario->scene, 80, 24, "starts after P1  │");
    expect_text(&scenario->scene, 80, 24, "starts after P2 ◀┘");
    assert_int_equal(count_marks(&scenario->scene, U'×'), 1);
}

SCENARIO_TEST(so_it_is_where_main_joins_each_thread_before_it_starts_the_next)
{
    scenario->scene.plan.capacity = 5;
    scenario_run_mode(scenario, &bug_join_in_loop, 100);
    expect_text(&scenario->scene, 80, 24, "waits for room  ◀┐");
    expect_text(&scenario->scene, 80, 24, "starts after P2 ◀┘");
}

SCENARIO_TEST(who_was_never_awaited_waits_for_nothing_and_the_arrow_points_at_it)
{
    scenario_run_mode(scenario, &bug_never_awaited, 100);
    scenario->scene.view.time.cell = NS_PER_S;
    expect_text(&scenario->scene, 80, 24, "never awaited     ◀┐");
    expect_text(&scenario->scene, 80, 24, "waits for an item ─┘");
    expect_text(&scenario->scene, 80, 24, " │   "); /* past P2 */
}

SCENARIO_TEST(an_exception_is_marked_where_it_was_raised_and_where_main_learned_of_it)
{
    scenario_run_mode(scenario, &bug_swallowed, 100);
    assert_int_equal(count_marks(&scenario->scene, U'×'), 1);
    scenario->scene.view.main_lane = true; /* and the lanes of the pool's threads in place of the workers' */
    assert_int_equal(count_marks(&scenario->scene, U'×'), 2);
}

SCENARIO_TEST(a_stuck_worker_is_not_said_to_have_waited_for_a_time)
{
    deadlock_of_locks(scenario);
    expect_text(&scenario->scene, 80, 24, "stuck");
    expect_no_text(&scenario->scene, 80, 24, "waiting 0");
    scenario->scene.view.time.cursor = scenario->scene.view.time.edge = 0; /* then nobody was stuck yet */
    expect_no_text(&scenario->scene, 80, 24, "stuck");
}

SCENARIO_TEST(a_pool_that_starves_is_a_circle_and_its_threads_are_marked)
{
    scenario->scene.plan.capacity = 3;
    scenario->scene.plan.pool = 2;
    scenario_run(scenario, "pool", 100);
    expect_text(&scenario->scene, 80, 24, "waits for a thread ◀┘");
    assert_int_equal(count_marks(&scenario->scene, U'×'), 2);
    scenario->scene.view.main_lane = true; /* and threads in the place of workers */
    expect_text(&scenario->scene, 80, 24, "waits for room");
    assert_int_equal(count_marks(&scenario->scene, U'×'), 2);
}

SCENARIO_TEST(nothing_is_marked_while_a_run_goes_on_or_has_finished)
{
    scenario_run(scenario, "threads", 5);
    assert_int_equal(count_marks(&scenario->scene, U'×'), 0);
    scenario_run(scenario, "threads", 100);
    assert_int_equal(count_marks(&scenario->scene, U'×'), 0);
    assert_int_equal(runs_failure(&scenario->runs[1]), TIME_NEVER);
}

SCENARIO_TEST(a_failure_and_an_item_taken_twice_are_marked_where_they_happened)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    scenario->runs[0].mode = &bug_unlocked;
    lane_id one = lane_id_of(LANE_CONSUMER, 0), two = lane_id_of(LANE_CONSUMER, 1), producer = 0x1000000;
    scenario_state(trace, producer, 0, STATE_WORKING, REASON_NONE);
    trace_apply(trace, &(struct event){.time = NS_PER_S, .lane = producer, .kind = EVENT_PUT, .item = 1});
    trace_apply(trace, &(struct event){.time = NS_PER_S, .lane = one, .kind = EVENT_TAKE, .item = 1});
    trace_apply(trace, &(struct event){.time = 2 * NS_PER_S, .lane = two, .kind = EVENT_DUPLICATE, .item = 1});
    trace_apply(trace, &(struct event){.time = 4 * NS_PER_S - 1, .lane = one, .kind = EVENT_DUPLICATE, .item = 1});
    trace_apply(trace, &(struct event){.time = 4 * NS_PER_S, .lane = one, .kind = EVENT_END});
    scenario_state(trace, one, 4, STATE_DONE, REASON_FAILED);
    scenario->scene.plan.consumers = scenario->runs[0].plan.consumers = 2;
    scenario->scene.now = 6 * NS_PER_S;
    scenario->scene.view.time.cell = 300 * NS_PER_MS; /* of two in a column the latest counts */
    assert_int_equal(runs_failure(&scenario->runs[0]), 2 * NS_PER_S);
    assert_int_equal(count_marks(&scenario->scene, '2'), 1);
    assert_int_equal(count_marks(&scenario->scene, U'×'), 1);
}

SCENARIO_TEST(every_lost_update_is_marked_and_the_first_is_gone_to)
{
    scenario_run_mode(scenario, &bug_counter, 100);
    const struct trace *trace = scenario->runs[0].trace;
    int lost = 0;
    int64_t first = TIME_NEVER;
    for (size_t i = 0; i < trace_log_count(trace, TIME_NEVER); i++) {
        const struct event *event = trace_log_event(trace, i);
        if (event->kind == EVENT_UPDATE_LOST && lost++ == 0)
            first = event->time;
    }
    scenario->scene.view.time.cell = 200 * NS_PER_MS; /* each has a column of its own */
    assert_true(lost > 3);
    assert_between(count_marks(&scenario->scene, U'×'), 2, lost);
    assert_int_equal(runs_failure(&scenario->runs[0]), first);
}

static int count_red(const struct scene *scene)
{
    int count = 0;
    struct canvas *canvas = canvas_new(120, 36, false);
    scene_draw(canvas, scene);
    for (int i = 0; i < 120 * 36; i++) {
        const struct style style = canvas_cell(canvas, i % 120, i / 120)->style;
        count += style.fg == ROLE_WARNING || style.bg == ROLE_WARNING;
    }
    canvas_free(canvas);
    return count;
}

TEST(red_is_for_failure_and_deadlock_only)
{
    static void (*const situations[])(struct scenario *
                                      scenario) = {two_runs,      the_older_of_two_runs, paused_with_a_chosen_control,
                                                   both_finished, many_workers,          a_cursor,
                                                   items_shown,   the_large_view,        a_race,
                                                   finished_race};
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        situations[i](&scenario);
        assert_int_equal(count_red(&scenario.scene), 0);
        strcpy(scenario.scene.view.notice, "This is the most there can be.");
        assert_int_equal(count_red(&scenario.scene), 0);
        scenario.scene.view.notice_is_failure = true;
        assert_true(count_red(&scenario.scene) > 0);
        scenario_end(&scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadlock_of_two_locks_is_drawn_as_a_circle),
        cmocka_unit_test(a_full_queue_in_sync_is_a_circle_of_who_waits_and_who_has_not_started),
        cmocka_unit_test(so_it_is_where_main_joins_each_thread_before_it_starts_the_next),
        cmocka_unit_test(who_was_never_awaited_waits_for_nothing_and_the_arrow_points_at_it),
        cmocka_unit_test(an_exception_is_marked_where_it_was_raised_and_where_main_learned_of_it),
        cmocka_unit_test(a_stuck_worker_is_not_said_to_have_waited_for_a_time),
        cmocka_unit_test(a_pool_that_starves_is_a_circle_and_its_threads_are_marked),
        cmocka_unit_test(nothing_is_marked_while_a_run_goes_on_or_has_finished),
        cmocka_unit_test(red_is_for_failure_and_deadlock_only),
        cmocka_unit_test(a_failure_and_an_item_taken_twice_are_marked_where_they_happened),
        cmocka_unit_test(every_lost_update_is_marked_and_the_first_is_gone_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
