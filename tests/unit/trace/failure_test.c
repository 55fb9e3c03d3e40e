/* What went wrong first in a run, when, and the moment just before. */
#include "trace/failure.h"

#include "base/units.h"
#include "support/test.h"

static const lane_id MAIN = LANE_MAIN, P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24,
                     C2 = ((lane_id)LANE_CONSUMER << 24) + 1;
#define MS    INT64_C(1000000)
#define START (500 * MS)

static void apply(struct trace *trace, enum event_kind kind, lane_id lane, int64_t time)
{
    trace_apply(trace, &(struct event){
                           .kind = (uint8_t)kind, .time = time, .until = time, .item = 1, .lane = lane, .other = P1});
}

static void enter(struct trace *trace, lane_id lane, int64_t time, enum reason reason, lane_id other)
{
    struct event event = {.kind = EVENT_STATE, .time = time, .until = TIME_NEVER, .lane = lane, .other = other};
    event.state = STATE_WAITING;
    event.reason = (uint8_t)reason;
    trace_apply(trace, &event);
}

static void assert_fails(const struct trace *trace, uint64_t items, bool stuck, struct failure expected)
{
    struct failure failure = failure_of(trace, items, stuck);
    assert_int_equal(failure.kind, expected.kind);
    assert_int_equal(failure.time, expected.time);
    assert_int_equal(failure.lane, expected.lane);
}

TEST(all_items_consumed_and_nothing_else_is_no_failure)
{
    struct trace *trace = trace_new(START);
    apply(trace, EVENT_PUT, P1, 600 * MS);
    apply(trace, EVENT_SPURIOUS_WAKEUP, C1, 610 * MS);
    apply(trace, EVENT_TAKE, C1, 700 * MS);
    trace_close(trace, 800 * MS);
    assert_fails(trace, 1, false, (struct failure){FAILURE_NONE, TIME_NEVER, LANE_NONE});
    assert_fails(trace, 0, false, (struct failure){FAILURE_NONE, TIME_NEVER, LANE_NONE});
    assert_fails(trace, 2, false, (struct failure){FAILURE_UNFINISHED, 800 * MS, LANE_NONE});
    trace_free(trace);
}

TEST(the_first_of_several_counts)
{
    static const struct {
        enum event_kind event;
        lane_id lane;
        enum failure_kind failure;
    } rows[] = {
        {EVENT_DUPLICATE, C2, FAILURE_TWICE}, {EVENT_LOST, C1, FAILURE_LOST},
        {EVENT_END, C1, FAILURE_CRASHED},     {EVENT_UPDATE_LOST, P1, FAILURE_OVERWRITTEN},
        {EVENT_END, MAIN, FAILURE_LEFT},      {EVENT_KILLED, P1, FAILURE_KILLED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct trace *trace = trace_new(START);
        apply(trace, EVENT_PUT, P1, 550 * MS);
        apply(trace, rows[i].event, rows[i].lane, 600 * MS);
        apply(trace, EVENT_PUT, P1, 650 * MS);
        apply(trace, EVENT_END, C2, 700 * MS);
        assert_fails(trace, 10, true, (struct failure){rows[i].failure, 600 * MS, rows[i].lane});
        trace_close(trace, 800 * MS);
        assert_fails(trace, 10, false, (struct failure){rows[i].failure, 600 * MS, rows[i].lane});
        trace_free(trace);
    }
}

TEST(a_circle_of_locks_is_a_deadlock_from_the_moment_at_which_it_closes)
{
    struct trace *trace = trace_new(START);
    enter(trace, C1, 600 * MS, REASON_LOCK, P1);
    enter(trace, P1, 700 * MS, REASON_LOCK, C1);
    enter(trace, C2, 900 * MS, REASON_LOCK, P1); /* which waits for the circle, but is not in it */
    assert_fails(trace, 0, true, (struct failure){FAILURE_STUCK, 700 * MS, LANE_NONE});
    trace_free(trace);
}

TEST(any_other_deadlock_begins_when_the_last_worker_stops)
{
    struct trace *trace = trace_new(START);
    enter(trace, P1, 600 * MS, REASON_QUEUE_FULL, LANE_NONE);
    enter(trace, C1, 700 * MS, REASON_LOCK, P1); /* no circle: P1 waits for no lock */
    assert_fails(trace, 0, true, (struct failure){FAILURE_STUCK, 700 * MS, LANE_NONE});
    trace_free(trace);
}

TEST(its_eve_is_just_before_the_step_that_it_belongs_to)
{
    struct trace *trace = trace_new(START);
    enter(trace, C1, START + 20 * MS, REASON_RETRY, LANE_NONE);
    apply(trace, EVENT_PUT, P1, START + 50 * MS);
    enter(trace, P1, START + 50 * MS + 400000, REASON_SIGNAL, LANE_NONE);
    apply(trace, EVENT_END, C1, START + 51 * MS);
    struct failure failure = failure_of(trace, 0, false);
    assert_int_equal(failure_eve(trace, &failure), START + 50 * MS - 1);
    failure.time = START;
    assert_int_equal(failure_eve(trace, &failure), START); /* there is nothing before */
    failure.time = START + 300 * MS;                       /* no change: the moment itself */
    assert_int_equal(failure_eve(trace, &failure), START + 300 * MS - 1);
    trace_free(trace);
}

/* Always something within a millisecond: the step would reach back to the start. */
TEST(its_eve_is_not_long_before)
{
    struct trace *trace = trace_new(START);
    for (int64_t time = START; time <= START + 2000 * MS; time += 10 * MS)
        enter(trace, P1, time, time % (20 * MS) == 0 ? REASON_RETRY : REASON_SIGNAL, LANE_NONE);
    for (int64_t time = START + 1940 * MS; time <= START + 2000 * MS; time += MS)
        enter(trace, C1, time, time % (2 * MS) == 0 ? REASON_RETRY : REASON_SIGNAL, LANE_NONE);
    struct failure failure = {FAILURE_STUCK, START + 2000 * MS, LANE_NONE};
    int64_t eve = failure_eve(trace, &failure);
    assert_between(eve, START + 1500 * MS - 1, START + 1960 * MS);
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_items_consumed_and_nothing_else_is_no_failure),
        cmocka_unit_test(the_first_of_several_counts),
        cmocka_unit_test(a_circle_of_locks_is_a_deadlock_from_the_moment_at_which_it_closes),
        cmocka_unit_test(any_other_deadlock_begins_when_the_last_worker_stops),
        cmocka_unit_test(its_eve_is_just_before_the_step_that_it_belongs_to),
        cmocka_unit_test(its_eve_is_not_long_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
