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

/* What a run needs while it goes on. */
struct run_context {
    struct wakeup *wakeup;
    struct clock *clock;
    struct engine *engine;
};

static bool context_open(struct run_context *context, const struct options *options, struct result *result,
                         struct error *error)
{
    context->wakeup = wakeup_new(error);
    if (context->wakeup == NULL)
        return false;
    context->clock = clock_new(options->instant ? CLOCK_INSTANT : CLOCK_REAL, context->wakeup);
    clock_set_speed(context->clock, options->speed);
    clock_pause(context->clock); /* until all workers are made */
    result->trace = trace_new(clock_now(context->clock));
    context->engine = engine_start(&result->plan, result->mode, context->clock, context->wakeup, result->trace, error);
    clock_resume(context->clock);
    return context->engine != NULL;
}

static void context_close(struct run_context *context)
{
    engine_free(context->engine);
    clock_free(context->clock);
    wakeup_free(context->wakeup);
}

static void wait_for_events(struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    (void)poll(&descriptor, 1, DRAIN_MS); /* a signal ends it early */
    wakeup_drain(wakeup);
}

/* Drains the run until it ends, one way or another. False if the output failed. */
static bool await_end(const struct run_context *context, struct output *output, struct result *result,
                      struct error *error)
{
    for (;;) {
        enum engine_status status = engine_drain(context->engine);
        if (output != NULL && !output_flush(error))
            return false;
        if (status == ENGINE_FINISHED)
            return true;
        result->deadlock = status == ENGINE_STUCK;
        result->signal = result->deadlock ? 0 : (int)caught;
        if (result->deadlock || result->signal != 0)
            return true;
        wait_for_events(context->wakeup);
    }
}

static void print_event(void *output, const struct event *event)
{
    report_event(*(const struct output *)output, event);
}

static bool drive(const struct run_context *context, struct output *output, struct result *result, struct error *error)
{
    if (output != NULL)
        trace_listen(result->trace, print_event, output);
    if (result->instant)
        clock_allow(context->clock, TIME_NEVER);
    bool written = await_end(context, output, result, error);
    engine_stop(context->engine);
    (void)engine_trouble(context->engine, &result->trouble);
    result->stalls = engine_stalls(context->engine);
    /* Stopping drained the last events. */
    return written && (output == NULL || output_flush(error));
}

bool headless_run(const struct options *options, const struct mode *mode, struct output *output, struct result *result,
                  struct error *error)
{
    *result = (struct result){.mode = mode, .plan = options->plan, .instant = options->instant, .ideal = -1};
    catch_once(SIGINT);
    catch_once(SIGTERM);
    struct run_context context = {0};
    bool done = context_open(&context, options, result, error) && drive(&context, output, result, error);
    context_close(&context);
    if (!done)
        result_free(result);
    else if (result->signal == 0)
        result->ideal = ideal_elapsed(&result->plan);
    return done;
}
