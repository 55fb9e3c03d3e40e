/* ideal — how long a plan would take: an instant run of an event loop that no worker ever keeps */
#include "engine/engine.h"
#include "modes/async.h"
#include "modes/modes.h"

static bool blocks(const struct worker *worker)
{
    (void)worker;
    return false;
}

static void run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = blocks});
}

/* Carries the plan out to its end; false if the system does not give what that needs. */
static bool carry_out(const struct plan *plan, struct clock *clock, struct wakeup *wakeup)
{
    const struct mode mode = {.name = "ideal", .run = run};
    struct error error;
    struct engine *engine = engine_start(plan, &mode, clock, wakeup, NULL, &error);
    if (engine == NULL)
        return false;
    clock_allow(clock, TIME_NEVER);
    while (engine_drain(engine) != ENGINE_FINISHED)
        wakeup_wait(wakeup);
    engine_free(engine);
    return true;
}

int64_t ideal_elapsed(const struct plan *plan)
{
    struct error error;
    struct wakeup *wakeup = plan->items > 0 ? wakeup_new(&error) : NULL;
    if (wakeup == NULL)
        return -1;
    struct clock *clock = clock_new(CLOCK_INSTANT, wakeup);
    int64_t elapsed = carry_out(plan, clock, wakeup) ? clock_now(clock) : -1;
    clock_free(clock);
    wakeup_free(wakeup);
    return elapsed;
}
