/* What a run of threads looks like: everybody at once. */
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/story.h"
#include "support/test.h"

#include <stdio.h>

TEST(all_workers_run_at_once_and_work_too)
{
    struct plan plan = story_plan(2, 2);
    plan.cpu_percent = 50;
    struct fixture fixture = fixture_finished(&plan, &mode_threads);
    story_expect(&fixture, P1, "0 working#1, 500 sleeping#1, 1000 working#2, 1500 sleeping#2, 2000 done");
    story_expect(&fixture, P2, "0 working#1, 500 sleeping#1, 1000 working#2, 1500 sleeping#2, 2000 done");
    story_expect(
        &fixture, C1,
        "0 waiting(queue empty), 500 working#1 by P1, 750 sleeping#1, 1000 working#2, 1250 sleeping#2, 1500 working#3, "
        "1750 sleeping#3, 2000 working#4, 2250 sleeping#4, 2500 done");
    fixture_close(&fixture);
}

TEST(the_sleep_after_a_put_begins_at_the_moment_of_the_put)
{
    struct plan plan = story_plan(1, 20);
    plan.produce = plan.consume = (struct delay){NS_PER_MS, NS_PER_MS};
    struct fixture fixture = fixture_open_real(&plan, &mode_threads, 1);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    const struct lane *lane = trace_lane(fixture.trace, P1);
    for (uint64_t i = 0; i < 20; i++) {
        int64_t put = item_history_at(fixture.trace->item_history, i)->put;
        struct segment segment = lane_segment(lane, lane_find(lane, put, put), put);
        assert_int_equal(segment.state, STATE_SLEEPING);
        assert_int_equal(segment.start, put);
    }
    fixture_close(&fixture);
}

static bool waits(const struct fixture *fixture, lane_id id)
{
    const struct lane *lane = trace_lane(fixture->trace, id);
    int64_t now = clock_now(fixture->clock);
    return lane != NULL && lane_count(lane, now) > 0 &&
           lane_segment(lane, lane_count(lane, now) - 1, now).state == STATE_WAITING;
}

TEST(who_is_done_waiting_for_an_item_without_a_delay_works)
{
    struct plan plan = story_plan(1, 20);
    plan.produce = (struct delay){NS_PER_MS, NS_PER_MS};
    plan.consume = (struct delay){0, 0};
    struct fixture fixture = fixture_open_real(&plan, &mode_threads, 1e-6); /* no item comes before C1 waits for it */
    for (struct patience patience = patience_for("C1 to wait"); !waits(&fixture, C1); engine_drain(fixture.engine))
        patience_wait(&patience, wakeup_fd(fixture.wakeup));
    clock_set_speed(fixture.clock, 1);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    int64_t end = trace_end(fixture.trace, 0);
    assert_true(lane_state_times(trace_lane(fixture.trace, C1), 0, end, end).ns[STATE_WORKING] > 0);
    fixture_close(&fixture);
}

TEST(main_starts_the_threads_and_waits_in_join)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_finish(&fixture);
    story_expect(&fixture, MAIN, "0 waiting(join)");
    fixture_close(&fixture);
}

TEST(consumers_that_wait_are_served_first_come_first_served_and_end_with_the_last_producer)
{
    struct plan plan = story_plan(1, 2);
    plan.consumers = 2;
    plan.cpu_percent = 100;
    struct fixture fixture = fixture_finished(&plan, &mode_threads);
    story_expect(&fixture, C1, "0 waiting(queue empty), 1000 working#1 by P1, 1500 waiting(queue empty), 2000 done");
    story_expect(&fixture, C2, "0 waiting(queue empty), 2000 working#1 by P1, 2500 done");
    fixture_close(&fixture);
}

TEST(a_worker_that_comes_back_goes_on_where_it_ended)
{
    struct plan plan = story_plan(2, 3);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, 500 * NS_PER_MS);
    plan.producers = 1;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, 1500 * NS_PER_MS);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, P2, "0 sleeping#1, 1000 done, 1500 sleeping#2, 2500 sleeping#3, 3500 done");
    fixture_close(&fixture);
}

TEST(hours_of_work_on_one_core_are_not_cut_into_millions_of_slices)
{
    struct plan plan = usual_plan();
    plan.producers = 10;
    plan.items = 1;
    plan.produce = (struct delay){3600 * NS_PER_S, 3600 * NS_PER_S};
    plan.cpu_percent = 100;
    plan.cores = 1;
    struct fixture fixture = fixture_finished(&plan, &mode_threads);
    assert_true(fixture.trace->events < 100000);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_workers_run_at_once_and_work_too),
        cmocka_unit_test(the_sleep_after_a_put_begins_at_the_moment_of_the_put),
        cmocka_unit_test(who_is_done_waiting_for_an_item_without_a_delay_works),
        cmocka_unit_test(main_starts_the_threads_and_waits_in_join),
        cmocka_unit_test(consumers_that_wait_are_served_first_come_first_served_and_end_with_the_last_producer),
        cmocka_unit_test(a_worker_that_comes_back_goes_on_where_it_ended),
        cmocka_unit_test(hours_of_work_on_one_core_are_not_cut_into_millions_of_slices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
