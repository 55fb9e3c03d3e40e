/* simulation — a run on a clock of its own that jumps from deadline to deadline */
#include "app/simulation.h"

#include "base/units.h"

bool simulator_is_cancelled(const struct simulator *simulator)
{
    return atomic_load_explicit(simulator->cancelled, memory_order_acquire);
}

/* Until it is finished or stuck; still running where it was cancelled or recorded more events than may be. */
static enum engine_status carry_out(struct engine *engine, struct clock *clock, const struct trace *trace,
                                    const struct simulator *simulator)
{
    enum engine_status status;
    clock_allow(clock, TIME_NEVER);
    while ((status = engine_drain(engine)) == ENGINE_RUNNING && !simulator_is_cancelled(simulator) &&
           trace->events <= simulator->events_left)
        wakeup_wait(simulator->wakeup);
    return status;
}

struct trace *simulate(struct simulator *simulator, const struct plan *plan, const struct mode *mode, bool *stuck,
                       struct error *error)
{
    struct clock *clock = clock_new(CLOCK_INSTANT, simulator->wakeup);
    struct trace *trace = trace_new(0);
    struct engine *engine = engine_start(plan, mode, clock, simulator->wakeup, trace, error);
    enum engine_status status = engine != NULL ? carry_out(engine, clock, trace, simulator) : ENGINE_RUNNING;
    bool done = status != ENGINE_RUNNING && trace->events <= simulator->events_left;
    *stuck = status == ENGINE_STUCK;
    simulator->events_left -= trace->events < simulator->events_left ? trace->events : simulator->events_left;
    if (done) {
        struct error trouble;
        engine_stop(engine);
        done = !engine_trouble(engine, error != NULL ? error : &trouble);
    }
    engine_free(engine);
    clock_free(clock);
    if (!done) {
        trace_free(trace);
        trace = NULL;
    }
    return trace;
}
