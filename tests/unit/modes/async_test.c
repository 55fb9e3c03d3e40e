/* What an async run looks like: one loop, and nobody is interrupted. */
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/story.h"
#include "support/test.h"

#include <stdio.h>

TEST(sleeps_overlap_and_the_loop_waits_for_the_next_timer)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = fixture_finished(&plan, &mode_async);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 done");
    story_expect(&fixture, P2, "0 sleeping#1, 1000 sleeping#2, 2000 done");
    story_expect(&fixture, C1, "0 sleeping#1, 500 sleeping#2, 1000 sleeping#3, 1500 sleeping#4, 2000 done");
    story_expect(&fixture, MAIN, "0 waiting(poll)");
    fixture_close(&fixture);
}

/* P1's sleep ends at 1000, while P2 has the loop: it is ready from then on, though the loop comes to it at 1250. */
TEST(a_worker_is_ready_from_its_deadline_on_while_the_loop_is_busy)
{
    struct plan plan = story_plan(2, 2);
    plan.cpu_percent = 50;
    struct fixture fixture = fixture_finished(&plan, &mode_async);
    story_expect(&fixture, P1,
                 "0 working#1, 500 sleeping#1, 1000 ready(the loop) by P2, 1250 working#2, 1750 sleeping#2, "
                 "2250 ready(the loop) by P2, 2500 done");
    story_expect(&fixture, P2,
                 "0 ready(the loop), 500 working#1, 1000 sleeping#1, 1500 ready(the loop) by P1, 1750 working#2, "
                 "2250 sleeping#2, 2750 done");
    fixture_close(&fixture);
}

TEST(main_s_lane_says_who_has_the_loop)
{
    struct plan plan = story_plan(1, 1);
    plan.cpu_percent = 50;
    struct fixture fixture = fixture_open(&plan, &mode_async);
    fixture_finish(&fixture);
    story_expect(&fixture, MAIN, "0 working(turn) by P1, 500 working(turn) by C1, 750 waiting(poll)");
    fixture_close(&fixture);
}

TEST(a_sleep_of_no_length_lets_the_others_go_first)
{
    struct plan plan = story_plan(2, 2);
    plan.cpu_percent = 100;
    struct fixture fixture = fixture_finished(&plan, &mode_async);
    story_expect(&fixture, MAIN,
                 "0 working(turn) by P1, 1000 working(turn) by P2, 2000 working(turn) by C1, 2500 working(turn) by P1, "
                 "3500 working(turn) by P2, 4500 working(turn) by C1");
    fixture_close(&fixture);
}

TEST(a_change_is_seen_when_the_loop_is_free_again)
{
    struct plan plan = story_plan(1, 1);
    plan.cpu_percent = 100;
    struct fixture fixture = fixture_open(&plan, &mode_async);
    fixture_advance(&fixture, 300 * NS_PER_MS);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, P2, "0 idle, 1000 ready(the loop) by P1, 1500 working#1, 2500 ready(the loop), 3000 done");
    fixture_close(&fixture);
}

/* At 1500 P1's item wakes C2, and the change C1, who finds nothing: P1, who had the loop, has not woken C1. */
TEST(who_looks_again_because_of_a_change_was_woken_by_nobody)
{
    struct plan plan = story_plan(1, 3);
    plan.cpu_percent = 50;
    plan.consumers = 2;
    plan.consume = (struct delay){NS_PER_S / 5, NS_PER_S / 5};
    struct fixture fixture = fixture_open(&plan, &mode_async);
    fixture_advance(&fixture, 1200 * NS_PER_MS);
    plan.capacity = 10;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, 1650 * NS_PER_MS);
    story_expect(&fixture, C2, "0 ready(the loop), 600 waiting(queue empty), 1500 working#1 by P1, 1600 sleeping#1");
    story_expect(&fixture, C1,
                 "0 ready(the loop), 500 working#1, 600 sleeping#1, 700 waiting(queue empty), "
                 "1500 ready(the loop), 1600 waiting(queue empty)");
    fixture_close(&fixture);
}

/* Its sleep of a nanosecond is over before the loop looks for the next: it had the loop itself when it became ready. */
TEST(nobody_is_held_up_by_itself)
{
    struct plan plan = story_plan(1, 20);
    plan.produce = (struct delay){1, 1};
    struct fixture fixture = fixture_open_real(&plan, &mode_async, 1);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    const struct lane *lane = trace_lane(fixture.trace, P1);
    int64_t end = trace_end(fixture.trace, 0);
    size_t ready = 0;
    for (size_t i = 0; i < lane_count(lane, end); i++) {
        struct segment segment = lane_segment(lane, i, end);
        ready += segment.state == STATE_READY;
        assert_int_not_equal(segment.other, P1);
    }
    assert_true(ready > 0);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sleeps_overlap_and_the_loop_waits_for_the_next_timer),
        cmocka_unit_test(a_worker_is_ready_from_its_deadline_on_while_the_loop_is_busy),
        cmocka_unit_test(main_s_lane_says_who_has_the_loop),
        cmocka_unit_test(a_sleep_of_no_length_lets_the_others_go_first),
        cmocka_unit_test(a_change_is_seen_when_the_loop_is_free_again),
        cmocka_unit_test(who_looks_again_because_of_a_change_was_woken_by_nobody),
        cmocka_unit_test(nobody_is_held_up_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
