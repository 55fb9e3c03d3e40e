/* headless — one run without a screen; see the header. */
#include "cli/headless.h"

#include "engine/engine.h"
#include "engine/ideal.h"

#include <poll.h>
#include <signal.h>

enum { FRAME_MS = 20 }; /* how long an event may lie in its ring */

/* ---- Signals ---- */

static volatile sig_atomic_t caught; /* the signal that asks for the end of the run, 0: none yet */

static void catch_signal(int number)
{
    caught = number;
}

/* Once each: a second signal finds its old meaning. What is ignored (as in a shell's background) stays so. A write that
 * blocks is interrupted, too. */
static void catch_once(int number)
{
    struct sigaction action = {.sa_handler = catch_signal, .sa_flags = (int)SA_RESETHAND}, before;
    (void)sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        (void)sigaction(number, &action, NULL);
}

/* ---- A run ---- */

/* What a run needs besides its outcome. */
struct stage {
    struct wakeup *wakeup;
    struct clock *clock;
    struct engine *engine;
};

static bool stage_open(struct stage *stage, const struct options *options, struct result *result, struct error *error)
{
    stage->wakeup = wakeup_new(error);
    if (stage->wakeup == NULL)
        return false;
    stage->clock = clock_new(options->instant ? CLOCK_INSTANT : CLOCK_REAL, stage->wakeup);
    clock_set_speed(stage->clock, options->speed);
    clock_pause(stage->clock); /* until all is made: a hundred thousand workers take a while */
    result->trace = trace_new(clock_now(stage->clock));
    stage->engine = engine_start(&result->plan, result->mode, stage->clock, stage->wakeup, result->trace, error);
    clock_resume(stage->clock);
    return stage->engine != NULL;
}

static void stage_close(struct stage *stage)
{
    engine_free(stage->engine);
    clock_free(stage->clock);
    wakeup_free(stage->wakeup);
}

static void wait_for_news(struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    (void)poll(&descriptor, 1, FRAME_MS); /* a signal ends it early */
    wakeup_drain(wakeup);
}

/* Until the run is over, one way or another. False where the listener failed. */
static bool attend(const struct stage *stage, const struct run_listener *listener, struct result *result,
                   struct error *error)
{
    for (;;) {
        enum engine_status status = engine_drain(stage->engine);
        if (listener != NULL && !listener->pause(listener->context, error))
            return false;
        if (status == ENGINE_FINISHED)
            return true;
        result->deadlock = status == ENGINE_STUCK;
        result->signal = result->deadlock ? 0 : (int)caught;
        if (result->deadlock || result->signal != 0)
            return true;
        wait_for_news(stage->wakeup);
    }
}

/* Carries out the run on its stage. */
static bool perform(const struct stage *stage, const struct run_listener *listener, struct result *result,
                    struct error *error)
{
    if (listener != NULL)
        trace_listen(result->trace, listener->event, listener->context);
    if (result->instant)
        clock_allow(stage->clock, TIME_NEVER);
    bool heard = attend(stage, listener, result, error);
    engine_stop(stage->engine);
    (void)engine_trouble(stage->engine, &result->trouble);
    result->stalls = engine_stalls(stage->engine);
    /* The last events came with the stop. */
    return heard && (listener == NULL || listener->pause(listener->context, error));
}

bool headless_run(const struct options *options, const struct mode *mode, const struct run_listener *listener,
                  struct result *result, struct error *error)
{
    *result = (struct result){.mode = mode, .plan = options->plan, .instant = options->instant, .ideal = -1};
    catch_once(SIGINT);
    catch_once(SIGTERM);
    struct stage stage = {0};
    bool done = stage_open(&stage, options, result, error) && perform(&stage, listener, result, error);
    stage_close(&stage);
    if (!done)
        result_free(result);
    else if (result->signal == 0)
        result->ideal = ideal_elapsed(&result->plan);
    return done;
}
