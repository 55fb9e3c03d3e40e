/* What the lanes say one by one, the busy series says of all of them. */
#include "trace/busy_series.h"

#include "trace/stats.h"

#include "base/units.h"
#include "support/test.h"

#include <stdlib.h>

TEST(changes_count_from_their_time_on)
{
    const int64_t b = BUSY_SERIES_BUCKET;
    struct busy_series *busy_series = busy_series_new(10 * b);
    busy_series_change(busy_series, 20 * b, 1);
    busy_series_change(busy_series, 30 * b, 1);
    busy_series_change(busy_series, 50 * b, -2);
    assert_int_equal(busy_series_busy(busy_series, 0, 20 * b), 0);
    assert_int_equal(busy_series_busy(busy_series, 0, 30 * b), 10 * b);
    assert_int_equal(busy_series_busy(busy_series, 25 * b, 40 * b), (5 + 20) * b);
    assert_int_equal(busy_series_busy(busy_series, 0, 1000 * b), (10 + 40) * b);
    assert_int_equal(busy_series_busy(busy_series, 40 * b, 40 * b), 0);
    busy_series_free(busy_series);
}

TEST(the_order_of_changes_does_not_matter)
{
    static const int64_t times[] = {70, 5, 900, 33, 12, 400};
    struct busy_series *forth = busy_series_new(0), *back = busy_series_new(0);
    for (int i = 0; i < 6; i++) {
        busy_series_change(forth, times[i] * BUSY_SERIES_BUCKET / 3, 1 + i % 2);
        busy_series_change(back, times[5 - i] * BUSY_SERIES_BUCKET / 3, 1 + (5 - i) % 2);
    }
    for (int64_t to = 0; to < 1200; to += 7)
        assert_int_equal(busy_series_busy(forth, 3, to * BUSY_SERIES_BUCKET / 3),
                         busy_series_busy(back, 3, to * BUSY_SERIES_BUCKET / 3));
    busy_series_free(forth);
    busy_series_free(back);
}

/* Within a bucket it is a straight line: off by no more than what all workers do in one. */
TEST(long_times_stay_as_exact_as_a_bucket)
{
    const int64_t hour = 3600 * NS_PER_S, bucket = hour / 32768;
    struct busy_series *busy_series = busy_series_new(0);
    int64_t busy = 0;
    for (int64_t second = 0; second < 3600; second++) {
        busy_series_change(busy_series, second * NS_PER_S + 100, 1);
        busy_series_change(busy_series, second * NS_PER_S + NS_PER_S / 3, -1);
        busy += NS_PER_S / 3 - 100;
    }
    assert_between(busy_series_busy(busy_series, 0, hour), busy - 1, busy + 1);
    for (int64_t from = 0; from < 3599; from += 61) {
        int64_t part = busy_series_busy(busy_series, from * NS_PER_S, (from + 1) * NS_PER_S);
        assert_between(part, NS_PER_S / 3 - 2 * bucket, NS_PER_S / 3 + 2 * bucket);
    }
    busy_series_free(busy_series);
}

TEST(what_they_do_between_two_times_fits_however_much_came_before)
{
    enum { WORKERS = 100000, HOUR_S = 3600 };
    struct busy_series *busy_series = busy_series_new(0);
    busy_series_change(busy_series, 0, WORKERS);
    int64_t hour = HOUR_S * NS_PER_S;
    for (int64_t from = 24 * hour; from < 30 * hour; from += hour) { /* after 25.6 h all together fit no more */
        int64_t busy = busy_series_busy(busy_series, from, from + hour);
        assert_true(llabs(busy - WORKERS * hour) <= WORKERS * hour / 1000);
    }
    busy_series_free(busy_series);
}

TEST(with_fewer_buckets_it_is_as_exact_as_these)
{
    struct busy_series *busy_series = busy_series_new(0), *shorter = busy_series_new(0);
    for (int64_t i = 0; i < 10000; i++) {
        int64_t time = i * i * 37 % (60 * NS_PER_S), change = i % 3 - 1;
        busy_series_change(busy_series, time, (int)change);
        busy_series_change(shorter, time, (int)change);
    }
    busy_series_keep(shorter, BUSY_SERIES_MAX);
    assert_int_equal(busy_series_busy(shorter, 0, 60 * NS_PER_S), busy_series_busy(busy_series, 0, 60 * NS_PER_S));
    busy_series_keep(shorter, BUSY_SERIES_MAX / 64);
    int64_t bucket = 64 * BUSY_SERIES_BUCKET;
    for (int64_t edge = 0; edge < 60 * NS_PER_S; edge += bucket)
        assert_int_equal(busy_series_busy(shorter, 0, edge), busy_series_busy(busy_series, 0, edge));
    busy_series_free(busy_series);
    busy_series_free(shorter);
}

static void enter(struct trace *trace, uint32_t lane, int64_t time, enum state entered, int64_t until)
{
    trace_apply(trace, &(struct event){.time = time,
                                       .until = until,
                                       .lane = lane_id_of(LANE_PRODUCER, lane),
                                       .other = LANE_NONE,
                                       .kind = EVENT_STATE,
                                       .state = (uint8_t)entered});
}

/* The same as asking every lane, however late it is heard of, and whatever was thought of it before. */
TEST(a_trace_counts_what_its_lanes_know)
{
    enum { LANES = 40 };
    struct trace *trace = trace_new(0);
    srand(7);
    int64_t due[LANES] = {0};
    for (int round = 0; round < 200; round++)
        for (uint32_t i = 0; i < LANES; i++) {
            enum state entered = (enum state)(1 + rand() % 4);
            due[i] += rand() % (1000 * NS_PER_MS);
            enter(trace, i, due[i], entered,
                  entered == STATE_SLEEPING && rand() % 2 ? due[i] + rand() % (1500 * NS_PER_MS) : TIME_NEVER);
        }
    int64_t end = trace->latest, bucket = 4 * BUSY_SERIES_BUCKET; /* after two minutes */
    for (int64_t from = 0; from < end; from += end / 17)
        for (int64_t to = from + 1; to <= end; to += end / 13) {
            int64_t lanes = 0;
            for (uint32_t i = 0; i < LANES; i++) {
                struct state_times state_times =
                    lane_state_times(trace_lane(trace, lane_id_of(LANE_PRODUCER, i)), from, to, end);
                lanes += state_times.ns[STATE_WORKING] + state_times.ns[STATE_SLEEPING];
            }
            assert_true(llabs(busy_series_busy(trace->busy_series, from, to) - lanes) <= 2 * LANES * bucket);
        }
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_count_from_their_time_on),
        cmocka_unit_test(the_order_of_changes_does_not_matter),
        cmocka_unit_test(long_times_stay_as_exact_as_a_bucket),
        cmocka_unit_test(what_they_do_between_two_times_fits_however_much_came_before),
        cmocka_unit_test(with_fewer_buckets_it_is_as_exact_as_these),
        cmocka_unit_test(a_trace_counts_what_its_lanes_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
