/* ending — a run that is left keeps nobody waiting until its threads have ended. */
#include "support/plan.h"
#include "support/test.h"

#include "base/units.h"
#include "base/wakeup.h"
#include "engine/engine.h"
#include "engine/mode.h"

#include <semaphore.h>

static sem_t released;

static void run_until_released(struct engine *engine)
{
    (void)engine;
    while (sem_wait(&released) != 0)
        continue;
}

static const struct mode slow_to_end = {.name = "slow", .summary = "", .run = run_until_released};

TEST(a_run_whose_threads_are_slow_to_end_is_over_at_once)
{
    struct error error;
    struct plan plan = usual_plan();
    struct wakeup *wakeup = wakeup_new(&error);
    struct clock *clock = clock_new(CLOCK_REAL, wakeup);
    struct trace *trace = trace_new(0);
    struct ending *ending = ending_new(clock, wakeup);
    assert_int_equal(sem_init(&released, 0, 0), 0);

    ending_add(ending, engine_start(&plan, &slow_to_end, clock, wakeup, trace, &error));
    int64_t end = trace_end(trace, TIME_NEVER);
    assert_true(end < TIME_NEVER); /* the trace is closed, although the thread cannot have ended */

    sem_post(&released);
    ending_free(ending, 3600 * NS_PER_S);
    assert_int_equal(trace_end(trace, TIME_NEVER), end); /* nothing came into it afterwards */
    trace_free(trace);
    sem_destroy(&released);
}

TEST(threads_that_are_not_waited_for_free_what_they_need)
{
    struct error error;
    struct plan plan = usual_plan();
    struct wakeup *wakeup = wakeup_new(&error);
    struct clock *clock = clock_new(CLOCK_REAL, wakeup);
    struct trace *trace = trace_new(0);
    struct ending *ending = ending_new(clock, wakeup);
    assert_int_equal(sem_init(&released, 0, 0), 0);

    ending_add(ending, engine_start(&plan, &slow_to_end, clock, wakeup, trace, &error));
    ending_free(ending, 0); /* the thread is still there */
    sem_post(&released);    /* what it needs is its own now: a sanitizer would see that it is lost or freed too early */
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_whose_threads_are_slow_to_end_is_over_at_once),
        cmocka_unit_test(threads_that_are_not_waited_for_free_what_they_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
