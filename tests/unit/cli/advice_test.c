/* advice — the lightest mode that is fast enough, and the reason that the figures give for it. */
#include "cli/report.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/moments.h"
#include "support/plan.h"
#include "support/test.h"

#include <string.h>

enum { MODES = 3 };

static const struct mode *const three[MODES] = {&mode_sync, &mode_threads, &mode_async};

static struct plan lesson(void)
{
    struct plan plan = usual_plan();
    plan.seed = 7;
    return plan;
}

/* What becomes of the plan in these modes, in simulated time. */
static struct advice advise_among(const struct plan *plan, const struct mode *const modes_now[], size_t count)
{
    struct fixture fixtures[MODES_MAX];
    struct result results[MODES_MAX];
    memset(results, 0, sizeof results);
    for (size_t i = 0; i < count; i++) {
        fixtures[i] = fixture_open(plan, modes_now[i]);
        bool stuck = fixture_finish(&fixtures[i]) == ENGINE_STUCK;
        results[i] = (struct result){.run = {.mode = modes_now[i],
                                             .status = stuck ? RUN_STUCK : RUN_FINISHED,
                                             .plan = *plan,
                                             .trace = fixtures[i].trace}};
    }
    struct advice advice = advice_of(results, count);
    for (size_t i = 0; i < count; i++)
        fixture_close(&fixtures[i]);
    return advice;
}

/* In the three modes, with this one as threads. */
static struct advice advise_with(const struct plan *plan, const struct mode *threads)
{
    return advise_among(plan, (const struct mode *const[]){three[0], threads, three[2]}, MODES);
}

static struct advice advise(const struct plan *plan)
{
    return advise_with(plan, &mode_threads);
}

/* Outcomes of a worker that is in that state for so long; below 0: a deadlock. */
static struct advice advise_made_of(enum state state, enum language language, double sync, double threads, double async)
{
    const double seconds[MODES] = {sync, threads, async};
    struct result results[MODES];
    for (size_t i = 0; i < MODES; i++) {
        struct trace *trace = trace_new(0);
        results[i] = (struct result){
            .run = {.mode = three[i], .status = seconds[i] < 0 ? RUN_STUCK : RUN_FINISHED, .trace = trace}};
        results[i].run.plan = usual_plan();
        results[i].run.plan.items = 0;
        results[i].run.plan.language = language;
        struct event event = {.until = TIME_NEVER, .lane = lane_id_of(LANE_PRODUCER, 0), .other = LANE_NONE};
        event.state = (uint8_t)state;
        trace_apply(trace, &event);
        trace_close(trace, seconds[i] < 0 ? 0 : (int64_t)(seconds[i] * 1e9));
    }
    struct advice advice = advice_of(results, MODES);
    for (size_t i = 0; i < MODES; i++)
        result_free(&results[i]);
    return advice;
}

static struct advice advise_made_up(double sync, double threads, double async)
{
    return advise_made_of(STATE_SLEEPING, LANGUAGE_C, sync, threads, async);
}

/* ---- The choice ---- */

static size_t choose(int64_t sync, int64_t threads, int64_t async)
{
    return advice_choose(three, (const int64_t[MODES]){sync, threads, async}, MODES);
}

TEST(the_fastest_is_chosen)
{
    assert_int_equal(choose(3000, 1000, 2000), 1);
    assert_int_equal(choose(3000, 2000, 1000), 2);
    assert_int_equal(choose(500, 2000, 1000), 0);
}

TEST(a_lighter_one_that_is_near_enough_is_better)
{
    assert_int_equal(choose(3000, 1000, 1050), 2);
    assert_int_equal(choose(3000, 1000, 1051), 1);
    assert_int_equal(choose(1050, 1000, 1010), 0);
}

TEST(what_does_not_finish_is_not_chosen)
{
    assert_int_equal(choose(-1, 1000, 3000), 1);
    assert_int_equal(choose(-1, 1000, -1), 1);
    assert_int_equal(choose(-1, -1, -1), MODES);
}

/* ---- The reasons ---- */

TEST(io_is_for_async)
{
    struct plan plan = lesson();
    plan.cpu_percent = 0;
    struct advice advice = advise(&plan);
    assert_ptr_equal(advice.mode, &mode_async);
    assert_string_equal(advice.why, "everything is waiting (I/O), and one thread does as well as 3");
    plan.cpu_percent = 100;
    assert_null(strstr(advise(&plan).why, "waiting"));
}

TEST(cpu_is_for_threads)
{
    struct plan plan = lesson();
    plan.cpu_percent = 100;
    struct advice advice = advise(&plan);
    assert_ptr_equal(advice.mode, &mode_threads);
    assert_string_equal(advice.why,
                        "100 % is computing (2.8 cores on average); async has only one core and takes 38.79 s "
                        "longer; in Python it takes processes");
    plan.cpu_percent = 0;
    assert_null(strstr(advise(&plan).why, "cores"));
}

TEST(computing_in_python_is_for_processes_never_for_threads)
{
    struct plan plan = lesson();
    plan.cpu_percent = 100, plan.language = LANGUAGE_PYTHON;
    struct advice advice = advise_among(&plan, modes, 5);
    assert_ptr_equal(advice.mode, &mode_processes);
    assert_string_equal(advice.why, "100 % is computing, which Python's threads do one at a time, under one GIL; each "
                                    "process has its own. In C threads would do");
    struct random random = random_stream(1, 1);
    for (int i = 0; i < effort(40); i++) {
        plan = moments_plan(&random, &mode_sync);
        plan.cpu_percent = 100, plan.language = LANGUAGE_PYTHON, plan.pool = 0;
        plan.items = plan.items > 0 ? plan.items : 3;
        advice = advise_among(&plan, modes, 5);
        if (plan.produce.max > 0 && plan.capacity == 0 && (advice.mode == &mode_threads || advice.mode == &mode_pool))
            fail_msg("%u × %d items, %u consumers, %u tasks: %s: %s", plan.producers, (int)plan.items, plan.consumers,
                     plan.tasks, advice.mode->name, advice.why);
    }
}

TEST(a_gil_is_why_threads_and_async_differ_in_python)
{
    assert_string_equal(advise_made_of(STATE_WORKING, LANGUAGE_PYTHON, 60, 21.5, 20).why,
                        "threads take 1.50 s longer, because only one at a time has the GIL; in C they have none");
    assert_string_equal(advise_made_of(STATE_WORKING, LANGUAGE_PYTHON, 60, 20, 21.5).why,
                        "async takes 1.50 s longer, since a worker that computes keeps the loop until it is done; "
                        "threads hand the GIL over, and in C they have none");
}

TEST(nothing_is_for_sync_but_what_does_not_overlap)
{
    struct plan plan = lesson();
    plan.producers = 1;
    plan.consume = (struct delay){0, 0};
    struct advice advice = advise(&plan);
    assert_ptr_equal(advice.mode, &mode_sync);
    assert_string_equal(advice.why, "no other mode is faster by more than 5 %, and none is simpler");
    plan.consume = (struct delay){NS_PER_S, NS_PER_S};
    assert_ptr_not_equal(advise(&plan).mode, &mode_sync);
}

TEST(overhead_is_told)
{
    struct advice advice = advise_made_up(60, 21.5, 20);
    assert_ptr_equal(advice.mode, &mode_async);
    assert_string_equal(advice.why, "threads take 1.50 s longer, because 3 threads cost time themselves");
    assert_null(strstr(advise_made_up(60, 20.1, 20).why, "cost time"));
}

TEST(the_only_one_to_finish_needs_no_other_reason)
{
    struct advice advice = advise_made_up(-1, -1, 20);
    assert_ptr_equal(advice.mode, &mode_async);
    assert_string_equal(advice.why, "it is the only one that finishes");
    assert_null(strstr(advise_made_up(-1, 20, 20).why, "only one"));
}

/* Threads that could not be created are quick, and no advice; neither are items that were not done. */
TEST(a_run_in_trouble_or_incomplete_is_not_chosen)
{
    struct trace *trace = trace_new(0);
    struct result results[] = {
        {.run = {.mode = &mode_threads, .status = RUN_FINISHED, .plan = lesson(), .trace = trace}}};
    trace_close(trace, NS_PER_S);
    assert_null(advice_of(results, 1).mode);
    results[0].run.plan.items = 0;
    assert_ptr_equal(advice_of(results, 1).mode, &mode_threads);
    results[0].run.status = RUN_LEFT;
    assert_null(advice_of(results, 1).mode);
    result_free(&results[0]);
}

TEST(where_none_finishes_none_is_chosen)
{
    assert_null(advise_made_up(-1, -1, -1).mode);
}

TEST(nothing_is_chosen_by_what_a_bug_shows)
{
    struct plan plan = lesson();
    assert_null(advise_with(&plan, &bug_deadlock).mode);
    assert_null(advise_with(&plan, &bug_no_start).mode);
}

TEST(without_async_the_fastest_speaks_for_itself)
{
    struct advice advice = advise_made_up(60, 20, -1);
    assert_ptr_equal(advice.mode, &mode_threads);
    assert_string_equal(advice.why, "it is the fastest, with 20.00 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fastest_is_chosen),
        cmocka_unit_test(a_lighter_one_that_is_near_enough_is_better),
        cmocka_unit_test(what_does_not_finish_is_not_chosen),
        cmocka_unit_test(io_is_for_async),
        cmocka_unit_test(cpu_is_for_threads),
        cmocka_unit_test(computing_in_python_is_for_processes_never_for_threads),
        cmocka_unit_test(a_gil_is_why_threads_and_async_differ_in_python),
        cmocka_unit_test(nothing_is_for_sync_but_what_does_not_overlap),
        cmocka_unit_test(overhead_is_told),
        cmocka_unit_test(the_only_one_to_finish_needs_no_other_reason),
        cmocka_unit_test(a_run_in_trouble_or_incomplete_is_not_chosen),
        cmocka_unit_test(where_none_finishes_none_is_chosen),
        cmocka_unit_test(nothing_is_chosen_by_what_a_bug_shows),
        cmocka_unit_test(without_async_the_fastest_speaks_for_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
