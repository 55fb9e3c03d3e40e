/* Tasks without a queue: each only takes its time, in every mode. DESIGN's figures, to the nanosecond. */
#include "base/units.h"
#include "engine/body.h"
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/story.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static lane_id task(uint32_t number)
{
    return lane_id_of(LANE_TASK, number - 1);
}

static struct plan tasks_of(uint32_t tasks, int64_t min, int64_t max)
{
    return (struct plan){
        .tasks = tasks, .producers = 2, .consumers = 1, .items = 1, .produce = {.min = min, .max = max}, .pool = 5};
}

static struct plan falling(enum results results)
{
    struct plan plan = tasks_of(5, NS_PER_S, 5 * NS_PER_S); /* 5, 4, 3, 2, 1 s */
    plan.distribution = DISTRIBUTION_FALLING;
    plan.results = results;
    return plan;
}

/* Nothing goes through a queue, and nobody but the tasks has a lane. */
static void expect_elapsed(const struct plan *plan, const struct mode *mode, int64_t expected)
{
    struct fixture fixture = fixture_open(plan, mode);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    struct stats stats = stats_of(fixture.trace, 0);
    assert_between(stats.elapsed, expected, expected + plan->tasks * fixture_costs(mode));
    assert_int_equal(stats.produced, plan->tasks);
    assert_int_equal(stats.consumed, plan->tasks);
    assert_int_equal(stats.depth_max, 0);
    assert_int_equal(fixture.trace->latency->count, 0);
    assert_int_equal(fixture.trace->lanes[LANE_TASK].count, plan->tasks);
    assert_int_equal(fixture.trace->lanes[LANE_PRODUCER].count + fixture.trace->lanes[LANE_CONSUMER].count, 0);
    fixture_close(&fixture);
}

TEST(ten_sleeps_of_a_second_and_a_half_take_15_s_in_sync_and_one_and_a_half_at_once)
{
    struct plan plan = tasks_of(10, 3 * NS_PER_S / 2, 3 * NS_PER_S / 2);
    for (size_t i = 0; modes[i] != NULL; i++)
        expect_elapsed(&plan, modes[i],
                       modes[i] == &mode_sync   ? 15 * NS_PER_S
                       : modes[i] == &mode_pool ? 3 * NS_PER_S /* five threads */
                                                : 3 * NS_PER_S / 2);
    assert_int_equal(ideal_elapsed(&plan), 3 * NS_PER_S / 2);
}

TEST(of_5_4_3_2_and_1_s_the_longest_counts_unless_they_are_taken_one_by_one)
{
    struct plan plan = falling(RESULTS_COMPLETED);
    for (size_t i = 0; modes[i] != NULL; i++)
        expect_elapsed(&plan, modes[i], modes[i] == &mode_sync ? 15 * NS_PER_S : 5 * NS_PER_S);
}

TEST(fifteen_downloads_take_23_s_one_by_one_and_about_5_s_on_five_threads)
{
    struct plan plan = tasks_of(15, 23 * NS_PER_S / 15, 23 * NS_PER_S / 15);
    for (size_t i = 0; modes[i] != NULL; i++)
        expect_elapsed(&plan, modes[i],
                       modes[i] == &mode_sync   ? 15 * (23 * NS_PER_S / 15)
                       : modes[i] == &mode_pool ? 3 * (23 * NS_PER_S / 15) /* 4.6 s */
                                                : 23 * NS_PER_S / 15);
    for (plan.seed = 1; plan.seed <= 20; plan.seed++) {
        plan.produce = (struct delay){NS_PER_S, 2 * NS_PER_S};
        assert_between(fixture_carry_out(&plan, &mode_pool).elapsed, 4 * NS_PER_S, 6 * NS_PER_S);
    }
}

TEST(computing_overlaps_on_cores_that_one_lock_does_not_guard)
{
    struct plan plan = tasks_of(4, NS_PER_S, NS_PER_S);
    plan.cpu_percent = 100;
    for (size_t i = 0; modes[i] != NULL; i++) {
        bool one_by_one = modes[i] == &mode_sync || modes[i] == &mode_async;
        expect_elapsed(&plan, modes[i], one_by_one ? 4 * NS_PER_S : NS_PER_S);
    }
    plan.language = LANGUAGE_PYTHON;
    /* a little more: handing the lock over costs */
    assert_between(fixture_carry_out(&plan, &mode_threads).elapsed, 4 * NS_PER_S, 5 * NS_PER_S);
    expect_elapsed(&plan, &mode_processes, NS_PER_S);
}

/* ---- A task ---- */

TEST(a_task_works_and_sleeps_and_only_then_has_its_result)
{
    struct plan plan = tasks_of(1, NS_PER_S, NS_PER_S);
    plan.cpu_percent = 40;
    for (size_t i = 0; modes[i] != NULL; i++) {
        if (modes[i] == &mode_processes) /* starting one takes a while */
            continue;
        struct fixture fixture = fixture_open(&plan, modes[i]);
        fixture_advance(&fixture, NS_PER_S - 1);
        assert_int_equal(trace_items(fixture.trace, task(1)), 0);
        fixture_finish(&fixture);
        assert_int_equal(trace_items(fixture.trace, task(1)), 1);
        const struct event *event = trace_log_event(fixture.trace, 0);
        assert_int_equal(event->kind, EVENT_FINISHED);
        assert_int_equal(event->time, NS_PER_S);
        story_expect(&fixture, task(1), "0 working#1, 400 sleeping#1, 1000 done");
        fixture_close(&fixture);
    }
}

TEST(a_task_takes_the_time_that_the_producer_of_its_number_would_take)
{
    struct plan plan = tasks_of(3, NS_PER_S, 2 * NS_PER_S), producing = plan;
    producing.tasks = 0;
    producing.producers = 3;
    for (uint32_t i = 0; i < 3; i++) {
        struct body one = body_new(LANE_TASK, i, 7), other = body_new(LANE_PRODUCER, i, 7);
        (void)body_next(&one, &plan, false);
        (void)body_next(&other, &producing, false);
        assert_int_equal(one.sleep, other.sleep);
        assert_int_not_equal(one.sleep, 0);
    }
}

TEST(a_task_that_is_added_begins_at_once_and_one_that_is_taken_away_finishes)
{
    struct plan plan = tasks_of(2, NS_PER_S, NS_PER_S);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, NS_PER_S / 2);
    plan.tasks = 3;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, NS_PER_S * 3 / 4);
    plan.tasks = 1;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 3);
    story_expect(&fixture, task(3), "0 idle, 500 sleeping#1, 1500 done");
    fixture_close(&fixture);
}

/* ---- A pool's results ---- */

/* "Task-5 1000, Task-4 2000, …" */
static void note_result(void *text, const struct event *event)
{
    char name[LANE_NAME_SIZE];
    size_t length = strlen(text);
    lane_id_name(event->other, name);
    if (event->kind == EVENT_RESULT)
        (void)snprintf((char *)text + length, 256 - length, "%s%s %d", length > 0 ? ", " : "", name,
                       (int)(event->time / NS_PER_MS));
}

static void expect_results(enum results results, const char *expected)
{
    struct plan plan = falling(results);
    char text[256] = "";
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    trace_listen(fixture.trace, note_result, text);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_string_equal(text, expected);
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, 5 * NS_PER_S);
    fixture_close(&fixture);
}

TEST(as_completed_the_shortest_comes_first_and_as_submitted_all_wait_for_the_longest)
{
    expect_results(RESULTS_COMPLETED, "Task-5 1000, Task-4 2000, Task-3 3000, Task-2 4000, Task-1 5000");
    expect_results(RESULTS_SUBMITTED, "Task-1 5000, Task-2 5000, Task-3 5000, Task-4 5000, Task-5 5000");
}

TEST(a_task_in_line_waits_for_a_thread)
{
    struct plan plan = tasks_of(3, NS_PER_S, NS_PER_S);
    plan.pool = 2;
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_finish(&fixture);
    story_expect(&fixture, task(3), "0 idle, 1000 sleeping#1, 2000 done");
    story_expect(&fixture, lane_id_of(LANE_POOL, 0), "0 sleeping#1 by Task-1, 1000 sleeping#1 by Task-3, 2000 idle");
    fixture_close(&fixture);
}

/* ---- Bugs ---- */

TEST(bugs_of_the_queue_are_refused_and_the_others_are_made)
{
    struct plan plan = tasks_of(3, NS_PER_S, NS_PER_S);
    struct error error;
    for (size_t i = 0; bugs[i] != NULL; i++) {
        assert_int_equal(mode_allows(bugs[i], &plan, &error), !bugs[i]->needs_queue);
        if (!bugs[i]->needs_queue) {
            struct fixture fixture = fixture_open(&plan, bugs[i]);
            fixture_finish(&fixture);
            fixture_close(&fixture);
        }
    }
    assert_false(mode_allows(&bug_deadlock, &plan, &error));
    assert_string_equal(error.message, "bug deadlock is one of the queue, which tasks do not have");
}

TEST(a_task_that_sleeps_without_awaiting_blocks_the_others)
{
    struct plan plan = tasks_of(3, NS_PER_S, NS_PER_S);
    assert_int_equal(fixture_carry_out(&plan, &bug_block_the_loop).elapsed, 2 * NS_PER_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_sleeps_of_a_second_and_a_half_take_15_s_in_sync_and_one_and_a_half_at_once),
        cmocka_unit_test(of_5_4_3_2_and_1_s_the_longest_counts_unless_they_are_taken_one_by_one),
        cmocka_unit_test(fifteen_downloads_take_23_s_one_by_one_and_about_5_s_on_five_threads),
        cmocka_unit_test(computing_overlaps_on_cores_that_one_lock_does_not_guard),
        cmocka_unit_test(a_task_works_and_sleeps_and_only_then_has_its_result),
        cmocka_unit_test(a_task_takes_the_time_that_the_producer_of_its_number_would_take),
        cmocka_unit_test(a_task_that_is_added_begins_at_once_and_one_that_is_taken_away_finishes),
        cmocka_unit_test(as_completed_the_shortest_comes_first_and_as_submitted_all_wait_for_the_longest),
        cmocka_unit_test(a_task_in_line_waits_for_a_thread),
        cmocka_unit_test(bugs_of_the_queue_are_refused_and_the_others_are_made),
        cmocka_unit_test(a_task_that_sleeps_without_awaiting_blocks_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
