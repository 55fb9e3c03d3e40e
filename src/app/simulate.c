/* simulate — a run on an instant clock of its own; see the header. */
#include "app/simulate.h"

#include "engine/engine.h"

static struct state_times add_up(const struct trace *trace, enum lane_kind kind, int64_t now)
{
    struct state_times sum = {{0}};
    for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
        struct state_times state_times = stats_worker(trace, lane_id_of(kind, i), now);
        for (int state = 0; state < STATE_COUNT; state++)
            sum.ns[state] += state_times.ns[state];
    }
    return sum;
}

static bool is_set(const atomic_bool *cancelled)
{
    return atomic_load_explicit(cancelled, memory_order_acquire);
}

/* Until it is finished or stuck; false if it was cancelled or recorded more events than the budget allows. */
static bool carry_out(struct engine *engine, struct clock *clock, const struct trace *trace,
                      const struct simulation_limits *limits, enum engine_status *status)
{
    clock_allow(clock, TIME_NEVER);
    while (!is_set(limits->cancelled) && trace->events <= *limits->events_left) {
        bool idle = clock_is_idle(clock); /* before draining: what was recorded by then is drained */
        *status = engine_drain(engine);
        if (*status == ENGINE_FINISHED || idle)
            return true;
        wakeup_wait(limits->wakeup);
    }
    return false;
}

bool simulate(const struct plan *plan, const struct mode *mode, const struct simulation_limits *limits,
              struct simulation_result *result)
{
    struct clock *clock = clock_new(CLOCK_INSTANT, limits->wakeup);
    struct trace *trace = trace_new(0);
    struct engine *engine = engine_start(plan, mode, clock, limits->wakeup, trace, NULL);
    enum engine_status status = ENGINE_RUNNING;
    bool done = engine != NULL && carry_out(engine, clock, trace, limits, &status);
    *limits->events_left -= trace->events < *limits->events_left ? trace->events : *limits->events_left;
    if (done) {
        struct error trouble;
        engine_stop(engine);
        done = !engine_trouble(engine, &trouble);
        int64_t end = trace_end(trace, trace->latest);
        *result = (struct simulation_result){
            .finished = status == ENGINE_FINISHED,
            .stats = stats_of(trace, end),
            .producers = add_up(trace, LANE_PRODUCER, end),
            .consumers = add_up(trace, LANE_CONSUMER, end),
        };
    }
    engine_free(engine);
    clock_free(clock);
    trace_free(trace);
    return done;
}
