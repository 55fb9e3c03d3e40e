/* fidelity — how near real runs come to what they should be: whole plans beside the same plan in simulated time, single
 * sleeps beside clock_nanosleep, and the scenario beside the Python programs that teach it. */
#include "bench/child.h"
#include "bench/sections.h"

#include "clock/clock.h"
#include "engine/worker.h"
#include "modes/modes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* ---- Whole plans ---- */

static const char *const plans[] = {"-p 1 -n 20", "-p 2 -n 20"}; /* a plan without sync lasts 20 s, with it 60 */
static const char scenario[] = "--produce 0.5-1.5 --consume 0.5 --cpu 0 --seed 42 --json";
enum { PLANS = sizeof plans / sizeof *plans };

static double simulated(const char *mode, const char *plan)
{
    char command[512];
    (void)snprintf(command, sizeof command, BENCH_OVERLAP " run -m %s %s %s --instant", mode, plan, scenario);
    struct result result = child_run(command);
    double elapsed = result_number(&result, "elapsed_s");
    result_release(&result);
    return elapsed;
}

static struct child start_ours(const char *mode, const char *plan)
{
    char command[512];
    (void)snprintf(command, sizeof command, BENCH_OVERLAP " run -m %s %s %s", mode, plan, scenario);
    return child_start(command);
}

static const char *const ways[] = {"threads", "async", "polling"};
enum { WAYS = sizeof ways / sizeof *ways, POLLING = 2 };

static struct child start_python(const char *way)
{
    char command[512];
    (void)snprintf(command, sizeof command, BENCH_PYTHON " " BENCH_PEERS_PY " scenario %s 1 20", way);
    return child_start(command);
}

/* What is over the ideal, in ms, and the mean latency, in ms, beside the Python program. */
static void beside_python(struct report *report, const struct result *ours, const char *way,
                          const struct result *theirs)
{
    char peer[64];
    (void)snprintf(peer, sizeof peer, "Python, %s", way);
    bool polls = way == ways[POLLING];
    struct row over = {.section = "fidelity",
                       .what = "async 1 × 20: beyond the ideal",
                       .unit = "ms",
                       .peer = peer,
                       .goal = GOAL_AT_MAX,
                       .limit = 1};
    samples_add(&over.ours, (result_number(ours, "elapsed_s") - result_number(ours, "ideal_s")) * 1e3);
    samples_add(&over.theirs, (result_number(theirs, "elapsed_s") - result_number(theirs, "ideal_s")) * 1e3);
    report_row(report, &over);
    if (!polls)
        return;
    struct row latency = {.section = "fidelity",
                          .what = "async 1 × 20: mean latency",
                          .unit = "ms",
                          .peer = peer,
                          .goal = GOAL_AT_MAX,
                          .limit = 0.1};
    samples_add(&latency.ours, result_number(ours, "latency_s.mean") * 1e3);
    samples_add(&latency.theirs, result_number(theirs, "latency_s.mean") * 1e3);
    report_row(report, &latency);
}

static void mode_row(struct report *report, const char *mode, const char *plan, const struct result *result)
{
    char what[64];
    (void)snprintf(what, sizeof what, "%s %s: elapsed", mode, plan);
    struct row row = {
        .section = "fidelity", .what = what, .unit = "s", .peer = "simulated", .goal = GOAL_AT_MAX, .limit = 1.002};
    samples_add(&row.ours, result_number(result, "elapsed_s"));
    samples_add(&row.theirs, simulated(mode, plan));
    report_row(report, &row);
}

/* All at once: they do nothing but sleep. */
static void whole_plans(struct report *report)
{
    struct child ours[PLANS][3], python[WAYS];
    struct result theirs, mine[PLANS][3];
    for (size_t plan = 0; plan < PLANS; plan++)
        for (size_t mode = 0; modes[mode] != NULL && mode < 3; mode++)
            ours[plan][mode] = start_ours(modes[mode]->name, plans[plan]);
    for (size_t way = 0; way < WAYS && BENCH_PYTHON[0] != '\0'; way++)
        python[way] = start_python(ways[way]);
    for (size_t plan = 0; plan < PLANS; plan++) {
        for (size_t mode = 0; modes[mode] != NULL && mode < 3; mode++) {
            mine[plan][mode] = child_finish(ours[plan][mode], 0);
            mode_row(report, modes[mode]->name, plans[plan], &mine[plan][mode]);
        }
    }
    for (size_t way = 0; way < WAYS && BENCH_PYTHON[0] != '\0'; way++) {
        theirs = child_finish(python[way], 0);
        beside_python(report, &mine[0][2], ways[way], &theirs);
        result_release(&theirs);
    }
    if (BENCH_PYTHON[0] == '\0')
        report_skip(report, "fidelity", "Python");
    for (size_t plan = 0; plan < PLANS; plan++)
        for (size_t mode = 0; modes[mode] != NULL && mode < 3; mode++)
            result_release(&mine[plan][mode]);
}

/* ---- Single sleeps ---- */

enum { SLEEPS = 400 };
#define SLEEP INT64_C(2000000) /* ns */

/* A mode whose only thread sleeps, each time beside a clock_nanosleep of the same length: how late both end, ns. */
static double own_late[SLEEPS], their_late[SLEEPS];

static void sleep_run(struct engine *engine)
{
    for (int i = 0; i < SLEEPS; i++) {
        int64_t deadline = clock_now(engine_clock(engine)) + SLEEP;
        (void)clock_sleep(engine_main(engine), deadline);
        own_late[i] = (double)(clock_now(engine_clock(engine)) - deadline);
    }
}

static void *nanosleep_thread(void *argument)
{
    (void)argument;
    for (int i = 0; i < SLEEPS; i++) {
        struct timespec until;
        (void)clock_gettime(CLOCK_MONOTONIC, &until);
        int64_t deadline = until.tv_sec * NS_PER_S + until.tv_nsec + SLEEP;
        until = (struct timespec){.tv_sec = deadline / NS_PER_S, .tv_nsec = deadline % NS_PER_S};
        (void)clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        their_late[i] = bench_now() - (double)deadline;
    }
    return NULL;
}

static void single_sleeps(struct report *report, const struct settings *settings)
{
    static const struct mode sleeper = {.name = "sleeper", .summary = "sleeps", .run = sleep_run};
    static const double percents[] = {50, 99};
    struct row rows[2] = {{.what = "a sleep ends late, p50"}, {.what = "a sleep ends late, p99"}};
    for (int round = 0; round < settings->rounds; round++) {
        struct plan plan = plan_default();
        struct wakeup *wakeup = wakeup_new(NULL);
        struct clock *clock = clock_new(CLOCK_REAL, wakeup);
        struct trace *trace = trace_new(0);
        pthread_t thread;
        (void)pthread_create(&thread, NULL, nanosleep_thread, NULL);
        struct engine *engine = engine_start(&plan, &sleeper, clock, wakeup, trace, NULL);
        while (engine_drain(engine) != ENGINE_FINISHED)
            wakeup_wait(wakeup);
        (void)pthread_join(thread, NULL);
        for (size_t i = 0; i < 2; i++) {
            samples_add(&rows[i].ours, percentile(own_late, SLEEPS, percents[i]) / 1e3);
            samples_add(&rows[i].theirs, percentile(their_late, SLEEPS, percents[i]) / 1e3);
        }
        engine_free(engine);
        clock_free(clock);
        trace_free(trace);
        wakeup_free(wakeup);
    }
    for (size_t i = 0; i < 2; i++) {
        rows[i].section = "fidelity", rows[i].unit = "µs", rows[i].peer = "clock_nanosleep";
        report_row(report, &rows[i]);
    }
}

void bench_fidelity(struct report *report, const struct settings *settings)
{
    whole_plans(report);
    single_sleeps(report, settings);
}
