/* Moments: what happened, step by step, forwards and backwards. */
#include "trace/step.h"

#include "base/units.h"
#include "support/test.h"

#define MS INT64_C(1000000)
#define US INT64_C(1000)

static const lane_id P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24;
static const int64_t now = 1000 * MS;

static void enter(struct trace *trace, lane_id lane, int64_t time, enum state state)
{
    struct event event = {.kind = EVENT_STATE, .time = time, .until = TIME_NEVER, .lane = lane, .other = LANE_NONE};
    event.state = (uint8_t)state;
    trace_apply(trace, &event);
}

static void put(struct trace *trace, int64_t time)
{
    trace_apply(trace, &(struct event){.kind = EVENT_PUT, .time = time, .until = time, .item = 1, .lane = P1});
}

static void take(struct trace *trace, int64_t time)
{
    trace_apply(trace, &(struct event){.kind = EVENT_TAKE, .time = time, .until = time, .lane = C1, .other = P1});
}

/* Both begin at once; at 300 ms P1 puts and C1 takes; at 500 ms C1 goes to sleep. */
static struct trace *example(void)
{
    struct trace *trace = trace_new(0);
    enter(trace, P1, 10 * US, STATE_WORKING);
    enter(trace, C1, 30 * US, STATE_WAITING);
    put(trace, 300 * MS);
    enter(trace, P1, 300 * MS + 20 * US, STATE_SLEEPING);
    take(trace, 300 * MS + 50 * US);
    enter(trace, C1, 300 * MS + 60 * US, STATE_WORKING);
    enter(trace, C1, 500 * MS, STATE_SLEEPING);
    return trace;
}

static const struct step expected[] = {{10 * US, 30 * US}, {300 * MS, 300 * MS + 60 * US}, {500 * MS, 500 * MS}};
enum { MOMENTS = sizeof expected / sizeof *expected };

TEST(forwards_each_moment_comes_once)
{
    struct trace *trace = example();
    struct step step = {.to = 0};
    for (int i = 0; i < MOMENTS; i++) {
        assert_true(step_after(trace, step.to, now, &step));
        assert_int_equal(step.from, expected[i].from);
        assert_int_equal(step.to, expected[i].to);
    }
    assert_false(step_after(trace, step.to, now, &step));
    trace_free(trace);
}

TEST(backwards_each_moment_comes_once)
{
    struct trace *trace = example();
    struct step step;
    int64_t time = now;
    for (int i = MOMENTS; i-- > 0; time = step.to) {
        assert_true(step_before(trace, time, now, &step));
        assert_int_equal(step.from, expected[i].from);
        assert_int_equal(step.to, expected[i].to);
    }
    assert_false(step_before(trace, time, now, &step));
    trace_free(trace);
}

TEST(a_time_lies_in_a_moment_or_between_two)
{
    struct trace *trace = example();
    struct step step;
    assert_false(step_at(trace, 0, now, &step));
    assert_true(step_at(trace, 300 * MS + 30 * US, now, &step));
    assert_int_equal(step.from, 300 * MS);
    assert_int_equal(step.to, 300 * MS + 60 * US);
    assert_false(step_at(trace, 400 * MS, now, &step));
    assert_true(step_at(trace, 500 * MS, now, &step));
    assert_true(step_after(trace, 400 * MS, now, &step));
    assert_int_equal(step.from, 500 * MS);
    assert_true(step_before(trace, 400 * MS, now, &step));
    assert_int_equal(step.from, 300 * MS);
    trace_free(trace);
}

TEST(what_is_yet_to_come_is_no_moment)
{
    struct trace *trace = example();
    struct step step;
    assert_false(step_after(trace, 310 * MS, 499 * MS, &step));
    trace_free(trace);
}

TEST(a_deadline_that_passes_is_a_moment)
{
    struct trace *trace = trace_new(0);
    trace_apply(trace, &(struct event){.time = 10 * MS, .until = 90 * MS, .lane = P1, .state = STATE_SLEEPING});
    struct step step;
    assert_true(step_after(trace, 10 * MS, now, &step));
    assert_int_equal(step.to, 90 * MS);
    trace_free(trace);
}

TEST(where_something_always_happens_stepping_still_comes_to_an_end)
{
    struct trace *trace = trace_new(0);
    enum { CHANGES = 2000 };
    for (int i = 1; i <= CHANGES; i++)
        enter(trace, P1, i * US, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    int steps = 0;
    struct step step = {.to = 0};
    for (; step_after(trace, step.to, now, &step) && steps <= CHANGES; steps++)
        ;
    assert_between(steps, 2, CHANGES / 20);
    for (steps = 0; step_before(trace, step.from, now, &step) && steps <= CHANGES; steps++)
        ;
    assert_between(steps, 2, CHANGES / 20);
    trace_free(trace);
}

TEST(where_the_detail_begins_nothing_happened)
{
    struct trace *trace = trace_new(0);
    enum { CHANGES = 40000 };
    for (int i = 1; i <= CHANGES; i++)
        enter(trace, P1, i * 10 * MS, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    trace_close(trace, CHANGES * 10 * MS);
    trace_trim(trace, 1024);
    struct step step;
    assert_true(step_after(trace, 0, trace->closed, &step));
    assert_int_equal(step.from, trace->detail_from + 10 * MS);
    assert_false(step_before(trace, step.from, trace->closed, &step));
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forwards_each_moment_comes_once),
        cmocka_unit_test(backwards_each_moment_comes_once),
        cmocka_unit_test(a_time_lies_in_a_moment_or_between_two),
        cmocka_unit_test(what_is_yet_to_come_is_no_moment),
        cmocka_unit_test(a_deadline_that_passes_is_a_moment),
        cmocka_unit_test(where_the_detail_begins_nothing_happened),
        cmocka_unit_test(where_something_always_happens_stepping_still_comes_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
