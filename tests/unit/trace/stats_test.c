/*
 * The figures of one small run, worked out by hand (seconds; w working, s sleeping, . waiting):
 *
 *        0   1   2   3   4   5   6
 *   P1   w   s   s   w   s   done        puts item 1 at 1, item 2 at 4
 *   C1   .   .   w   s   s   w           takes item 1 at 2, item 2 at 5
 *   main joins throughout
 */
#include "trace/stats.h"

#include "base/units.h"
#include "support/test.h"

#include <math.h>

#include <stdlib.h>

static const int64_t START = 5 * NS_PER_S;
static const lane_id P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24;

static int64_t at(double seconds)
{
    return START + (int64_t)(seconds * (double)NS_PER_S);
}

struct entry {
    double time;
    lane_id lane;
    enum state state;
};

static struct trace *small_run(void)
{
    const struct entry entries[] = {
        {0, (lane_id)LANE_MAIN << 24, STATE_WAITING},
        {0, P1, STATE_WORKING},
        {0, C1, STATE_WAITING},
        {1, P1, STATE_SLEEPING},
        {2, C1, STATE_WORKING},
        {3, P1, STATE_WORKING},
        {3, C1, STATE_SLEEPING},
        {4, P1, STATE_SLEEPING},
        {5, P1, STATE_DONE},
        {5, C1, STATE_WORKING},
    };
    const struct event passed[] = {
        {.kind = EVENT_PUT, .time = at(1), .until = at(1), .item = 1, .lane = P1, .other = LANE_NONE},
        {.kind = EVENT_TAKE, .time = at(2), .until = at(1), .item = 1, .lane = C1, .other = P1},
        {.kind = EVENT_PUT, .time = at(4), .until = at(3.5), .item = 2, .lane = P1, .other = LANE_NONE},
        {.kind = EVENT_TAKE, .time = at(5), .until = at(3.5), .item = 2, .lane = C1, .other = P1},
    };
    struct trace *trace = trace_new(START);
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        struct event event = {.kind = EVENT_STATE, .until = TIME_NEVER, .other = LANE_NONE};
        event.time = at(entries[i].time);
        event.lane = entries[i].lane;
        event.state = (uint8_t)entries[i].state;
        trace_apply(trace, &event);
    }
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++)
        trace_apply(trace, &passed[i]);
    return trace;
}

static void expect_near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * (1 + fabs(expected)));
}

TEST(a_finished_run)
{
    struct trace *trace = small_run();
    trace_close(trace, at(6));
    struct stats stats = stats_of(trace, at(99));
    assert_int_equal(stats.elapsed, 6 * NS_PER_S);
    assert_int_equal(stats.busy, 9 * NS_PER_S); /* P1 5, C1 4; main is no worker */
    expect_near(stats.overlap, 1.5);
    assert_int_equal(stats.produced, 2);
    assert_int_equal(stats.consumed, 2);
    expect_near(stats.throughput, 2 / 6.0);
    expect_near(stats.latency_mean, 1.25 * (double)NS_PER_S);
    assert_int_equal(stats.latency_first, NS_PER_S);
    assert_int_equal(stats.latency_last, NS_PER_S * 3 / 2);
    assert_int_equal(stats.latency_max, NS_PER_S * 3 / 2);
    assert_int_equal(stats.latency_p50, NS_PER_S);
    assert_int_equal(stats.latency_p99, NS_PER_S * 3 / 2);
    assert_int_equal(stats.depth_max, 1);
    expect_near(stats.depth_mean, 2 / 6.0);
    trace_free(trace);
}

TEST(an_unfinished_run_is_measured_to_now)
{
    struct trace *trace = small_run();
    struct stats stats = stats_of(trace, at(5.5));
    assert_int_equal(stats.elapsed, NS_PER_S * 11 / 2);
    assert_int_equal(stats.busy, NS_PER_S * 17 / 2);
    expect_near(stats.depth_mean, 2 / 5.5);
    trace_free(trace);
}

TEST(an_item_put_in_the_last_instant_counts_as_depth)
{
    struct trace *trace = trace_new(START);
    struct event put = {.kind = EVENT_PUT, .time = at(1), .until = at(1), .item = 1, .lane = P1, .other = LANE_NONE};
    trace_apply(trace, &put);
    trace_close(trace, at(1));
    assert_int_equal(stats_of(trace, at(1)).depth_max, 1);
    expect_near(stats_of(trace, at(1)).depth_mean, 0);
    trace_free(trace);
}

TEST(a_run_that_has_not_begun_is_all_zero)
{
    struct trace *trace = trace_new(START);
    struct stats stats = stats_of(trace, START);
    assert_int_equal(stats.elapsed, 0);
    assert_true(stats.overlap == 0 && stats.throughput == 0 && stats.latency_mean == 0 && stats.depth_mean == 0);
    assert_int_equal(stats.latency_first, 0);
    assert_int_equal(stats.latency_last, 0);
    assert_int_equal(stats.latency_p50, 0);
    trace_free(trace);
}

TEST(a_worker_has_its_time_per_state)
{
    struct trace *trace = small_run();
    trace_close(trace, at(6));
    struct state_times producer = stats_worker(trace, P1, 0), consumer = stats_worker(trace, C1, 0);
    assert_int_equal(producer.ns[STATE_WORKING], 2 * NS_PER_S);
    assert_int_equal(producer.ns[STATE_SLEEPING], 3 * NS_PER_S);
    assert_int_equal(producer.ns[STATE_DONE], 1 * NS_PER_S);
    assert_int_equal(consumer.ns[STATE_WAITING], 2 * NS_PER_S);
    assert_int_equal(consumer.ns[STATE_WORKING], 2 * NS_PER_S);
    assert_int_equal(consumer.ns[STATE_SLEEPING], 2 * NS_PER_S);
    assert_int_equal(stats_worker(trace, lane_id_of(LANE_CONSUMER, 7), 0).ns[STATE_IDLE], 0);
    trace_free(trace);
}

TEST(the_overlap_row_counts_workers_in_their_delay)
{
    struct trace *trace = small_run();
    trace_close(trace, at(6));
    expect_near(stats_busy_workers(trace, at(0), at(2), at(6)), 1);
    expect_near(stats_busy_workers(trace, at(2), at(5), at(6)), 2);
    expect_near(stats_busy_workers(trace, at(1.5), at(2.5), at(6)), 1.5);
    expect_near(stats_busy_workers(trace, at(0), at(6), at(6)), stats_of(trace, at(6)).overlap);
    trace_free(trace);
}

TEST(the_overlap_row_counts_only_the_part_of_a_window_that_lies_in_the_run)
{
    struct trace *trace = small_run();
    expect_near(stats_busy_workers(trace, at(4), at(9), at(5)), 2);
    expect_near(stats_busy_workers(trace, at(-3), at(1), at(5)), 1);
    expect_near(stats_busy_workers(trace, at(7), at(9), at(5)), 0);
    trace_free(trace);
}

/* A producer that works throughout and puts an item a second, which is taken half a second later. */
static struct trace *long_run(int seconds)
{
    struct trace *trace = trace_new(START);
    trace_apply(trace, &(struct event){.kind = EVENT_STATE,
                                       .time = at(0),
                                       .until = TIME_NEVER,
                                       .lane = P1,
                                       .other = LANE_NONE,
                                       .state = STATE_WORKING});
    for (int i = 0; i < seconds; i++) {
        struct event event = {.kind = EVENT_PUT, .time = at(i), .until = at(i), .lane = P1, .other = LANE_NONE};
        trace_apply(trace, &event);
        event = (struct event){.kind = EVENT_TAKE, .time = at(i + 0.5), .until = at(i), .lane = C1, .other = P1};
        trace_apply(trace, &event);
    }
    return trace;
}

TEST(the_last_minute_of_a_young_run_is_all_of_it)
{
    struct trace *trace = long_run(40);
    struct stats recent = stats_recent(trace, at(40)), all = stats_of(trace, at(40));
    assert_int_equal(recent.elapsed, all.elapsed);
    assert_int_equal(recent.consumed, 40);
    assert_int_equal(recent.produced, 40);
    expect_near(recent.throughput, all.throughput);
    expect_near(recent.overlap, all.overlap);
    expect_near(recent.latency_mean, all.latency_mean);
    trace_free(trace);
}

TEST(the_last_minute_forgets_what_was_before)
{
    struct trace *trace = long_run(1000);
    struct stats recent = stats_recent(trace, at(1000));
    assert_int_equal(recent.elapsed, 60 * NS_PER_S);
    assert_int_equal(recent.consumed, recent.elapsed / NS_PER_S);
    expect_near(recent.throughput, 1);
    expect_near(recent.overlap, 1);
    assert_true(llabs(recent.latency_p99 - NS_PER_S / 2) < NS_PER_S / 1000);
    trace_free(trace);
}

TEST(what_the_last_minute_of_a_run_was_it_stays)
{
    struct trace *trace = long_run(1000);
    struct stats open = stats_recent(trace, at(1000));
    trace_close(trace, at(1000));
    struct stats closed = stats_recent(trace, at(5000));
    assert_int_equal(closed.elapsed, open.elapsed);
    assert_int_equal(closed.produced, open.produced);
    assert_int_equal(closed.consumed, open.consumed);
    assert_int_equal(closed.latency_p99, open.latency_p99);
    expect_near(closed.latency_mean, open.latency_mean);
    expect_near(closed.depth_mean, open.depth_mean);
    trace_free(trace);
}

TEST(a_trimmed_run_keeps_its_figures)
{
    struct trace *trace = long_run(100000);
    trace_close(trace, at(100000));
    struct stats before = stats_of(trace, 0);
    trace_trim(trace, 1024);
    struct stats after = stats_of(trace, 0);
    assert_int_equal(after.elapsed, before.elapsed);
    assert_int_equal(after.busy, before.busy);
    assert_int_equal(after.consumed, before.consumed);
    assert_int_equal(after.latency_p99, before.latency_p99);
    assert_int_equal(after.depth_max, before.depth_max);
    expect_near(after.depth_mean, before.depth_mean);
    trace_free(trace);
}

TEST(the_overlap_row_is_known_even_where_the_lanes_are_forgotten)
{
    struct trace *trace = trace_new(0);
    for (int i = 0; i < 4000; i++) /* half a second each */
        trace_apply(trace, &(struct event){.kind = EVENT_STATE,
                                           .time = i * NS_PER_S / 2,
                                           .until = TIME_NEVER,
                                           .lane = P1,
                                           .other = LANE_NONE,
                                           .state = i % 4 == 0 ? STATE_WAITING : STATE_WORKING});
    int64_t end = 2000 * NS_PER_S;
    trace_close(trace, end);
    double whole = stats_of(trace, end).overlap;
    trace_trim(trace, 1024);
    assert_true(trace->detail_from > 900 * NS_PER_S);
    assert_true(stats_of(trace, end).overlap == whole);
    assert_true(fabs(stats_busy_workers(trace, 0, 900 * NS_PER_S, end) - 0.75) < 0.005);
    assert_true(fabs(stats_busy_workers(trace, 500 * NS_PER_S, 700 * NS_PER_S, end) - 0.75) < 0.02);
    trace_free(trace);
}

TEST(very_many_workers_are_busy_for_longer_than_there_is_time)
{
    enum { WORKERS = 4 };
    const int64_t long_time = INT64_MAX / 3;
    struct trace *trace = trace_new(0);
    for (uint32_t i = 0; i < WORKERS; i++)
        trace_apply(trace, &(struct event){.kind = EVENT_STATE,
                                           .until = TIME_NEVER,
                                           .lane = lane_id_of(LANE_PRODUCER, i),
                                           .other = LANE_NONE,
                                           .state = STATE_WORKING});
    trace_close(trace, long_time);
    expect_near(stats_of(trace, long_time).overlap, WORKERS);
    trace_free(trace);
}

TEST(in_a_minute_of_silence_nothing_came_or_went)
{
    struct trace *trace = long_run(10);
    struct stats recent = stats_recent(trace, at(200));
    assert_int_equal(recent.elapsed, 60 * NS_PER_S);
    assert_int_equal(recent.produced + recent.consumed, 0);
    assert_int_equal(recent.latency_max, 0);
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_run),
        cmocka_unit_test(an_unfinished_run_is_measured_to_now),
        cmocka_unit_test(an_item_put_in_the_last_instant_counts_as_depth),
        cmocka_unit_test(a_run_that_has_not_begun_is_all_zero),
        cmocka_unit_test(a_worker_has_its_time_per_state),
        cmocka_unit_test(the_overlap_row_counts_workers_in_their_delay),
        cmocka_unit_test(the_overlap_row_counts_only_the_part_of_a_window_that_lies_in_the_run),
        cmocka_unit_test(the_last_minute_of_a_young_run_is_all_of_it),
        cmocka_unit_test(the_last_minute_forgets_what_was_before),
        cmocka_unit_test(what_the_last_minute_of_a_run_was_it_stays),
        cmocka_unit_test(a_trimmed_run_keeps_its_figures),
        cmocka_unit_test(the_overlap_row_is_known_even_where_the_lanes_are_forgotten),
        cmocka_unit_test(very_many_workers_are_busy_for_longer_than_there_is_time),
        cmocka_unit_test(in_a_minute_of_silence_nothing_came_or_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
