/* What a run of a pool looks like: tasks in line, threads that are used again, results as completed or as submitted. */
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/plan.h"
#include "support/story.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static struct plan sleeps(uint32_t producers, int64_t min, int64_t max, uint32_t pool)
{
    return (struct plan){
        .producers = producers, .consumers = 1, .items = 1, .produce = {.min = min, .max = max}, .pool = pool};
}

TEST(fifteen_downloads_on_five_threads_take_about_5_s_instead_of_about_23)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct plan plan = sleeps(15, NS_PER_S, 2 * NS_PER_S, 5);
        plan.seed = seed;
        int64_t pool = fixture_carry_out(&plan, &mode_pool).elapsed,
                sync = fixture_carry_out(&plan, &mode_sync).elapsed;
        assert_between(pool, 4 * NS_PER_S, 6 * NS_PER_S);
        assert_between(sync, 20 * NS_PER_S, 26 * NS_PER_S);
    }
}

TEST(a_task_is_idle_until_a_thread_is_free)
{
    struct plan plan = sleeps(3, NS_PER_S, NS_PER_S, 2);
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_finish(&fixture);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 done");
    story_expect(&fixture, P2, "0 sleeping#1, 1000 done");
    story_expect(&fixture, P3, "0 idle, 1000 sleeping#1, 2000 done");
    fixture_close(&fixture);
}

TEST(threads_are_used_again_and_have_a_lane_each)
{
    struct plan plan = sleeps(3, NS_PER_S, NS_PER_S, 2);
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_finish(&fixture);
    assert_int_equal(fixture.trace->lanes[LANE_POOL].count, 2);
    story_expect(&fixture, lane_id_of(LANE_POOL, 0), "0 sleeping#1 by P1, 1000 sleeping#1 by P3, 2000 idle");
    story_expect(&fixture, lane_id_of(LANE_POOL, 1), "0 sleeping#1 by P2, 1000 waiting(queue empty) by C1, 2000 idle");
    fixture_close(&fixture);
}

TEST(there_are_no_more_threads_than_tasks)
{
    struct plan plan = sleeps(2, NS_PER_S, NS_PER_S, 100);
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_finish(&fixture);
    assert_int_equal(fixture.trace->lanes[LANE_POOL].count, 3);
    fixture_close(&fixture);
}

/* "P5 1000, P4 2000, …" */
static void note_result(void *text, const struct event *event)
{
    char name[LANE_NAME_SIZE];
    size_t length = strlen(text);
    lane_id_name(event->other, name);
    if (event->kind == EVENT_RESULT)
        (void)snprintf((char *)text + length, 256 - length, "%s%s %d", length > 0 ? ", " : "", name,
                       (int)(event->time / NS_PER_MS));
}

static void expect_results(enum results results, const char *expected, const char *lane_main)
{
    struct plan plan = sleeps(5, NS_PER_S, 5 * NS_PER_S, 6);
    plan.distribution = DISTRIBUTION_FALLING; /* 5, 4, 3, 2, 1 s */
    plan.results = results;
    char text[256] = "";
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    trace_listen(fixture.trace, note_result, text);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_string_equal(text, expected);
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, 5 * NS_PER_S);
    story_expect(&fixture, MAIN, lane_main);
    fixture_close(&fixture);
}

TEST(results_come_as_they_are_completed)
{
    expect_results(RESULTS_COMPLETED, "P5 1000, P4 2000, P3 3000, P2 4000, P1 5000, C1 5000",
                   "0 waiting(result), 1000 waiting(result), 2000 waiting(result), 3000 waiting(result), "
                   "4000 waiting(result), 5000 waiting(result)");
}

TEST(results_come_in_the_order_submitted)
{
    expect_results(RESULTS_SUBMITTED, "P1 5000, P2 5000, P3 5000, P4 5000, P5 5000, C1 5000",
                   "0 waiting(result) by P1, 5000 waiting(result) by C1");
}

static struct plan starving(void)
{
    struct plan plan = usual_plan();
    plan.pool = 2;
    plan.capacity = 3;
    return plan;
}

TEST(a_consumer_without_a_thread_starves_and_so_do_all)
{
    struct plan plan = starving();
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    assert_int_equal(fixture.trace->produced, 3);
    assert_int_equal(fixture.trace->lanes[LANE_CONSUMER].count, 0); /* never heard of */
    fixture_close(&fixture);
}

TEST(one_more_thread_ends_the_starvation)
{
    struct plan plan = starving();
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    plan.pool = 3;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 40);
    fixture_close(&fixture);
}

TEST(a_smaller_pool_lets_a_thread_go_when_its_task_is_done)
{
    struct plan plan = sleeps(8, NS_PER_S, NS_PER_S, 4);
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_advance(&fixture, NS_PER_S / 2);
    plan.pool = 1;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED); /* 4 at once, then one after another */
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, 5 * NS_PER_S);
    fixture_close(&fixture);
}

/* The consumers hold both threads: the producer in line would never get one. */
TEST(a_worker_that_is_taken_away_in_line_keeps_nobody_waiting)
{
    struct plan plan = usual_plan();
    plan.producers = 1, plan.consumers = 2, plan.items = 3, plan.pool = 3;
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    fixture_advance(&fixture, 0);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, NS_PER_S / 10);
    plan.producers = 1, plan.pool = 2;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 3);
    fixture_close(&fixture);
}

/* Tasks that end at the same moment contend for the mutex with main, which must not miss a result for it. */
TEST(no_result_of_tasks_that_end_together_is_missed)
{
    struct plan plan = sleeps(8, 20000, 20000, 0);
    for (int run = 0; run < effort(400); run++) {
        struct fixture fixture = fixture_open_real(&plan, &mode_pool, 1);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifteen_downloads_on_five_threads_take_about_5_s_instead_of_about_23),
        cmocka_unit_test(a_task_is_idle_until_a_thread_is_free),
        cmocka_unit_test(threads_are_used_again_and_have_a_lane_each),
        cmocka_unit_test(there_are_no_more_threads_than_tasks),
        cmocka_unit_test(results_come_as_they_are_completed),
        cmocka_unit_test(results_come_in_the_order_submitted),
        cmocka_unit_test(a_consumer_without_a_thread_starves_and_so_do_all),
        cmocka_unit_test(one_more_thread_ends_the_starvation),
        cmocka_unit_test(a_smaller_pool_lets_a_thread_go_when_its_task_is_done),
        cmocka_unit_test(a_worker_that_is_taken_away_in_line_keeps_nobody_waiting),
        cmocka_unit_test(no_result_of_tasks_that_end_together_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
