/* crowd — what the lanes say one by one, it says of all of them. */
#include "record/crowd.h"

#include "record/stats.h"

#include "base/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static void changes_count_from_their_time_on(void **state)
{
    (void)state;
    const int64_t b = CROWD_BUCKET;
    struct crowd *crowd = crowd_new(10 * b);
    crowd_change(crowd, 20 * b, 1);
    crowd_change(crowd, 30 * b, 1);
    crowd_change(crowd, 50 * b, -2);
    assert_int_equal(crowd_busy(crowd, 0, 20 * b), 0);
    assert_int_equal(crowd_busy(crowd, 0, 30 * b), 10 * b);
    assert_int_equal(crowd_busy(crowd, 25 * b, 40 * b), (5 + 20) * b);
    assert_int_equal(crowd_busy(crowd, 0, 1000 * b), (10 + 40) * b);
    assert_int_equal(crowd_busy(crowd, 40 * b, 40 * b), 0);
    crowd_free(crowd);
}

static void the_order_of_changes_does_not_matter(void **state)
{
    (void)state;
    static const int64_t times[] = {70, 5, 900, 33, 12, 400};
    struct crowd *forth = crowd_new(0), *back = crowd_new(0);
    for (int i = 0; i < 6; i++) {
        crowd_change(forth, times[i] * CROWD_BUCKET / 3, 1 + i % 2);
        crowd_change(back, times[5 - i] * CROWD_BUCKET / 3, 1 + (5 - i) % 2);
    }
    for (int64_t to = 0; to < 1200; to += 7)
        assert_int_equal(crowd_busy(forth, 3, to * CROWD_BUCKET / 3), crowd_busy(back, 3, to * CROWD_BUCKET / 3));
    crowd_free(forth);
    crowd_free(back);
}

/* Within a bucket it is a straight line: off by no more than what everybody does in one. */
static void long_times_stay_as_exact_as_a_bucket(void **state)
{
    (void)state;
    const int64_t hour = 3600 * NS_PER_S, bucket = hour / 32768;
    struct crowd *crowd = crowd_new(0);
    int64_t busy = 0;
    for (int64_t second = 0; second < 3600; second++) {
        crowd_change(crowd, second * NS_PER_S + 100, 1);
        crowd_change(crowd, second * NS_PER_S + NS_PER_S / 3, -1);
        busy += NS_PER_S / 3 - 100;
    }
    assert_in_range(crowd_busy(crowd, 0, hour), busy - 1, busy + 1);
    for (int64_t from = 0; from < 3599; from += 61) {
        int64_t part = crowd_busy(crowd, from * NS_PER_S, (from + 1) * NS_PER_S);
        assert_in_range(part, NS_PER_S / 3 - 2 * bucket, NS_PER_S / 3 + 2 * bucket);
    }
    crowd_free(crowd);
}

static void what_is_brought_between_two_times_fits_however_much_came_before(void **state)
{
    (void)state;
    enum { WORKERS = 100000, HOUR_S = 3600 };
    struct crowd *crowd = crowd_new(0);
    crowd_change(crowd, 0, WORKERS);
    int64_t hour = HOUR_S * NS_PER_S;
    for (int64_t from = 24 * hour; from < 30 * hour; from += hour) { /* after 25.6 h all together fit no more */
        int64_t busy = crowd_busy(crowd, from, from + hour);
        assert_true(llabs(busy - WORKERS * hour) <= WORKERS * hour / 1000);
    }
    crowd_free(crowd);
}

static void a_crowd_that_fades_is_as_exact_as_its_longer_buckets(void **state)
{
    (void)state;
    struct crowd *crowd = crowd_new(0), *faded = crowd_new(0);
    for (int64_t i = 0; i < 10000; i++) {
        int64_t time = i * i * 37 % (60 * NS_PER_S), change = i % 3 - 1;
        crowd_change(crowd, time, (int)change);
        crowd_change(faded, time, (int)change);
    }
    crowd_fade(faded, CROWD_MOST);
    assert_int_equal(crowd_busy(faded, 0, 60 * NS_PER_S), crowd_busy(crowd, 0, 60 * NS_PER_S));
    crowd_fade(faded, CROWD_MOST / 64);
    int64_t bucket = 64 * CROWD_BUCKET;
    for (int64_t edge = 0; edge < 60 * NS_PER_S; edge += bucket)
        assert_int_equal(crowd_busy(faded, 0, edge), crowd_busy(crowd, 0, edge));
    crowd_free(crowd);
    crowd_free(faded);
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
static void a_trace_tells_the_crowd_what_its_lanes_know(void **state)
{
    (void)state;
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
    int64_t end = trace_latest(trace), bucket = 4 * CROWD_BUCKET; /* after two minutes */
    for (int64_t from = 0; from < end; from += end / 17)
        for (int64_t to = from + 1; to <= end; to += end / 13) {
            int64_t lanes = 0;
            for (uint32_t i = 0; i < LANES; i++) {
                struct shares shares = lane_shares(trace_lane(trace, lane_id_of(LANE_PRODUCER, i)), from, to, end);
                lanes += shares.ns[STATE_WORKING] + shares.ns[STATE_SLEEPING];
            }
            assert_true(llabs(crowd_busy(trace_crowd(trace), from, to) - lanes) <= 2 * LANES * bucket);
        }
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_count_from_their_time_on),
        cmocka_unit_test(the_order_of_changes_does_not_matter),
        cmocka_unit_test(long_times_stay_as_exact_as_a_bucket),
        cmocka_unit_test(what_is_brought_between_two_times_fits_however_much_came_before),
        cmocka_unit_test(a_crowd_that_fades_is_as_exact_as_its_longer_buckets),
        cmocka_unit_test(a_trace_tells_the_crowd_what_its_lanes_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
