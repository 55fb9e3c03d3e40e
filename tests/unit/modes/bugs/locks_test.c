/* The bugs with locks, and with one that is missing: how each goes wrong, on its lanes and in figures. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/plan.h"
#include "support/story.h"
#include "support/test.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <string.h>

enum { SEEDS = 40, WORKERS_MAX = 4 };

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

static struct plan plan_with(const struct mode *bug, uint64_t seed, enum language language)
{
    struct plan plan = usual_plan();
    plan.seed = seed;
    plan.language = language;
    mode_fit(bug, &plan);
    return plan;
}

/* Runs the plan of each seed to its end, in both languages, and adds up what `count` says of each. */
static int count_runs(const struct mode *bug, int (*count)(const struct fixture *fixture))
{
    int sum = 0;
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++)
        for (enum language language = LANGUAGE_C; language <= LANGUAGE_PYTHON; language++) {
            struct plan plan = plan_with(bug, seed, language);
            struct fixture fixture = fixture_finished(&plan, bug);
            sum += count(&fixture);
            fixture_close(&fixture);
        }
    return sum;
}

static bool has_failed(const struct trace *trace, lane_id id)
{
    const struct lane *lane = trace_lane(trace, id);
    return lane_segment(lane, lane_count(lane, TIME_NEVER) - 1, TIME_NEVER).reason == REASON_FAILED;
}

/* ---- hold-while-sleeping ---- */

TEST(a_lock_held_over_the_sleep_makes_a_staircase_of_threads)
{
    struct plan plan = story_plan(2, 2);
    struct fixture fixture = fixture_open(&plan, &bug_hold_while_sleeping);
    fixture_advance(&fixture, 1500 * NS_PER_MS);
    expect_told(&fixture, &bug_hold_while_sleeping, &plan, RUN_RUNNING,
                "P1 keeps the lock while it sleeps, so 2 workers wait for it. Overlap 1.00×.");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, P1, "0 sleeping#1, 1000 sleeping#2, 2000 done");
    story_expect(&fixture, P2,
                 "0 waiting(lock) by P1, 2500 waiting(lock) by C1, 3000 sleeping#1, 4000 sleeping#2, 5000 done");
    story_expect(&fixture, C1,
                 "0 waiting(lock) by P1, 2000 sleeping#1, 2500 sleeping#2, 3000 waiting(lock) by P2, 5000 sleeping#3 "
                 "by P2, 5500 sleeping#4, 6000 done");
    expect_told(&fixture, &bug_hold_while_sleeping, &plan, RUN_FINISHED, "1.00×, 6.0 s instead of 2.0 s at best.");
    fixture_close(&fixture);
}

static int count_that_overlap(const struct fixture *fixture)
{
    struct stats stats = stats_of(fixture->trace, 0);
    assert_int_equal(stats.consumed, 40);
    return stats.overlap > 1;
}

TEST(with_the_lock_held_nothing_overlaps_whatever_the_plan)
{
    assert_int_equal(count_runs(&bug_hold_while_sleeping, count_that_overlap), 0);
    assert_true(count_runs(&mode_threads, count_that_overlap) > 0);
}

/* ---- two-locks ---- */

static int count_mishaps(const struct fixture *fixture)
{
    return (int)(fixture->trace->duplicates + fixture->trace->lost);
}

TEST(two_locks_keep_nobody_out)
{
    assert_true(count_runs(&bug_two_locks, count_mishaps) >= 2 * effort(SEEDS));
    struct plan plan = plan_with(&bug_two_locks, 1, LANGUAGE_C);
    assert_int_equal(plan.consumers, 2);
    struct fixture fixture = fixture_open(&plan, &bug_two_locks);
    expect_told(&fixture, &bug_two_locks, &plan, RUN_RUNNING,
                "C1 looks and takes under lock A, C2 under lock B, so neither keeps the other out. So far 0 items were "
                "taken twice");
    fixture_finish(&fixture);
    assert_true(has_failed(fixture.trace, C2));
    expect_told(&fixture, &bug_two_locks, &plan, RUN_FINISHED,
                "C2 held one lock, C1 the other: both were inside: the list is empty. "
                "So far 1 item was taken twice, 0 lost.");
    fixture_close(&fixture);
}

/* ---- if-not-while ---- */

/* P1 puts at 1 s and wakes C2; C1 comes back before C2 runs. */
TEST(who_comes_takes_the_item_of_who_was_woken)
{
    struct plan plan = story_plan(1, 2);
    plan.consumers = 2;
    plan.consume.min = plan.consume.max = 1010 * NS_PER_MS;
    struct fixture fixture = fixture_open(&plan, &bug_if_not_while);
    fixture_advance(&fixture, 900 * NS_PER_MS);
    expect_told(&fixture, &bug_if_not_while, &plan, RUN_RUNNING, "so far 0 times");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, C1, "0 sleeping#1, 1010 sleeping#2, 2020 done");
    story_expect(&fixture, C2, "0 waiting(queue empty), 1000 ready by P1, 1020 done(failed)");
    assert_int_equal(fixture.trace->consumed, 2);
    assert_int_equal(fixture.trace->spurious_wakeups, 1);
    expect_told(&fixture, &bug_if_not_while, &plan, RUN_FINISHED,
                "C2 was woken for an item, but C1 took it first. It did not look again (if, not while): "
                "the list is empty.");
    fixture_close(&fixture);
}

static int count_failed(const struct fixture *fixture)
{
    assert_int_equal(fixture->trace->consumed, 40);
    return has_failed(fixture->trace, C1) || has_failed(fixture->trace, C2);
}

TEST(if_instead_of_while_goes_wrong_in_some_runs_and_not_in_others)
{
    assert_between(count_runs(&bug_if_not_while, count_failed), 1, 2 * effort(SEEDS) - 1);
}

/* When the plan changes all who wait look at it, which is no signal. */
TEST(a_change_of_the_plan_wakes_nobody_who_waits_for_a_signal)
{
    struct plan plan = story_plan(1, 2);
    plan.consumers = 2;
    struct fixture fixture = fixture_open(&plan, &bug_if_not_while);
    fixture_advance(&fixture, 700 * NS_PER_MS); /* both wait again */
    plan.capacity = 5;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, 800 * NS_PER_MS);
    story_expect(&fixture, C2, "0 waiting(queue empty)");
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->spurious_wakeups, 0);
    fixture_close(&fixture);
}

/* ---- counter ---- */

/* What is known of the counter by what was said of it. */
struct counted {
    uint32_t counter, updates;
    uint32_t read[2][WORKERS_MAX]; /* by each producer and consumer */
};

static void follow(void *context, const struct event *event)
{
    struct counted *counted = context;
    uint32_t *read = &counted->read[lane_id_kind(event->lane) == LANE_CONSUMER][lane_id_index(event->lane)];
    if (event->kind == EVENT_COUNTER_READ) {
        assert_int_equal(event->item, counted->counter);
        *read = event->item;
    } else if (event->kind == EVENT_COUNTER_WRITE || event->kind == EVENT_UPDATE_LOST) {
        assert_int_equal(event->item, *read + 1);
        assert_int_equal(event->kind == EVENT_UPDATE_LOST, *read != counted->counter);
        counted->counter = event->item;
        counted->updates++;
    }
}

TEST(each_worker_writes_one_more_than_it_has_read_and_updates_are_lost)
{
    uint32_t lost = 0;
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++)
        for (uint32_t cpu = 0; cpu <= 100; cpu += 50) {
            struct plan plan = plan_with(&bug_counter, seed, seed % 2 == 0 ? LANGUAGE_C : LANGUAGE_PYTHON);
            plan.cpu_percent = cpu;
            struct counted counted = {0};
            struct fixture fixture = fixture_open(&plan, &bug_counter);
            trace_listen(fixture.trace, follow, &counted);
            assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
            assert_int_equal(counted.updates, 80);
            assert_int_equal(fixture.trace->updates, 80);
            assert_int_equal(fixture.trace->counter, counted.counter);
            assert_true(cpu == 0 || counted.counter < 80);
            lost += cpu == 0 ? 80 - counted.counter : 0;
            fixture_close(&fixture);
        }
    assert_true(lost > 0);
}

/* At the same time on cores of their own; by turns on one core, or with the GIL, which makes no difference. */
TEST(two_that_read_before_either_writes_count_as_one)
{
    for (uint32_t i = 0; i < 3; i++) {
        enum language language = i < 2 ? LANGUAGE_C : LANGUAGE_PYTHON;
        struct plan plan = story_plan(2, 1);
        plan.language = language;
        plan.cores = i;
        plan.cpu_percent = 100;
        plan.consume.min = plan.consume.max = 5 * NS_PER_S;
        struct fixture fixture = fixture_open(&plan, &bug_counter);
        expect_told(&fixture, &bug_counter, &plan, RUN_RUNNING, "counter: 0, as it should be so far.");
        fixture_advance(&fixture, 2100 * NS_PER_MS);
        assert_int_equal(fixture.trace->updates, 2);
        assert_int_equal(fixture.trace->counter, 1);
        expect_told(&fixture, &bug_counter, &plan, RUN_RUNNING, "counter: 1, should be 2: 1 update was lost.");
        expect_told(&fixture, &bug_counter, &plan, RUN_RUNNING,
                    language == LANGUAGE_C ? "the sum; others" : "the sum; even with the GIL others");
        fixture_close(&fixture);
    }
}

/* P1 works: P2 reads when it gets a place on the CPU, and with a GIL that is not before P1 lets go of it. */
TEST(reading_the_counter_needs_the_gil)
{
    for (enum language language = LANGUAGE_C; language <= LANGUAGE_PYTHON; language++) {
        struct plan plan = story_plan(2, 1);
        plan.language = language;
        plan.cpu_percent = 100;
        struct fixture fixture = fixture_open(&plan, &bug_counter);
        fixture_advance(&fixture, 500 * NS_PER_MS);
        assert_int_equal(trace_log_count(fixture.trace, TIME_NEVER), 2);
        const struct event *second = trace_log_event(fixture.trace, 1);
        int64_t earliest = language == LANGUAGE_C ? 0 : 5 * NS_PER_MS;
        assert_int_equal(second->kind, EVENT_COUNTER_READ);
        assert_int_equal(second->lane, P2);
        assert_between(second->time, earliest, earliest + NS_PER_MS);
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_held_over_the_sleep_makes_a_staircase_of_threads),
        cmocka_unit_test(with_the_lock_held_nothing_overlaps_whatever_the_plan),
        cmocka_unit_test(two_locks_keep_nobody_out),
        cmocka_unit_test(who_comes_takes_the_item_of_who_was_woken),
        cmocka_unit_test(if_instead_of_while_goes_wrong_in_some_runs_and_not_in_others),
        cmocka_unit_test(a_change_of_the_plan_wakes_nobody_who_waits_for_a_signal),
        cmocka_unit_test(each_worker_writes_one_more_than_it_has_read_and_updates_are_lost),
        cmocka_unit_test(two_that_read_before_either_writes_count_as_one),
        cmocka_unit_test(reading_the_counter_needs_the_gil),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
