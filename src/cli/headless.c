/* headless — one run without a screen, and what became of it. */
#include "cli/headless.h"

#include "cli/command.h"
#include "cli/report.h"
#include "engine/engine.h"
#include "modes/modes.h"

#include <poll.h>
#include <signal.h>

enum { DRAIN_MS = 20 }; /* how long an event may wait in its ring */

/* ---- Signals ---- */

static volatile sig_atomic_t caught; /* the signal that asks for the end of the run, 0: none yet */

static void catch_signal(int number)
{
    caught = number;
}

/* Catches the first signal only: a second one has its old effect. A signal that is ignored (as in a shell's background)
 * stays so. A write that blocks is interrupted, too. */
static void catch_once(int number)
{
    struct sigaction action = {.sa_handler = catch_signal, .sa_flags = (int)SA_RESETHAND}, before;
    (void)sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        (void)sigaction(number, &action, NULL);
}

/* ---- A run ---- */

static void print_event(void *output, const struct event *event)
{
    report_event(*(const struct output *)output, event);
}

/* Until the next events may have come; a signal ends it early. */
static void wait_for_events(struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    (void)poll(&descriptor, 1, DRAIN_MS);
    wakeup_drain(wakeup);
}

/* Drains the run until it ends, one way or another. False if the output failed. */
static bool await_end(struct engine *engine, struct wakeup *wakeup, const struct output *output, struct result *result,
                      struct error *error)
{
    enum engine_status status;
    while ((status = engine_drain(engine)) == ENGINE_RUNNING && caught == 0) {
        if (output != NULL && !output_flush(error))
            return false;
        wait_for_events(wakeup);
    }
    result->run.status = status == ENGINE_STUCK ? RUN_STUCK : status == ENGINE_FINISHED ? RUN_FINISHED : RUN_LEFT;
    result->signal = status == ENGINE_RUNNING ? (int)caught : 0;
    engine_stop(engine); /* and drains the last events */
    if (engine_trouble(engine, &result->trouble) && result->run.status == RUN_FINISHED)
        result->run.status = RUN_LEFT;
    result->stalls = engine_stalls(engine);
    result->run.lateness = engine_lateness(engine);
    return output == NULL || output_flush(error);
}

bool headless_run(const struct options *options, const struct mode *mode, struct output *output, struct result *result,
                  struct error *error)
{
    catch_once(SIGINT);
    catch_once(SIGTERM);
    struct wakeup *wakeup = wakeup_new(error);
    if (wakeup == NULL)
        return false;
    struct clock *clock = clock_new(options->instant ? CLOCK_INSTANT : CLOCK_REAL, wakeup);
    clock_set_speed(clock, options->speed);
    clock_pause(clock); /* until all workers are made */
    struct trace *trace = trace_new(clock_now(clock));
    if (output != NULL)
        trace_listen(trace, print_event, output);
    *result = (struct result){.run = {.mode = mode, .plan = options->plan, .ideal = -1, .trace = trace},
                              .instant = options->instant};
    struct engine *engine = engine_start(&result->run.plan, mode, clock, wakeup, trace, error);
    clock_resume(clock);
    if (options->instant)
        clock_allow(clock, TIME_NEVER);
    bool done = engine != NULL && await_end(engine, wakeup, output, result, error);
    engine_free(engine);
    clock_free(clock);
    wakeup_free(wakeup);
    if (!done)
        result_free(result);
    else if (result->signal == 0)
        result->run.ideal = ideal_elapsed(&options->plan);
    return done;
}

/* ---- What became of it ---- */

void result_free(struct result *result)
{
    trace_free((struct trace *)result->run.trace); /* const for the view alone */
}

int result_status(const struct result *result, struct error *error)
{
    if (result->trouble.message[0] != '\0') {
        *error = result->trouble;
        return STATUS_FAILED;
    }
    if (result->run.status == RUN_STUCK)
        return STATUS_DEADLOCK;
    return result->signal != 0 ? STATUS_SIGNAL + result->signal : STATUS_DONE;
}

bool result_is_complete(const struct result *result)
{
    return result->run.status == RUN_FINISHED && (int64_t)result->run.trace->consumed >= plan_items(&result->run.plan);
}

int64_t result_end(const struct result *result)
{
    return trace_end(result->run.trace, result->run.trace->latest);
}

int64_t result_elapsed(const struct result *result)
{
    return result_end(result) - result->run.trace->start;
}

struct stats result_stats(const struct result *result)
{
    return stats_of(result->run.trace, result_end(result));
}

uint32_t result_workers(const struct result *result)
{
    return plan_workers_all(&result->run.plan);
}

lane_id result_worker(const struct result *result, uint32_t index)
{
    enum lane_kind kind = LANE_PRODUCER;
    for (; index >= plan_workers(&result->run.plan, kind); kind++)
        index -= plan_workers(&result->run.plan, kind);
    return lane_id_of(kind, index);
}

struct state_times result_state_times(const struct result *result, lane_id worker)
{
    if (trace_lane(result->run.trace, worker) != NULL)
        return stats_worker(result->run.trace, worker, result_end(result));
    return (struct state_times){.ns = {[STATE_IDLE] = result_end(result) - result->run.trace->start}};
}
