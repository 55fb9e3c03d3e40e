/* engine — one run: start, drain, change, stop */
#include "engine/engine.h"

#include "base/memory.h"
#include "base/os.h"
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

/* Events: the rings of all workers together, one of them, and one that all workers share. */
enum { RECORD_ROOM = 1 << 17, RING_MIN = 1 << 7, RING_MAX = 1 << 14, SHARED_MAX = 1 << 18 };

/* ---- Rings ---- */

/* Room in a ring, so that all rings of the plan's workers together stay near RECORD_ROOM. */
static uint32_t ring_capacity(const struct plan *plan)
{
    uint32_t capacity = RING_MAX;
    while (capacity > RING_MIN && capacity > RECORD_ROOM / (plan->producers + plan->consumers))
        capacity /= 2;
    return capacity;
}

/* Room in a ring that all workers of the plan may share: the first events of each come at once, while the reader is
 * still making their lanes. */
static uint32_t shared_capacity(const struct plan *plan, uint32_t events_of_each)
{
    uint32_t capacity = RING_MAX;
    while (capacity < SHARED_MAX && capacity < events_of_each * (plan->producers + plan->consumers))
        capacity *= 2;
    return capacity;
}

static struct recorder *add_recorder(struct engine *engine, uint32_t capacity)
{
    struct recorder *recorder = recorder_new(&engine->drain, capacity);
    recorder->next = atomic_load_explicit(&engine->recorders, memory_order_relaxed);
    atomic_store_explicit(&engine->recorders, recorder, memory_order_release);
    return recorder;
}

void worker_add_recorder(struct worker *worker)
{
    struct engine *engine = worker->engine;
    if (worker->recorder == engine->main_recorder)
        worker->recorder = add_recorder(engine, ring_capacity(plan_of(engine)));
}

struct extra_lane engine_add_lane(struct engine *engine, lane_id lane)
{
    return (struct extra_lane){lane, add_recorder(engine, ring_capacity(plan_of(engine)))};
}

/* Moves at most `most` events into the trace; false when there may be more. */
static bool drain_ring(struct ring *ring, struct trace *trace, size_t most)
{
    struct event events[256];
    const size_t batch = sizeof events / sizeof *events;
    for (size_t total = 0; total < most; total += batch) {
        size_t count = ring_pop(ring, events, batch);
        for (size_t i = 0; i < count && trace != NULL; i++)
            trace_apply(trace, &events[i]);
        if (count < batch)
            return true;
    }
    return false;
}

/* One round over all rings. A writer that is faster than the reader must not keep it here: what is left has the
 * wakeup rung, unless `all` is asked for, when nobody writes any more. */
static void drain_rings(struct engine *engine, bool all)
{
    struct recorder *recorder = atomic_load_explicit(&engine->recorders, memory_order_acquire);
    for (; recorder != NULL; recorder = recorder->next)
        if (!drain_ring(recorder->ring, engine->trace, all ? SIZE_MAX : RING_MAX))
            wakeup_notify(engine->wakeup);
    drain_done(&engine->drain);
}

/* ---- Who runs ---- */

struct waiter *engine_main(struct engine *engine)
{
    return &engine->main;
}

struct clock *engine_clock(struct engine *engine)
{
    return engine->clock;
}

struct group *engine_group(struct engine *engine)
{
    return engine->group;
}

bool engine_is_cancelled(const struct engine *engine)
{
    return clock_group_is_cancelled(engine->group);
}

const struct plan *engine_plan(const struct engine *engine)
{
    return plan_of(engine);
}

bool engine_has_gil(const struct engine *engine)
{
    return mode_has_gil(engine->mode, plan_of(engine));
}

unsigned engine_changes(const struct engine *engine)
{
    return atomic_load_explicit(&engine->changes, memory_order_acquire);
}

bool engine_is_closed(const struct engine *engine)
{
    return is_closed(engine);
}

/* ---- What went wrong, and the end of main ---- */

void engine_main_finished(struct engine *engine)
{
    engine_enter_main(engine, STATE_DONE, REASON_NONE, LANE_NONE);
    engine_record_end(engine, lane_id_of(LANE_MAIN, 0));
}

void engine_refused(struct engine *engine, const char *what, const char *why)
{
    pthread_mutex_lock(&engine->lock);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create %s: %s", what, why);
    pthread_mutex_unlock(&engine->lock);
    wakeup_notify(engine->wakeup);
}

/* ---- A run ---- */

static void set_plan(struct engine *engine, const struct plan *plan)
{
    struct plan_version *version = memory_isolated(sizeof *version);
    version->plan = *plan;
    version->older = atomic_load_explicit(&engine->plan, memory_order_relaxed);
    if (version->older != NULL) {
        version->plan.seed = version->older->plan.seed;
        version->plan.language = version->older->plan.language;
    }
    atomic_store_explicit(&engine->plan, version, memory_order_release);
}

static void *main_thread(void *argument)
{
    struct engine *engine = argument;
    os_set_timer_slack(); /* and so do the threads that the mode creates; */
    os_leave_signals();   /* here likewise */
    waiter_begin(&engine->main);
    engine->mode->run(engine);
    engine->ended = clock_now(engine->clock);
    pthread_mutex_lock(&engine->lock);
    engine->over = true;
    pthread_mutex_unlock(&engine->lock);
    /* Before it leaves: who sees the clock idle sees the run finished. */
    atomic_store_explicit(&engine->finished, true, memory_order_release);
    waiter_leave(&engine->main);
    wakeup_notify(engine->wakeup);
    return NULL;
}

static void release(struct engine *engine)
{
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (struct worker_chunk *chunk = engine->tables[kind].chunks, *older; chunk != NULL; chunk = older) {
            older = chunk->older;
            free(chunk);
        }
        free(engine->tables[kind].workers);
    }
    for (struct recorder *recorder = engine->recorders, *next; recorder != NULL; recorder = next) {
        next = recorder->next;
        recorder_free(recorder);
    }
    for (struct plan_version *version = engine->plan, *older; version != NULL; version = older) {
        older = version->older;
        free(version);
    }
    queue_release(&engine->queue);
    clock_group_free(engine->group);
    pthread_mutex_destroy(&engine->lock);
    drain_release(&engine->drain);
    free(engine);
}

struct engine *engine_start(const struct plan *plan, const struct mode *mode, struct clock *clock,
                            struct wakeup *wakeup, struct trace *trace, struct error *error)
{
    if (!mode_allows(mode, plan, error))
        return NULL;
    struct engine *engine = memory_isolated(sizeof *engine);
    engine->mode = mode;
    engine->clock = clock;
    engine->group = clock_group_new(clock);
    engine->wakeup = wakeup;
    engine->trace = trace;
    engine->over = true; /* until it has begun */
    pthread_mutex_init(&engine->lock, NULL);
    drain_init(&engine->drain, wakeup);
    engine->main_recorder =
        add_recorder(engine, shared_capacity(plan, 2)); /* it is ready, and begins its first delay */
    engine->queue_recorder = add_recorder(engine, shared_capacity(plan, 1));
    queue_reserve(&engine->queue, plan->producers); /* their first items may come at once, too */
    set_plan(engine, plan);
    engine_plan_changed(engine);
    engine->over = false;

    waiter_init(&engine->main, engine->group);
    int failure = pthread_create(&engine->thread, NULL, main_thread, engine);
    if (failure != 0) {
        error_set(error, "cannot create a thread for the run: %s", strerror(failure));
        waiter_leave(&engine->main);
        release(engine);
        return NULL;
    }
    return engine;
}

static void close_trace(struct engine *engine, int64_t end)
{
    int64_t latest = engine->trace->latest;
    trace_close(engine->trace, end > latest ? end : latest);
}

enum engine_status engine_drain(struct engine *engine)
{
    if (engine->status == ENGINE_FINISHED)
        return ENGINE_FINISHED;
    /* Looked at before the rings, so that what was recorded by then is in them; a stuck group's likewise. */
    bool finished = atomic_load_explicit(&engine->finished, memory_order_acquire);
    bool stuck = clock_group_is_stuck(engine->group);
    drain_rings(engine, finished);
    engine->status = stuck ? ENGINE_STUCK : ENGINE_RUNNING;
    if (finished) {
        pthread_join(engine->thread, NULL);
        if (engine->trace != NULL)
            close_trace(engine, engine->ended);
        engine->status = ENGINE_FINISHED;
    }
    return engine->status;
}

void engine_change(struct engine *engine, const struct plan *plan)
{
    pthread_mutex_lock(&engine->lock);
    if (!engine->over) {
        set_plan(engine, plan);
        engine_plan_changed(engine);
    }
    pthread_mutex_unlock(&engine->lock);
}

void engine_stop(struct engine *engine)
{
    clock_group_cancel(engine->group);
    while (engine_drain(engine) != ENGINE_FINISHED)
        wakeup_wait(engine->wakeup); /* rung by full rings and by the end */
    wakeup_notify(engine->wakeup);   /* what was answered here may have been for others too */
}

void engine_free(struct engine *engine)
{
    if (engine == NULL)
        return;
    engine_stop(engine);
    release(engine);
}

void engine_detach(struct engine *engine)
{
    clock_group_cancel(engine->group);
    if (engine_drain(engine) == ENGINE_FINISHED)
        return;
    close_trace(engine, clock_now(engine->clock));
    engine->trace = NULL;
}

uint64_t engine_stalls(const struct engine *engine)
{
    return atomic_load_explicit(&engine->drain.stalls, memory_order_relaxed);
}

bool engine_trouble(struct engine *engine, struct error *error)
{
    pthread_mutex_lock(&engine->lock);
    bool trouble = engine->trouble.message[0] != '\0';
    if (trouble) {
        *error = engine->trouble;
        engine->trouble.message[0] = '\0';
    }
    pthread_mutex_unlock(&engine->lock);
    return trouble;
}
