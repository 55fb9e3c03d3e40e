/* The scenarios that this project exists to show, to the nanosecond: DESIGN §2, over the table of modes. */
#include "engine/body.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/test.h"

#include <inttypes.h>
#include <stdio.h>

enum { SEEDS = 20 };

/* Delays 0.5–1.5 s per produced item, 0.5 s per consumed item, cpu share 0, unbounded queue. */
static struct plan lesson(uint32_t producers, uint64_t seed)
{
    return (struct plan){
        .producers = producers,
        .consumers = 1,
        .items = 20,
        .produce = {NS_PER_S / 2, NS_PER_S * 3 / 2},
        .consume = {NS_PER_S / 2, NS_PER_S / 2},
        .seed = seed,
    };
}

static struct stats figures(const struct plan *plan, const struct mode *mode)
{
    struct stats stats = fixture_carry_out(plan, mode);
    assert_int_equal(stats.produced, stats.consumed);
    return stats;
}

/* The delays of a producer's first items, as its own stream gives them. */
static int64_t delays_of(const struct plan *plan, uint32_t producer, int64_t items)
{
    struct body body = body_new(LANE_PRODUCER, producer, plan->seed);
    int64_t sum = 0;
    while (body.item < items || body.next != OP_WORK)
        sum += body_next(&body, plan, true).ns;
    return sum;
}

TEST(sync_produces_all_and_then_consumes_all)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(1, seed);
        int64_t producing = delays_of(&plan, 0, 20), consuming = 20 * NS_PER_S / 2;
        struct stats stats = figures(&plan, &mode_sync);
        assert_int_equal(stats.elapsed, producing + consuming);
        assert_int_equal(stats.busy, stats.elapsed);
        assert_true(stats.overlap == 1.0);
        assert_int_equal(stats.depth_max, 20);
        assert_int_equal(stats.latency_first, producing); /* the first item waits for all the others */
        assert_int_equal(stats.latency_last, stats.elapsed - NS_PER_S / 2 - delays_of(&plan, 0, 19));
        assert_between(stats.elapsed, 24 * NS_PER_S, 36 * NS_PER_S);
    }
}

static void expect_time(const struct mode *mode, int64_t actual, int64_t expected)
{
    assert_between(actual, expected - fixture_costs(mode), expected + fixture_costs(mode));
}

TEST(with_one_producer_items_do_not_wait_in_threads_and_async)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(1, seed);
        for (size_t i = 0; modes[i] != NULL; i++) {
            if (modes[i] == &mode_sync)
                continue;
            struct stats stats = figures(&plan, modes[i]);
            expect_time(modes[i], stats.elapsed, delays_of(&plan, 0, 20));
            expect_time(modes[i], stats.latency_max, 0);
            expect_time(modes[i], (int64_t)stats.busy, stats.elapsed + 20 * NS_PER_S / 2);
        }
    }
}

TEST(two_producers_overlap_in_threads_and_async_and_take_thrice_as_long_in_sync)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(2, seed);
        int64_t all = delays_of(&plan, 0, 20) + delays_of(&plan, 1, 20) + 40 * NS_PER_S / 2;
        assert_int_equal(figures(&plan, &mode_sync).elapsed, all);
        struct stats threads = figures(&plan, &mode_threads), async = figures(&plan, &mode_async);
        assert_int_equal(threads.elapsed, ideal_elapsed(&plan));
        assert_int_equal(async.elapsed, threads.elapsed);
        assert_int_equal(threads.busy, all);
        assert_true(threads.overlap > 2 && threads.overlap < 3);
        assert_between(threads.depth_max, 1, 10); /* now and then the consumer takes two in a row */
        assert_between(all / threads.elapsed, 2, 3);
    }
}

TEST(ten_sleeps_take_the_time_of_one_unless_they_are_taken_one_by_one)
{
    struct plan plan = {.producers = 10, .consumers = 1, .items = 1, .produce = {3 * NS_PER_S / 2, 3 * NS_PER_S / 2}};
    for (size_t i = 0; modes[i] != NULL; i++) {
        int64_t expected = modes[i] == &mode_sync ? 15 * NS_PER_S : 3 * NS_PER_S / 2;
        expect_time(modes[i], figures(&plan, modes[i]).elapsed, expected);
    }
    assert_int_equal(ideal_elapsed(&plan), 3 * NS_PER_S / 2);
}

TEST(with_little_work_async_and_the_threads_of_python_take_the_same_time)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct plan plan = plan_default();
        plan.seed = seed;
        int64_t async = fixture_carry_out(&plan, &mode_async).elapsed;
        assert_in_range(fixture_carry_out(&plan, &mode_threads).elapsed, async * 97 / 100, async * 103 / 100);
        assert_true(fixture_carry_out(&plan, &mode_sync).elapsed > 2 * async);
    }
}

TEST(cpu_bound_work_gains_nothing_from_async)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(2, seed);
        plan.cpu_percent = 100;
        struct stats sync = figures(&plan, &mode_sync), async = figures(&plan, &mode_async);
        assert_int_equal(async.elapsed, sync.elapsed);
        assert_true(async.overlap == 1.0);
    }
}

TEST(half_cpu_bound_async_lies_between_sync_and_threads)
{
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(2, seed);
        plan.cpu_percent = 50;
        int64_t sync = figures(&plan, &mode_sync).elapsed, async = figures(&plan, &mode_async).elapsed;
        int64_t threads = figures(&plan, &mode_threads).elapsed;
        assert_true(threads < async && async < sync);
    }
}

/* ---- Ideal ---- */

static struct plan random_plan(struct random *random)
{
    int64_t whole[2];
    for (int i = 0; i < 2; i++)
        whole[i] = random_between(random, 0, 3) * NS_PER_S / 2;
    struct plan plan = {.items = random_between(random, 1, 12), .seed = random_next(random)};
    plan.producers = (uint32_t)random_between(random, 1, 6);
    plan.consumers = (uint32_t)random_between(random, 1, 6);
    plan.produce = (struct delay){whole[0], whole[0] + random_between(random, 0, NS_PER_S)};
    plan.consume = (struct delay){whole[1], whole[1] + random_between(random, 0, NS_PER_S)};
    plan.cpu_percent = (uint32_t)random_between(random, 0, 100);
    plan.capacity = (uint32_t)random_between(random, 0, 5);
    return plan;
}

static void expect_ideal(const struct plan *plan, const struct mode *mode, int number)
{
    int64_t elapsed = figures(plan, mode).elapsed, ideal = ideal_elapsed(plan);
    if (elapsed != ideal)
        fail_msg("plan %d in %s: %" PRId64 " ns, ideally %" PRId64, number, mode->name, elapsed, ideal);
}

TEST(threads_without_overhead_are_ideal_and_so_is_async_without_work)
{
    struct random random = random_stream(1, 1);
    for (int number = 0; number < 200; number++) {
        struct plan plan = random_plan(&random);
        expect_ideal(&plan, &mode_threads, number);
        plan.cpu_percent = 0;
        expect_ideal(&plan, &mode_async, number);
    }
}

/* ---- The same delays in every mode ---- */

enum { ITEMS_MAX = 64 };

/* What each item cost the worker, working and sleeping. */
static void costs_of(const struct lane *lane, int64_t costs[ITEMS_MAX])
{
    for (size_t i = 0; i < ITEMS_MAX; i++)
        costs[i] = 0;
    for (size_t i = 0; i < lane_count(lane, 0); i++) {
        struct segment segment = lane_segment(lane, i, 0);
        assert_between(segment.item, 0, ITEMS_MAX - 1);
        if (segment.state == STATE_WORKING || segment.state == STATE_SLEEPING)
            costs[segment.item] += segment.end - segment.start;
    }
}

TEST(a_seed_gives_every_worker_the_same_delays_in_every_mode)
{
    static const lane_id workers[] = {(lane_id)LANE_PRODUCER << 24, (lane_id)LANE_PRODUCER << 24 | 1,
                                      (lane_id)LANE_CONSUMER << 24};
    for (uint64_t seed = 1; seed <= (uint64_t)effort(SEEDS); seed++) {
        struct plan plan = lesson(2, seed);
        plan.consume.max = NS_PER_S;
        plan.cpu_percent = 30;
        for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
            int64_t expected[ITEMS_MAX] = {0};
            for (size_t i = 0; modes[i] != NULL; i++) {
                int64_t costs[ITEMS_MAX];
                struct fixture fixture = fixture_open(&plan, modes[i]);
                fixture_finish(&fixture);
                costs_of(trace_lane(fixture.trace, workers[w]), i == 0 ? expected : costs);
                fixture_close(&fixture);
                for (size_t item = 0; i > 0 && item < ITEMS_MAX; item++)
                    expect_time(modes[i], costs[item], expected[item]);
            }
            assert_true(expected[1] > 0 && expected[20] > 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sync_produces_all_and_then_consumes_all),
        cmocka_unit_test(with_one_producer_items_do_not_wait_in_threads_and_async),
        cmocka_unit_test(two_producers_overlap_in_threads_and_async_and_take_thrice_as_long_in_sync),
        cmocka_unit_test(ten_sleeps_take_the_time_of_one_unless_they_are_taken_one_by_one),
        cmocka_unit_test(with_little_work_async_and_the_threads_of_python_take_the_same_time),
        cmocka_unit_test(cpu_bound_work_gains_nothing_from_async),
        cmocka_unit_test(half_cpu_bound_async_lies_between_sync_and_threads),
        cmocka_unit_test(threads_without_overhead_are_ideal_and_so_is_async_without_work),
        cmocka_unit_test(a_seed_gives_every_worker_the_same_delays_in_every_mode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
