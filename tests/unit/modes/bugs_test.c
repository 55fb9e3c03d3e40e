/* The classic bugs: each really happens, loses what it says that it loses, and is told in a sentence. */
#include "view/text/sentence.h"

#include "base/units.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/story.h"
#include "support/test.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 40 };

static struct plan plan_with(const struct mode *bug)
{
    struct plan plan = usual_plan();
    plan.seed = 1;
    mode_fit(bug, &plan);
    return plan;
}

static struct fixture open_with(const struct plan *plan, const struct mode *bug)
{
    return fixture_open(plan, bug);
}

/* What is said of the run as it is now. */
static void expect_told(const struct fixture *fixture, const struct mode *bug, const struct plan *plan,
                        enum run_status status, const char *part)
{
    char text[256];
    struct scene_run run = {
        .mode = bug, .status = status, .plan = *plan, .ideal = ideal_elapsed(plan), .trace = fixture->trace};
    assert_true(sentence_problem(&run, clock_now(fixture->clock), text, sizeof text));
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in: %s", part, text);
}

TEST(every_bug_is_told_from_its_beginning)
{
    for (size_t i = 0; bugs[i] != NULL; i++) {
        struct plan plan = plan_with(bugs[i]);
        struct fixture fixture = open_with(&plan, bugs[i]);
        expect_told(&fixture, bugs[i], &plan, RUN_RUNNING, bugs[i]->bug);
        fixture_close(&fixture);
    }
}

TEST(nothing_starts_and_it_is_done_at_once)
{
    struct plan plan = plan_with(&bug_no_start);
    struct fixture fixture = open_with(&plan, &bug_no_start);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, 0);
    assert_int_equal(fixture.trace->produced, 0);
    expect_told(
        &fixture, &bug_no_start, &plan, RUN_FINISHED,
        "3 threads were described, but pthread_create() was never called: \"finished\" at once, 0 of 40 items done.");
    fixture_close(&fixture);
}

TEST(main_is_finished_at_once_and_its_threads_go_on)
{
    struct plan plan = plan_with(&bug_no_join);
    struct fixture fixture = open_with(&plan, &bug_no_join);
    fixture_advance(&fixture, 5 * NS_PER_S);
    story_expect(&fixture, MAIN, "0 done");
    expect_told(&fixture, &bug_no_join, &plan, RUN_RUNNING,
                "main printed \"finished in 0 s\" without waiting. 3 threads are still running.");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 40);
    fixture_close(&fixture);
}

TEST(who_looks_every_10_ms_wakes_for_nothing_and_is_late)
{
    struct plan plan = plan_with(&bug_poll);
    plan.produce = (struct delay){.min = NS_PER_S, .max = NS_PER_S};
    plan.producers = 1;
    plan.items = 2;
    plan.consume = (struct delay){.min = 0, .max = 0}; /* a put at 0.2 s, one at 1.2 s, the end at 2 s */
    struct fixture fixture = open_with(&plan, &bug_poll);
    fixture_finish(&fixture);
    assert_int_equal(fixture.trace->consumed, 2);
    assert_between(fixture.trace->spurious_wakeups, 190, 200);
    expect_told(&fixture, &bug_poll, &plan, RUN_FINISHED, " looks found nothing");
    fixture_close(&fixture);
    fixture = fixture_open(&plan, &mode_threads);
    fixture_finish(&fixture);
    assert_int_equal(fixture.trace->spurious_wakeups, 0);
    fixture_close(&fixture);
}

TEST(polling_is_late_by_up_to_10_ms_and_waiting_is_not)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = plan_with(&bug_poll);
        plan.seed = seed;
        struct fixture fixture = open_with(&plan, &bug_poll);
        fixture_finish(&fixture);
        assert_between(fixture.trace->first_latency, 0, 10 * NS_PER_MS);
        assert_int_equal(fixture.trace->consumed, 40);
        fixture_close(&fixture);
    }
}

TEST(two_look_at_once_and_one_pops_from_the_empty_list)
{
    struct plan plan = plan_with(&bug_unlocked);
    assert_int_equal(plan.consumers, 2);
    struct fixture fixture = open_with(&plan, &bug_unlocked);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    const struct lane *lane = trace_lane(fixture.trace, C2);
    assert_int_equal(lane_segment(lane, lane_count(lane, TIME_NEVER) - 1, TIME_NEVER).reason, REASON_FAILED);
    assert_int_equal(fixture.trace->duplicates, 1);
    expect_told(&fixture, &bug_unlocked, &plan, RUN_FINISHED,
                "C2 saw an item, but C1 took it first: the list is empty.");
    fixture_close(&fixture);
}

static struct plan some_plan(const struct mode *bug, uint64_t number, uint64_t seed)
{
    struct random random = random_stream(seed, number);
    struct plan plan = plan_with(bug);
    plan.seed = seed;
    plan.producers = (uint32_t)random_between(&random, 1, 6);
    plan.consumers = (uint32_t)random_between(&random, 1, 8);
    mode_fit(bug, &plan);
    plan.produce.min = random_between(&random, 0, 5) * NS_PER_MS;
    plan.produce.max = plan.produce.min + random_between(&random, 0, 20) * NS_PER_MS;
    plan.consume.min = plan.consume.max = random_between(&random, 0, 5) * NS_PER_MS;
    plan.capacity = random_between(&random, 0, 1) == 0 ? 0 : (uint32_t)random_between(&random, 1, 5);
    plan.cpu_percent = (uint32_t)random_between(&random, 0, 100);
    plan.cores = (uint32_t)random_between(&random, 0, 3);
    return plan;
}

/* What was put by then and not taken lay in the queue. */
static void expect_ways_like_depth(const struct trace *trace)
{
    const struct item_history *ways = trace->item_history;
    for (int64_t time = 0; time <= trace->latest; time += 1 + trace->latest / 100)
        assert_int_equal(item_history_put_by(ways, time) - item_history_taken_by(ways, time),
                         item_history_depth(trace->item_history, time));
}

/* Locks that are held for ever; an item or room that nobody gives who is still to begin. */
static bool may_get_stuck(const struct mode *bug, const struct plan *plan)
{
    bool one_by_one = bug == &bug_join_in_loop || bug == &bug_await_one_by_one;
    return bug == &bug_lost_wakeup || bug == &bug_deadlock || bug == &bug_never_awaited ||
           (plan->capacity != 0 && (one_by_one || bug == &bug_swallowed));
}

/* Every item is taken, or lost, or still there: never more, never less, whatever the bug and whatever the plan. */
TEST(what_is_lost_or_taken_twice_is_counted_exactly)
{
    uint64_t lost = 0, twice = 0;
    for (size_t i = 0; bugs[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
            struct plan plan = some_plan(bugs[i], i + 1, seed);
            struct fixture fixture = open_with(&plan, bugs[i]);
            enum engine_status status = fixture_finish(&fixture);
            uint64_t items = 0, depth = item_history_depth(fixture.trace->item_history, TIME_NEVER);
            for (uint32_t consumer = 0; consumer < plan.consumers; consumer++)
                items += trace_items(fixture.trace, lane_id_of(LANE_CONSUMER, consumer));
            assert_int_equal(fixture.trace->consumed + fixture.trace->lost + depth, fixture.trace->produced);
            expect_ways_like_depth(fixture.trace);
            assert_int_equal(items, fixture.trace->consumed + fixture.trace->duplicates);
            bool apart = bugs[i] == &bug_unlocked || bugs[i] == &bug_two_locks, stuck = status == ENGINE_STUCK;
            assert_true(apart || fixture.trace->lost + fixture.trace->duplicates == 0);
            assert_true(!stuck || may_get_stuck(bugs[i], &plan));
            lost += fixture.trace->lost;
            twice += fixture.trace->duplicates;
            fixture_close(&fixture);
        }
    assert_true(lost > 0 && twice > 0);
}

TEST(while_one_sleeps_without_awaiting_nobody_else_goes_on)
{
    struct plan plan = plan_with(&bug_block_the_loop);
    plan.items = 3;
    plan.cpu_percent = 0;
    struct fixture fixture = open_with(&plan, &bug_block_the_loop);
    fixture_advance(&fixture, NS_PER_S);
    story_expect(&fixture, P2, "0 ready(the loop)");
    story_expect(&fixture, C1, "0 ready(the loop)");
    expect_told(&fixture, &bug_block_the_loop, &plan, RUN_RUNNING, "until it returns nobody else can run.");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 6);
    fixture_close(&fixture);
}

TEST(a_signal_before_the_wait_is_lost_and_the_consumer_waits_for_ever)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = plan_with(&bug_lost_wakeup);
        plan.seed = seed;
        struct fixture fixture = open_with(&plan, &bug_lost_wakeup);
        assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
        uint32_t depth = item_history_depth(fixture.trace->item_history, TIME_NEVER);
        char part[64];
        (void)snprintf(part, sizeof part, " %" PRIu32 " item%s in the queue, and nobody will wake C1", depth,
                       depth == 1 ? " is" : "s are");
        assert_true(depth > 0);
        assert_int_equal(fixture.trace->consumed + depth, 40);
        expect_told(&fixture, &bug_lost_wakeup, &plan, RUN_STUCK, part);
        fixture_close(&fixture);
    }
}

TEST(two_locks_in_opposite_order_end_in_a_deadlock)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = plan_with(&bug_deadlock);
        plan.seed = seed;
        struct fixture fixture = open_with(&plan, &bug_deadlock);
        assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
        assert_int_equal(fixture.trace->produced, 1);
        expect_told(&fixture, &bug_deadlock, &plan, RUN_STUCK,
                    " holds lock A (list) and wants lock B (counter). C1 holds B and wants A.");
        fixture_close(&fixture);
    }
}

/* Main must not be caught in the deadlock, or it could start nobody. */
TEST(who_is_added_to_a_deadlock_starts_and_waits_for_the_lock)
{
    struct plan plan = plan_with(&bug_deadlock);
    struct fixture fixture = open_with(&plan, &bug_deadlock);
    for (uint32_t added = 0; added < 3; added++) {
        lane_id newest = lane_id_of(LANE_PRODUCER, plan.producers);
        assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
        plan.producers++;
        engine_change(fixture.engine, &plan);
        assert_int_equal(fixture_advance(&fixture, TIME_NEVER), ENGINE_STUCK);
        const struct lane *lane = trace_lane(fixture.trace, newest);
        struct segment last = lane_segment(lane, lane_count(lane, TIME_NEVER) - 1, TIME_NEVER);
        assert_int_equal(last.state, STATE_WAITING);
        assert_int_equal(last.reason, REASON_LOCK);
        assert_int_equal(lane_id_kind(last.other), LANE_PRODUCER);
    }
    fixture_close(&fixture);
}

/* The same work in the same order as in sync: each item is put and taken at the same moments. */
TEST(who_waits_for_each_worker_before_the_next_is_as_slow_as_sync)
{
    static const struct mode *const one_by_one[] = {&bug_join_in_loop, &bug_await_one_by_one};
    for (size_t i = 0; i < 2; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
            struct plan plan = plan_with(one_by_one[i]);
            plan.seed = seed;
            plan.language = seed % 2 == 0 ? LANGUAGE_PYTHON : LANGUAGE_C;
            struct stats stats = fixture_carry_out(&plan, one_by_one[i]), sync = fixture_carry_out(&plan, &mode_sync);
            assert_int_equal(stats.elapsed, sync.elapsed);
            assert_int_equal(stats.consumed, 40);
            assert_true(stats.latency_mean == sync.latency_mean);
            assert_true(stats.overlap == 1);
        }
}

TEST(main_joins_each_thread_before_it_starts_the_next)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = open_with(&plan, &bug_join_in_loop);
    fixture_advance(&fixture, NS_PER_S);
    expect_told(&fixture, &bug_join_in_loop, &plan, RUN_RUNNING,
                "pthread_join() inside the loop waits for P1 to end before the next begins; 2 workers have not begun.");
    fixture_finish(&fixture);
    story_expect(&fixture, MAIN, "0 waiting(join) by P1, 2000 waiting(join) by P2, 4000 waiting(join) by C1");
    story_expect(&fixture, P2, "0 idle, 2000 sleeping#1, 3000 sleeping#2, 4000 done");
    story_expect(&fixture, C1, "0 idle, 4000 sleeping#1, 4500 sleeping#2, 5000 sleeping#3, 5500 sleeping#4, 6000 done");
    expect_told(&fixture, &bug_join_in_loop, &plan, RUN_FINISHED,
                "waited for each before the next began: 6.0 s, overlap 1.00×.");
    fixture_close(&fixture);
}

TEST(main_awaits_each_coroutine_before_it_creates_the_next)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = open_with(&plan, &bug_await_one_by_one);
    fixture_advance(&fixture, 3 * NS_PER_S);
    expect_told(&fixture, &bug_await_one_by_one, &plan, RUN_RUNNING,
                "run_loop() inside a loop waits for P2 to end before the next begins; 1 worker has not begun.");
    fixture_finish(&fixture);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 done");
    story_expect(&fixture, P2, "0 idle, 2000 sleeping#1, 3000 sleeping#2, 4000 done");
    expect_told(&fixture, &bug_await_one_by_one, &plan, RUN_FINISHED, "6.0 s, overlap 1.00×.");
    fixture_close(&fixture);
}

/* All that is computed shares the GIL or the loop; only sleeps can overlap. */
TEST(what_the_right_program_takes_at_best_is_told_with_its_lock_and_its_loop)
{
    static const struct {
        const struct mode *bug;
        uint32_t cpu_percent;
        enum language language;
        const char *part;
        uint32_t tasks;
    } rows[] = {
        {&bug_join_in_loop, 0, LANGUAGE_PYTHON, "With join() in a second loop 2.0 s at best.", 0},
        {&bug_join_in_loop, 100, LANGUAGE_PYTHON, "With join() in a second loop 6.0 s at best.", 0},
        {&bug_join_in_loop, 0, LANGUAGE_PYTHON, "With join() in a second loop 1.0 s at best.", 10},
        {&bug_join_in_loop, 100, LANGUAGE_PYTHON, "With join() in a second loop 10.0 s at best.", 10},
        {&bug_join_in_loop, 100, LANGUAGE_C, "With a second loop for it 3.0 s at best.", 0},
        {&bug_await_one_by_one, 100, LANGUAGE_C, "With one loop for all 6.0 s at best.", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct plan plan = story_plan(2, 2);
        plan.cpu_percent = rows[i].cpu_percent;
        plan.language = rows[i].language;
        plan.cores = 2;
        plan.tasks = rows[i].tasks;
        plan.items = plan.tasks > 0 ? 1 : plan.items;
        struct fixture fixture = fixture_finished(&plan, rows[i].bug);
        expect_told(&fixture, rows[i].bug, &plan, RUN_FINISHED, rows[i].part);
        fixture_close(&fixture);
    }
}

TEST(one_by_one_with_a_full_queue_waits_for_ever)
{
    static const struct mode *const one_by_one[] = {&bug_join_in_loop, &bug_await_one_by_one};
    for (size_t i = 0; i < 2; i++) {
        struct plan plan = plan_with(one_by_one[i]);
        plan.capacity = 3;
        struct fixture fixture = open_with(&plan, one_by_one[i]);
        assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
        assert_int_equal(fixture.trace->produced, 3);
        expect_told(&fixture, one_by_one[i], &plan, RUN_STUCK,
                    "waits for P1 to end, and P1 waits for room in the queue. 2 workers will never begin.");
        plan.capacity = 0;
        engine_change(fixture.engine, &plan);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->consumed, 40);
        fixture_close(&fixture);
    }
}

TEST(a_coroutine_that_nobody_awaits_never_runs_and_its_items_never_come)
{
    struct plan plan = plan_with(&bug_never_awaited);
    struct fixture fixture = open_with(&plan, &bug_never_awaited);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    assert_int_equal(trace_items(fixture.trace, P1), 0);
    assert_int_equal(trace_items(fixture.trace, P2), 20);
    assert_int_equal(fixture.trace->consumed, 20);
    expect_told(&fixture, &bug_never_awaited, &plan, RUN_STUCK, "created, but never resumed, so it never ran.");
    plan.language = LANGUAGE_PYTHON;
    expect_told(&fixture, &bug_never_awaited, &plan, RUN_STUCK,
                "called, but not awaited (RuntimeWarning), so it never ran. C1 waits for ever: 20 of 40 "
                "items done.");
    fixture_close(&fixture);
}

/* The exception that came out at main, its event's time; the log has it. */
static void note_exception(void *at, const struct event *event)
{
    if (event->kind == EVENT_RESULT && event->reason == REASON_FAILED) {
        assert_int_equal(event->other, P1);
        *(int64_t *)at = event->time;
    }
}

TEST(an_exception_in_a_task_comes_out_only_where_main_asks_for_the_result)
{
    struct plan plan = story_plan(2, 5);
    plan.pool = 5;
    int64_t at = 0;
    struct fixture fixture = open_with(&plan, &bug_swallowed);
    trace_listen(fixture.trace, note_exception, &at);
    fixture_advance(&fixture, NS_PER_S);
    expect_told(&fixture, &bug_swallowed, &plan, RUN_RUNNING, "asks for no result before all have ended.");
    fixture_advance(&fixture, 3 * NS_PER_S);
    expect_told(&fixture, &bug_swallowed, &plan, RUN_RUNNING,
                "P1 stopped at item 3 with an error, and nobody has seen it");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 done(failed)");
    assert_int_equal(at, 5 * NS_PER_S);
    assert_int_equal(fixture.trace->consumed, 2 + 5);
    expect_told(&fixture, &bug_swallowed, &plan, RUN_FINISHED,
                "Main learned of it 3.0 s later, from its result: 7 of 10 items done.");
    fixture_close(&fixture);
}

TEST(the_thread_of_a_task_that_failed_goes_on_with_the_next)
{
    struct plan plan = story_plan(2, 5);
    plan.pool = 1;
    struct fixture fixture = fixture_finished(&plan, &bug_swallowed);
    story_expect(&fixture, P2,
                 "0 idle, 2000 sleeping#1, 3000 sleeping#2, 4000 sleeping#3, 5000 sleeping#4, "
                 "6000 sleeping#5, 7000 done");
    assert_int_equal(fixture.trace->consumed, 2 + 5);
    fixture_close(&fixture);
}

TEST(each_can_be_stopped_in_real_time)
{
    for (size_t i = 0; bugs[i] != NULL; i++) {
        struct plan plan = plan_with(bugs[i]);
        plan.produce = (struct delay){.min = NS_PER_MS, .max = 5 * NS_PER_MS};
        plan.consume = (struct delay){.min = NS_PER_MS, .max = NS_PER_MS};
        plan.items = 0;
        struct fixture fixture = fixture_open_real(&plan, bugs[i], 10);
        struct patience patience = patience_for("0.2 s of a run with a bug");
        while (clock_now(fixture.clock) < 200 * NS_PER_MS && engine_drain(fixture.engine) == ENGINE_RUNNING)
            patience_wait(&patience, wakeup_fd(fixture.wakeup));
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bug_is_told_from_its_beginning),
        cmocka_unit_test(nothing_starts_and_it_is_done_at_once),
        cmocka_unit_test(main_is_finished_at_once_and_its_threads_go_on),
        cmocka_unit_test(who_looks_every_10_ms_wakes_for_nothing_and_is_late),
        cmocka_unit_test(polling_is_late_by_up_to_10_ms_and_waiting_is_not),
        cmocka_unit_test(two_look_at_once_and_one_pops_from_the_empty_list),
        cmocka_unit_test(what_is_lost_or_taken_twice_is_counted_exactly),
        cmocka_unit_test(while_one_sleeps_without_awaiting_nobody_else_goes_on),
        cmocka_unit_test(a_signal_before_the_wait_is_lost_and_the_consumer_waits_for_ever),
        cmocka_unit_test(two_locks_in_opposite_order_end_in_a_deadlock),
        cmocka_unit_test(who_is_added_to_a_deadlock_starts_and_waits_for_the_lock),
        cmocka_unit_test(who_waits_for_each_worker_before_the_next_is_as_slow_as_sync),
        cmocka_unit_test(main_joins_each_thread_before_it_starts_the_next),
        cmocka_unit_test(main_awaits_each_coroutine_before_it_creates_the_next),
        cmocka_unit_test(what_the_right_program_takes_at_best_is_told_with_its_lock_and_its_loop),
        cmocka_unit_test(one_by_one_with_a_full_queue_waits_for_ever),
        cmocka_unit_test(a_coroutine_that_nobody_awaits_never_runs_and_its_items_never_come),
        cmocka_unit_test(an_exception_in_a_task_comes_out_only_where_main_asks_for_the_result),
        cmocka_unit_test(the_thread_of_a_task_that_failed_goes_on_with_the_next),
        cmocka_unit_test(each_can_be_stopped_in_real_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
