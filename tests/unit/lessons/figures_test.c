/* figures_test — what the figures of a run are: of all of it, and of one lane. */
#include "lessons/figures.h"

#include "app/simulation.h"
#include "base/units.h"
#include "lessons/arena.h"
#include "lessons/expression.h"
#include "lessons/lesson.h"
#include "modes/modes.h"
#include "support/test.h"

#include <math.h>

static struct lesson_figures figures_of(const struct plan *plan, const struct mode *mode)
{
    struct error error = {0};
    struct wakeup *wakeup = wakeup_new(&error);
    atomic_bool cancelled = false;
    struct simulator simulator = {wakeup, &cancelled, UINT64_MAX};
    bool stuck;
    struct trace *trace = simulate(&simulator, plan, mode, &stuck, &error);
    assert_non_null(trace);
    struct lesson_figures figures = lesson_figures_of(trace, trace->latest);
    trace_free(trace);
    wakeup_free(wakeup);
    return figures;
}

static void assert_figure(const struct lesson_figures *figures, const char *text, double value)
{
    static const struct lesson_run runs[] = {{"a", NULL}};
    struct arena *arena = arena_new();
    struct error error = {0};
    const struct expression *expression = expression_read(arena, text, (struct expression_runs){runs, 1}, &error);
    if (expression == NULL)
        fail_msg("%s", error.message);
    double measured = expression_value(expression, figures);
    if (isnan(measured) != isnan(value) || fabs(measured - value) > 1e-6)
        fail_msg("%s is %g, not %g", text, measured, value);
    arena_free(arena);
}

/* A second an item, and half of one to consume it. */
static struct plan plan_of(uint32_t producers, int64_t items)
{
    struct plan plan = plan_default();
    plan.producers = producers;
    plan.items = items;
    plan.produce = (struct delay){NS_PER_S, NS_PER_S};
    plan.consume = (struct delay){NS_PER_S / 2, NS_PER_S / 2};
    plan.cpu_percent = 0;
    return plan;
}

TEST(a_run_has_the_figures_that_its_work_adds_up_to)
{
    struct plan plan = plan_of(1, 4);
    struct lesson_figures sync = figures_of(&plan, &mode_sync);
    assert_figure(&sync, "a.elapsed", 6);
    assert_figure(&sync, "a.overlap", 1);
    assert_figure(&sync, "a.throughput", 4 / 6.0);
    assert_figure(&sync, "a.produced", 4);
    assert_figure(&sync, "a.consumed", 4);
    assert_figure(&sync, "a.max_depth", 4);
    assert_figure(&sync, "a.latency.first", 4);
    assert_figure(&sync, "a.latency.last", 2.5);
    assert_figure(&sync, "a.latency.mean", 3.25);
    assert_figure(&sync, "a.latency.longest", 4);
    assert_figure(&sync, "a.idle", 4);
    assert_figure(&sync, "a.sleeping", 6);
    assert_figure(&sync, "a.working", 0);
    assert_figure(&sync, "a.lost", 0);
    assert_figure(&sync, "a.failing", NAN);
}

TEST(a_lane_has_its_own)
{
    struct plan plan = plan_of(2, 2);
    struct lesson_figures sync = figures_of(&plan, &mode_sync), left = figures_of(&plan, &bug_no_join);
    assert_figure(&sync, "a.P1.idle", 0);
    assert_figure(&sync, "a.P2.idle", 2);
    assert_figure(&sync, "a.P2.done", 4);
    assert_figure(&sync, "a.P2.items", 2);
    assert_figure(&sync, "a.C1.items", 4);
    assert_figure(&sync, "a.C1.sleeping", 2);
    assert_figure(&sync, "a.main.done", 6);
    assert_figure(&sync, "a.C2.done", NAN);
    assert_figure(&left, "a.main.done", 0);
    assert_figure(&left, "a.P1.done", 2);
}

TEST(a_pool_says_when_main_received_a_result)
{
    struct plan plan = plan_of(1, 1);
    plan.tasks = 3;
    plan.produce = (struct delay){NS_PER_S, 3 * NS_PER_S};
    plan.distribution = DISTRIBUTION_FALLING;
    struct lesson_figures completed = figures_of(&plan, &mode_pool);
    plan.results = RESULTS_SUBMITTED;
    struct lesson_figures submitted = figures_of(&plan, &mode_pool);
    for (int i = 0; i < 3; i++) {
        static const char *const texts[] = {"a.Task-1.received", "a.Task-2.received", "a.Task-3.received"};
        assert_figure(&completed, texts[i], 3 - i);
        assert_figure(&submitted, texts[i], 3);
    }
    assert_figure(&completed, "a.latency.mean", NAN);
    assert_figure(&completed, "a.consumed", 3);
}

TEST(what_went_wrong_is_counted)
{
    struct plan plan = plan_of(1, 20);
    plan.consumers = 2;
    struct lesson_figures unlocked = figures_of(&plan, &bug_unlocked);
    assert_true(unlocked.values[FIGURE_FAILED] + unlocked.values[FIGURE_TAKEN_TWICE] > 0);
    plan.consumers = 1;
    struct lesson_figures poll = figures_of(&plan, &bug_poll);
    assert_true(poll.values[FIGURE_WAKEUPS] > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_has_the_figures_that_its_work_adds_up_to),
        cmocka_unit_test(a_lane_has_its_own),
        cmocka_unit_test(a_pool_says_when_main_received_a_result),
        cmocka_unit_test(what_went_wrong_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
