/* caption — each rule speaks in the scene it is made for, and is silent in another. */
#include "view/text/caption.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/runs.h"

#include <string.h>

static void assert_says(const struct scenario *scenario, const char *expected)
{
    char text[256];
    (void)caption_write(&scenario->scene, NULL, text, sizeof text);
    assert_string_equal(text, expected);
}

static void assert_mentions(const struct scenario *scenario, const char *part, bool expected)
{
    char text[256];
    (void)caption_write(&scenario->scene, NULL, text, sizeof text);
    if ((strstr(text, part) != NULL) != expected)
        fail_msg("\"%s\" %s in: %s", part, expected ? "is missing" : "should not be", text);
}

SCENARIO_TEST(a_run_that_has_just_begun_says_nothing)
{
    scenario_run(scenario, "threads", 0.3);
    assert_says(scenario, "");
}

SCENARIO_TEST(a_notice_comes_first)
{
    scenario_run(scenario, "threads", 10);
    strcpy(scenario->scene.view.notice, "there is no more than one consumer to take away");
    assert_says(scenario, "there is no more than one consumer to take away");
}

SCENARIO_TEST(sync_works_one_at_a_time)
{
    scenario->scene.plan.producers = 1;
    scenario->scene.plan.produce = scenario->scene.plan.consume;
    scenario_run(scenario, "sync", 6.2);
    assert_says(scenario, "One at a time: P1 sleeps 79 % of its time, but C1 is not allowed to start. The oldest item "
                          "has been waiting for 6.1 s.");
    scenario->scene.now += NS_PER_S / 10;
    assert_mentions(scenario, "works through its items", false);
}

SCENARIO_TEST(then_the_consumer_has_its_turn)
{
    scenario->scene.plan.producers = 1;
    scenario->scene.plan.produce = scenario->scene.plan.consume;
    scenario_run(scenario, "sync", 14.2);
    assert_says(scenario, "One at a time: C1 starts only after P1 has finished.");
}

SCENARIO_TEST(threads_sleep_at_once)
{
    scenario_run(scenario, "threads", 10.2);
    assert_mentions(scenario, "While one sleeps the others go on: 29.", true);
    assert_mentions(scenario, "One at a time", false);
}

/* What was so during the last seconds is not said to be so now. */
TEST(the_present_tense_is_for_what_is_so_now)
{
    for (double seconds = 8; seconds < 12; seconds += 0.1) {
        struct scenario scenario;
        scenario_begin(&scenario);
        scenario_run(&scenario, "threads", seconds);
        assert_mentions(&scenario, "at once", false);
        assert_mentions(&scenario, " fit into the first ", true);
        scenario_end(&scenario);
    }
}

SCENARIO_TEST(async_says_that_one_thread_is_enough)
{
    scenario_run(scenario, "threads", 10.2);
    scenario->runs[0].mode = &mode_async;
    assert_mentions(scenario, "One thread, yet ", true);
    assert_mentions(scenario, ": a worker that sleeps leaves the loop to the next.", true);
}

SCENARIO_TEST(under_the_cursor_a_failure_says_who_failed)
{
    scenario_run_mode(scenario, &bug_swallowed, 100);
    scenario->scene.view.time.cursor = runs_failure(&scenario->runs[0]);
    assert_says(scenario, "P1 has finished computing and fails with an error.");
}

/* While it goes on and at its end, which is a minute or two later. */
static void expect_room_for_sentences(const struct mode *bug)
{
    for (double seconds = 2; seconds < 1000; seconds *= 8) {
        struct scenario scenario;
        char text[256];
        scenario_begin(&scenario);
        scenario.scene.plan.produce = (struct delay){3 * NS_PER_S, 4 * NS_PER_S};
        scenario.scene.plan.language = LANGUAGE_PYTHON;
        mode_fit(bug, &scenario.scene.plan);
        scenario_run_mode(&scenario, bug, seconds);
        scenario.runs[0].ideal = 100 * NS_PER_S;
        (void)caption_write(&scenario.scene, NULL, text, sizeof text);
        if (!caption_fits(text))
            fail_msg("too long: %s", text);
        scenario_end(&scenario);
    }
}

TEST(the_sentence_of_every_bug_fits_into_two_rows_of_80_columns)
{
    for (size_t i = 0; bugs[i] != NULL; i++)
        expect_room_for_sentences(bugs[i]);
}

SCENARIO_TEST(under_the_cursor_it_tells_of_that_run_and_not_of_now)
{
    scenario_run(scenario, "sync", 5);
    scenario_run(scenario, "threads", 1000);
    assert_mentions(scenario, "threads took", true);
    scenario->scene.view.time.cursor = 2 * NS_PER_S;
    assert_mentions(scenario, "threads", false);
}

SCENARIO_TEST(a_fast_producer_makes_the_consumer_the_bottleneck)
{
    scenario->scene.plan.produce = (struct delay){NS_PER_S / 4, NS_PER_S / 4};
    scenario_run(scenario, "threads", 4);
    assert_says(scenario,
                "C1 is the bottleneck: its items took 99 % of the time, yet the queue grows by 6 items a second.");
}

SCENARIO_TEST(a_bounded_queue_makes_the_producers_wait)
{
    scenario->scene.plan.produce = (struct delay){NS_PER_S / 4, NS_PER_S / 4};
    scenario->scene.plan.capacity = 2;
    scenario_run(scenario, "threads", 8);
    assert_mentions(scenario, " of the time waiting for room in the queue.", true);
}

SCENARIO_TEST(a_slow_producer_makes_the_consumer_wait)
{
    scenario->scene.plan.producers = 1;
    scenario_run(scenario, "threads", 12);
    assert_mentions(scenario, "P1 is the bottleneck: its items took 100 % of the last 10 s, while C1 spent ", true);
    assert_mentions(scenario, " % of it waiting for an item.", true);
}

SCENARIO_TEST(workers_that_stand_ready_want_the_cpu)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    for (uint32_t i = 0; i < 2; i++)
        for (int turn = 0; turn < 4; turn++)
            scenario_state(trace, lane_id_of(LANE_PRODUCER, i), turn, turn % 2 == (int)i ? STATE_WORKING : STATE_READY,
                           REASON_NONE);
    scenario->scene.now = 4 * NS_PER_S;
    assert_says(scenario, "The CPU is the bottleneck: workers could run but had to wait for a core 33 % of the time.");
}

SCENARIO_TEST(a_deadlock_names_who_waits_for_whom)
{
    scenario->scene.plan.capacity = 4;
    scenario_run(scenario, "sync", 100);
    assert_int_equal(scenario->runs[0].status, RUN_STUCK);
    assert_says(scenario,
                "Deadlock: the queue is full and P1 waits for room. Only C1 makes room, and it starts only after "
                "both producers have finished.");
    scenario->runs[0].status = RUN_RUNNING;
    assert_mentions(scenario, "Deadlock", false);
}

SCENARIO_TEST(a_consumer_can_be_the_one_that_is_stuck)
{
    struct trace *trace = scenario_empty_run(scenario, "sync");
    scenario_state(trace, lane_id_of(LANE_CONSUMER, 0), 0, STATE_WAITING, REASON_QUEUE_EMPTY);
    scenario->scene.now = NS_PER_S;
    scenario->runs[0].status = RUN_STUCK;
    assert_says(scenario,
                "Deadlock: the queue is empty and C1 waits for an item. Only the 2 producers put one, but they "
                "have not started.");
    scenario_state(trace, lane_id_of(LANE_PRODUCER, 0), 1, STATE_WAITING, REASON_LOCK);
    assert_says(scenario, "Deadlock: C1 waits for an item; P1 waits for a lock; P2 has not started.");
}

SCENARIO_TEST(a_finished_run_is_summed_up)
{
    scenario_run(scenario, "sync", 1000);
    assert_int_equal(scenario->runs[0].status, RUN_FINISHED);
    assert_mentions(scenario, "sync took ", true);
    assert_mentions(scenario, ": nothing overlapped; an item waited ", true);
}

SCENARIO_TEST(and_with_the_same_mode_in_the_other_language)
{
    scenario_run(scenario, "threads", 1000);
    scenario_run(scenario, "threads", 1000);
    assert_mentions(scenario, " in python", false);
    scenario->runs[0].plan.language = LANGUAGE_PYTHON;
    assert_mentions(scenario, "threads in c took ", true);
    assert_mentions(scenario, "threads in python", true);
}

SCENARIO_TEST(and_compared_with_another_mode_of_the_same_plan)
{
    scenario_run(scenario, "sync", 1000);
    scenario_run(scenario, "threads", 1000);
    assert_mentions(scenario, ", sync ", true);
    scenario->runs[0].plan.seed++;
    assert_mentions(scenario, ", sync ", false);
    scenario->runs[0].plan.seed--;
    scenario->runs[1].changed = true;
    assert_mentions(scenario, ", sync ", false);
    scenario->runs[1].changed = false;
    scenario->runs[1].mode = &mode_sync; /* the same mode again is no comparison */
    assert_mentions(scenario, ", sync ", false);
}

SCENARIO_TEST(a_long_notice_is_cut_to_fit)
{
    scenario_run(scenario, "threads", 10);
    char text[8];
    (void)caption_write(&scenario->scene, NULL, text, sizeof text);
    assert_int_equal(strlen(text), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_that_has_just_begun_says_nothing),
        cmocka_unit_test(a_notice_comes_first),
        cmocka_unit_test(sync_works_one_at_a_time),
        cmocka_unit_test(then_the_consumer_has_its_turn),
        cmocka_unit_test(threads_sleep_at_once),
        cmocka_unit_test(the_present_tense_is_for_what_is_so_now),
        cmocka_unit_test(async_says_that_one_thread_is_enough),
        cmocka_unit_test(under_the_cursor_a_failure_says_who_failed),
        cmocka_unit_test(the_sentence_of_every_bug_fits_into_two_rows_of_80_columns),
        cmocka_unit_test(under_the_cursor_it_tells_of_that_run_and_not_of_now),
        cmocka_unit_test(a_fast_producer_makes_the_consumer_the_bottleneck),
        cmocka_unit_test(a_bounded_queue_makes_the_producers_wait),
        cmocka_unit_test(a_slow_producer_makes_the_consumer_wait),
        cmocka_unit_test(workers_that_stand_ready_want_the_cpu),
        cmocka_unit_test(a_deadlock_names_who_waits_for_whom),
        cmocka_unit_test(a_consumer_can_be_the_one_that_is_stuck),
        cmocka_unit_test(a_finished_run_is_summed_up),
        cmocka_unit_test(and_with_the_same_mode_in_the_other_language),
        cmocka_unit_test(and_compared_with_another_mode_of_the_same_plan),
        cmocka_unit_test(a_long_notice_is_cut_to_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
