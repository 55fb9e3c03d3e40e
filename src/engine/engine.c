/* engine — one run: start, drain, change, stop */
#include "engine/engine.h"

#include "base/memory.h"
#include "base/os.h"
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

/* Events: the rings of all workers together, one of them, and one that all workers share. */
enum { RECORD_ROOM = 1 << 17, RING_MIN = 1 << 7, RING_MAX = 1 << 14, SHARED_MAX = 1 << 18 };

/* ---- What a mode sees of it ---- */

static uint32_t power_of_two(uint32_t events, uint32_t min, uint32_t max)
{
    uint32_t power = min;
    while (power < events && power < max)
        power *= 2;
    return power;
}

/* For one worker: the rings of all together stay near RECORD_ROOM. */
static struct recorder *new_recorder(struct engine *engine)
{
    return recorder_new(&engine->drain,
                        power_of_two(RECORD_ROOM / plan_workers_all(engine_plan(engine)), RING_MIN, RING_MAX));
}

/* For all workers: the first events of each come at once, while the reader is still making their lanes. */
static struct recorder *new_shared_recorder(struct engine *engine, uint32_t events_of_each)
{
    return recorder_new(&engine->drain,
                        power_of_two(events_of_each * plan_workers_all(engine_plan(engine)), RING_MAX, SHARED_MAX));
}

void worker_add_recorder(struct worker *worker)
{
    if (worker->recorder == worker->engine->main_recorder)
        worker->recorder = new_recorder(worker->engine);
}

struct extra_lane engine_add_lane(struct engine *engine, lane_id lane)
{
    return (struct extra_lane){lane, new_recorder(engine)};
}

struct waiter *engine_main(struct engine *engine)
{
    return &engine->main;
}

struct clock *engine_clock(struct engine *engine)
{
    return engine->clock;
}

bool engine_is_cancelled(const struct engine *engine)
{
    return clock_group_is_cancelled(engine->group);
}

const struct plan *engine_plan(const struct engine *engine)
{
    return &atomic_load_explicit(&engine->plan, memory_order_acquire)->plan;
}

bool engine_has_gil(const struct engine *engine)
{
    return mode_has_gil(engine->mode, engine_plan(engine));
}

unsigned engine_changes(const struct engine *engine)
{
    return atomic_load_explicit(&engine->changes, memory_order_acquire);
}

void engine_main_finished(struct engine *engine)
{
    engine_enter_main(engine, STATE_DONE, REASON_NONE, LANE_NONE);
    engine_record_end(engine, lane_id_of(LANE_MAIN, 0), LANE_NONE);
}

void engine_refused(struct engine *engine, const char *what, const char *why)
{
    pthread_mutex_lock(&engine->lock);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create %s: %s", what, why);
    pthread_mutex_unlock(&engine->lock);
    wakeup_notify(engine->drain.wakeup);
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

static void release(struct engine *engine)
{
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (uint32_t i = 0; i < engine->tables[kind].count; i++)
            free(engine->tables[kind].workers[i]);
        free(engine->tables[kind].workers);
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
    struct ending *ending = engine->ending;
    pthread_mutex_unlock(&engine->lock);
    /* Before it leaves: who sees the clock idle sees the run finished. */
    atomic_store_explicit(&engine->finished, true, memory_order_release);
    waiter_leave(&engine->main);
    if (ending == NULL) {
        wakeup_notify(engine->drain.wakeup);
        return NULL;
    }
    pthread_detach(engine->thread);
    release(engine);
    ending_done(ending);
    return NULL;
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
    engine->trace = trace;
    engine->over = true; /* until it has begun */
    pthread_mutex_init(&engine->lock, NULL);
    drain_init(&engine->drain, wakeup);
    set_plan(engine, plan);
    engine->main_recorder = new_shared_recorder(engine, 2); /* it is ready, and begins its first delay */
    engine->queue_recorder = new_shared_recorder(engine, 1);
    queue_reserve(&engine->queue, plan_workers(plan, LANE_PRODUCER)); /* their first items may come at once, too */
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
    if (engine->trace != NULL)
        trace_close(engine->trace, end > engine->trace->latest ? end : engine->trace->latest);
}

enum engine_status engine_drain(struct engine *engine)
{
    if (engine->status == ENGINE_FINISHED)
        return ENGINE_FINISHED;
    /* Looked at before the rings, so that what was recorded by then is in them; a stuck group's likewise. */
    bool finished = atomic_load_explicit(&engine->finished, memory_order_acquire);
    bool stuck = clock_group_is_stuck(engine->group);
    drain_read(&engine->drain, engine->trace, finished);
    engine->status = stuck ? ENGINE_STUCK : ENGINE_RUNNING;
    if (finished) {
        pthread_join(engine->thread, NULL);
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
    struct wakeup *wakeup = engine->drain.wakeup;
    clock_group_cancel(engine->group);
    while (engine_drain(engine) != ENGINE_FINISHED)
        wakeup_wait(wakeup); /* rung by full rings and by the end */
    wakeup_notify(wakeup);   /* what was answered here may have been for others too */
}

void engine_free(struct engine *engine)
{
    if (engine == NULL)
        return;
    engine_stop(engine);
    release(engine);
}

bool engine_leave(struct engine *engine, struct ending *ending)
{
    clock_group_cancel(engine->group);
    if (engine_drain(engine) == ENGINE_FINISHED)
        return false;
    pthread_mutex_lock(&engine->lock);
    bool over = engine->over;
    if (!over) {
        close_trace(engine, clock_now(engine->clock));
        drain_leave(&engine->drain);
        engine->ending = ending;
    }
    pthread_mutex_unlock(&engine->lock);
    return !over;
}

int64_t engine_lateness(const struct engine *engine)
{
    return clock_group_lateness(engine->group);
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
