/* ending — a run that is left keeps nobody waiting until its threads have ended. */
#include "support/plan.h"
#include "support/test.h"

#include "base/units.h"
#include "base/wakeup.h"
#include "engine/engine.h"
#include "modes/modes.h"

#include <semaphore.h>

static sem_t released;

static void run_until_released(struct engine *engine)
{
    (void)engine;
    while (sem_wait(&released) != 0)
        continue;
}

static const struct mode slow_to_end = {.name = "slow", .summary = "", .run = run_until_released};

struct left_run {
    struct trace *trace;
    struct ending *ending;
};

/* A run that has started and then been left; if so wished, while a ring is full and a writer waits for the reader. */
static struct left_run left_run(const struct mode *mode, const struct plan *plan, bool with_full_ring)
{
    struct error error;
    struct wakeup *wakeup = wakeup_new(&error);
    struct clock *clock = clock_new(with_full_ring ? CLOCK_INSTANT : CLOCK_REAL, wakeup);
    struct left_run left = {trace_new(0), ending_new(clock, wakeup)};
    struct engine *engine = engine_start(plan, mode, clock, wakeup, left.trace, &error);
    assert_non_null(engine);
    clock_allow(clock, TIME_NEVER);
    while (with_full_ring && engine_stalls(engine) == 0)
        wakeup_wait(wakeup);
    ending_add(left.ending, engine);
    return left;
}

static int set_up(void **state)
{
    (void)state;
    return sem_init(&released, 0, 0);
}

TEST(a_run_whose_threads_are_slow_to_end_is_over_at_once)
{
    struct plan plan = usual_plan();
    struct left_run left = left_run(&slow_to_end, &plan, false);
    int64_t end = trace_end(left.trace, TIME_NEVER);
    assert_true(end < TIME_NEVER); /* the trace is closed, although the thread cannot have ended */

    sem_post(&released);
    ending_free(left.ending, 3600 * NS_PER_S);
    assert_int_equal(trace_end(left.trace, TIME_NEVER), end); /* nothing came into it afterwards */
    trace_free(left.trace);
    sem_destroy(&released);
}

TEST(threads_that_are_not_waited_for_free_what_they_need)
{
    struct plan plan = usual_plan();
    struct left_run left = left_run(&slow_to_end, &plan, false);
    ending_free(left.ending, 0); /* the thread is still there */
    sem_post(&released); /* what it needs is its own now: a sanitizer would see that it is lost or freed too early */
    trace_free(left.trace);
}

/* Nobody reads their rings any more. */
TEST(threads_that_wait_for_the_reader_of_their_events_end_too)
{
    struct plan plan = usual_plan();
    plan.items = 0;
    plan.produce = plan.consume = (struct delay){0, 0};
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        struct left_run left = left_run(*mode, &plan, true);
        ending_free(left.ending, 3600 * NS_PER_S);
        trace_free(left.trace);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_run_whose_threads_are_slow_to_end_is_over_at_once, set_up),
        cmocka_unit_test_setup(threads_that_are_not_waited_for_free_what_they_need, set_up),
        cmocka_unit_test(threads_that_wait_for_the_reader_of_their_events_end_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
