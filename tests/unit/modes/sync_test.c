/* What a sync run looks like: one worker after another. */
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/story.h"
#include "support/test.h"

#include <stdio.h>

TEST(the_producers_run_one_after_another_and_then_the_consumer)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = fixture_finished(&plan, &mode_sync);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 done");
    story_expect(&fixture, P2, "0 idle, 2000 sleeping#1, 3000 sleeping#2, 4000 done");
    story_expect(&fixture, C1, "0 idle, 4000 sleeping#1, 4500 sleeping#2, 5000 sleeping#3, 5500 sleeping#4, 6000 done");
    fixture_close(&fixture);
}

TEST(main_does_everything_itself)
{
    struct plan plan = story_plan(2, 1);
    plan.cpu_percent = 50;
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_finish(&fixture);
    story_expect(
        &fixture, MAIN,
        "0 working(turn) by P1, 500 sleeping(turn) by P1, 1000 working(turn) by P2, 1500 sleeping(turn) by P2, "
        "2000 working(turn) by C1, 2250 sleeping(turn) by C1, 2500 working(turn) by C1, 2750 sleeping(turn) by C1");
    fixture_close(&fixture);
}

TEST(with_several_consumers_the_first_takes_everything)
{
    struct plan plan = story_plan(1, 3);
    plan.consumers = 2;
    struct fixture fixture = fixture_finished(&plan, &mode_sync);
    assert_int_equal(trace_items(fixture.trace, C1), 3);
    assert_int_equal(trace_items(fixture.trace, C2), 0);
    fixture_close(&fixture);
}

TEST(an_endless_run_goes_round_in_batches_of_20_items)
{
    struct plan plan = story_plan(2, 0);
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_advance(&fixture, 19999 * NS_PER_MS);
    assert_int_equal(trace_items(fixture.trace, P1), 20);
    assert_int_equal(trace_items(fixture.trace, P2), 0);
    fixture_advance(&fixture, 39999 * NS_PER_MS);
    assert_int_equal(trace_items(fixture.trace, P2), 20);
    assert_int_equal(fixture.trace->consumed, 0);
    fixture_advance(&fixture, 60 * NS_PER_S); /* P1's turn again */
    assert_int_equal(fixture.trace->consumed, 40);
    assert_int_equal(trace_items(fixture.trace, P1), 21);
    fixture_close(&fixture);
}

TEST(who_has_had_its_turn_is_ready_or_waits_until_the_next)
{
    struct plan plan = story_plan(1, 0);
    plan.consume = (struct delay){0, 0};
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_advance(&fixture, 21 * NS_PER_S);
    story_expect(&fixture, C1, "0 idle, 20000 waiting(queue empty)");
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, 61 * NS_PER_S); /* P1's third batch is over, and P2, the last in line, has its first */
    const struct lane *lane = trace_lane(fixture.trace, P1);
    struct segment segment =
        lane_segment(lane, lane_count(lane, clock_now(fixture.clock)) - 1, clock_now(fixture.clock));
    assert_int_equal(segment.state, STATE_READY);
    assert_int_equal(segment.reason, REASON_TURN);
    assert_int_equal(segment.start, 60 * NS_PER_S);
    fixture_close(&fixture);
}

TEST(a_full_queue_is_a_deadlock_because_nobody_is_ever_called_to_empty_it)
{
    struct plan plan = story_plan(1, 3);
    plan.capacity = 2;
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    assert_int_equal(fixture_advance(&fixture, 10 * NS_PER_S), ENGINE_STUCK);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 waiting(queue full)");
    story_expect(&fixture, MAIN, "0 sleeping(turn) by P1, 2000 waiting(turn) by P1");
    fixture_close(&fixture);
}

TEST(a_new_producer_has_its_turn_after_those_who_were_there)
{
    struct plan plan = story_plan(1, 2);
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_advance(&fixture, 500 * NS_PER_MS);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, P2, "0 idle, 3000 sleeping#1, 4000 sleeping#2, 5000 done");
    story_expect(
        &fixture, C1,
        "0 idle, 2000 sleeping#1, 2500 sleeping#2, 3000 waiting(queue empty), 5000 sleeping#3, 5500 sleeping#4, "
        "6000 done");
    fixture_close(&fixture);
}

/* Main writes two events an item. With nobody reading, C1's last 8192 items fill main's ring of 2^14, and main waits
 * for room to write that C1 is done. Now a producer is wanted again, and the run is left: C2 must not be called for
 * ever. */
TEST(a_run_can_be_left_when_a_producer_is_wanted_and_not_there_yet)
{
    const int64_t items = 8193;
    struct plan plan = story_plan(1, items);
    plan.produce = (struct delay){0, 0};
    plan.consumers = 2;
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_advance(&fixture, NS_PER_MS);
    assert_int_equal(fixture.trace->produced, items);
    assert_int_equal(trace_items(fixture.trace, C1), 1);
    clock_allow(fixture.clock, TIME_NEVER);
    while (engine_stalls(fixture.engine) == 0)
        fixture_wait(fixture.wakeup);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    engine_stop(fixture.engine);
    assert_int_equal(trace_items(fixture.trace, C1), items);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_producers_run_one_after_another_and_then_the_consumer),
        cmocka_unit_test(main_does_everything_itself),
        cmocka_unit_test(with_several_consumers_the_first_takes_everything),
        cmocka_unit_test(an_endless_run_goes_round_in_batches_of_20_items),
        cmocka_unit_test(who_has_had_its_turn_is_ready_or_waits_until_the_next),
        cmocka_unit_test(a_full_queue_is_a_deadlock_because_nobody_is_ever_called_to_empty_it),
        cmocka_unit_test(a_run_can_be_left_when_a_producer_is_wanted_and_not_there_yet),
        cmocka_unit_test(a_new_producer_has_its_turn_after_those_who_were_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
