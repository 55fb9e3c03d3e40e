/* headless — one run without a screen. */
#include "cli/headless.h"

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
    for (;;) {
        enum engine_status status = engine_drain(engine);
        if (output != NULL && !output_flush(error))
            return false;
        result->deadlock = status == ENGINE_STUCK;
        result->signal = status == ENGINE_RUNNING ? (int)caught : 0;
        if (status != ENGINE_RUNNING || result->signal != 0)
            return true;
        wait_for_events(wakeup);
    }
}

bool headless_run(const struct options *options, const struct mode *mode, struct output *output, struct result *result,
                  struct error *error)
{
    *result = (struct result){.mode = mode, .plan = options->plan, .instant = options->instant, .ideal = -1};
    catch_once(SIGINT);
    catch_once(SIGTERM);
    struct wakeup *wakeup = wakeup_new(error);
    if (wakeup == NULL)
        return false;
    struct clock *clock = clock_new(options->instant ? CLOCK_INSTANT : CLOCK_REAL, wakeup);
    clock_set_speed(clock, options->speed);
    clock_pause(clock); /* until all workers are made */
    result->trace = trace_new(clock_now(clock));
    if (output != NULL)
        trace_listen(result->trace, print_event, output);
    struct engine *engine = engine_start(&result->plan, mode, clock, wakeup, result->trace, error);
    clock_resume(clock);
    if (options->instant)
        clock_allow(clock, TIME_NEVER);
    bool done = engine != NULL && await_end(engine, wakeup, output, result, error);
    if (done) {
        engine_stop(engine); /* and drains the last events */
        (void)engine_trouble(engine, &result->trouble);
        result->stalls = engine_stalls(engine);
        result->lateness = engine_lateness(engine);
        done = output == NULL || output_flush(error);
    }
    engine_free(engine);
    clock_free(clock);
    wakeup_free(wakeup);
    if (!done)
        result_free(result);
    else if (result->signal == 0)
        result->ideal = ideal_elapsed(&result->plan);
    return done;
}
