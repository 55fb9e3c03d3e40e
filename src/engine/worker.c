/* worker — who runs, as a mode sees it; see the header. What workers do is in deeds.c. */
#include "engine/worker.h"

#include "base/memory.h"
#include "engine/engine_internal.h"

struct waiter *engine_main(struct engine *engine)
{
    return &engine->main;
}

struct group *engine_group(struct engine *engine)
{
    return engine->group;
}

struct clock *engine_clock(struct engine *engine)
{
    return engine->clock;
}

struct heap *engine_timers(struct engine *engine)
{
    return &engine->timers;
}

const struct plan *engine_plan(const struct engine *engine)
{
    return &atomic_load_explicit(&engine->plan, memory_order_acquire)->plan;
}

enum bug engine_bug(const struct engine *engine)
{
    return plan_bug(engine_plan(engine), engine->mode->name);
}

/* ---- Who runs ---- */

bool engine_is_closed(const struct engine *engine)
{
    return atomic_load_explicit(&engine->open_producers, memory_order_acquire) == 0;
}

unsigned engine_changes(const struct engine *engine)
{
    return atomic_load_explicit(&engine->changes, memory_order_acquire);
}

/* Under the lock, and only while the worker does not run. */
static bool is_wanted(const struct engine *engine, const struct worker *worker)
{
    if (worker->failed || !body_has_work(&worker->body, engine_plan(engine)))
        return false;
    return worker->body.kind == LANE_PRODUCER || !engine_is_closed(engine) || queue_depth(&engine->queue) > 0;
}

/* Under the lock, and so is all that hires. */
static void start_worker(struct engine *engine, struct worker *worker)
{
    worker->running = true;
    worker->op = (struct op){.kind = OP_WORK};
    worker_fifo_append(&engine->pending, worker);
}

static void notify_main(struct engine *engine)
{
    atomic_store_explicit(&engine->has_pending, true, memory_order_relaxed);
    if (!engine->over)
        clock_unpark(&engine->main);
}

static void start_wanted_workers(struct engine *engine, const struct worker_table *worker_table)
{
    for (uint32_t i = 0; i < worker_table->count; i++)
        if (!worker_table->workers[i]->running && is_wanted(engine, worker_table->workers[i]))
            start_worker(engine, worker_table->workers[i]);
}

/* Whom main has not fetched nobody has seen yet: they may be wanted no more, and then must not come at all, since in a
 * line that does not move they would never get to their end. */
static void cancel_pending(struct engine *engine)
{
    for (struct worker *worker; (worker = worker_fifo_take(&engine->pending)) != NULL;)
        worker->running = false;
}

static struct worker new_worker(struct engine *engine, enum lane_kind kind, uint32_t index)
{
    return (struct worker){
        .engine = engine,
        .body = body_new(kind, index, engine_plan(engine)->seed),
        .lane = lane_id_of(kind, index),
        .now_cached = TIME_NEVER,
        .woken_by = LANE_NONE,
        .recorder = engine->main_recorder,
    };
}

static void grow_table(struct engine *engine, enum lane_kind kind, uint32_t count)
{
    struct worker_table *worker_table = &engine->worker_table[kind];
    if (count <= worker_table->count)
        return;
    struct worker_chunk *worker_chunk =
        memory_isolated(sizeof *worker_chunk + (count - worker_table->count) * sizeof worker_chunk->workers[0]);
    worker_chunk->older = worker_table->chunks;
    worker_table->chunks = worker_chunk;
    worker_table->workers = memory_resized(worker_table->workers, count, sizeof(struct worker *));
    for (struct worker *worker = worker_chunk->workers; worker_table->count < count; worker++) {
        *worker = new_worker(engine, kind, worker_table->count);
        worker_table->workers[worker_table->count++] = worker;
    }
}

static size_t count_running(const struct worker_table *worker_table)
{
    size_t running = 0;
    for (uint32_t i = 0; i < worker_table->count; i++)
        running += worker_table->workers[i]->running;
    return running;
}

void engine_plan_changed(struct engine *engine)
{
    const struct plan *plan = engine_plan(engine);
    grow_table(engine, LANE_PRODUCER, plan->producers);
    grow_table(engine, LANE_CONSUMER, plan->consumers);
    cancel_pending(engine);
    start_wanted_workers(engine, &engine->worker_table[LANE_PRODUCER]);
    size_t open = count_running(&engine->worker_table[LANE_PRODUCER]);
    atomic_store_explicit(&engine->open_producers, open, memory_order_release);
    start_wanted_workers(engine, &engine->worker_table[LANE_CONSUMER]);
    /* Counted after what has changed and before main is unparked: who sees the count sees the rest, and nobody who has
     * seen the rest late is left unwoken. */
    atomic_fetch_add_explicit(&engine->changes, 1, memory_order_acq_rel);
    notify_main(engine);
}

void engine_take_pending(struct engine *engine, struct worker_fifo *pending)
{
    if (!atomic_load_explicit(&engine->has_pending, memory_order_relaxed) || clock_group_is_cancelled(engine->group))
        return;
    pthread_mutex_lock(&engine->lock);
    worker_fifo_join(pending, &engine->pending);
    atomic_store_explicit(&engine->has_pending, false, memory_order_relaxed);
    pthread_mutex_unlock(&engine->lock);
}

/* The worker runs no more. Under the lock. True when with it the last producer is gone. */
static bool retire(struct engine *engine, struct worker *worker)
{
    worker->running = false;
    if (is_wanted(engine, worker)) {
        start_worker(engine, worker); /* the plan has changed while it was on its way out */
        notify_main(engine);
        return false;
    }
    if (worker->body.kind != LANE_PRODUCER)
        return false;
    return atomic_fetch_sub_explicit(&engine->open_producers, 1, memory_order_acq_rel) == 1;
}

bool engine_worker_done(struct engine *engine, struct worker *worker)
{
    worker_enter(worker, STATE_DONE, REASON_NONE, TIME_NEVER);
    pthread_mutex_lock(&engine->lock);
    bool closes = retire(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}

static void record_end(struct engine *engine, lane_id lane)
{
    *recorder_reserve(engine->queue_recorder) = (struct event){
        .time = clock_now(engine->clock), .until = TIME_NEVER, .lane = lane, .other = LANE_NONE, .kind = EVENT_END};
    recorder_commit(engine->queue_recorder);
}

void engine_main_finished(struct engine *engine)
{
    engine_enter_main(engine, STATE_DONE, REASON_NONE, LANE_NONE);
    record_end(engine, lane_id_of(LANE_MAIN, 0));
}

void engine_worker_crashed(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    worker_enter(consumer, STATE_DONE, REASON_FAILED, TIME_NEVER);
    record_end(engine, consumer->lane);
    pthread_mutex_lock(&engine->lock);
    consumer->failed = true;
    retire(engine, consumer);
    pthread_mutex_unlock(&engine->lock);
}

void engine_thread_refused(struct engine *engine, const char *what, const char *why)
{
    pthread_mutex_lock(&engine->lock);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create a thread for %s: %s", what, why);
    pthread_mutex_unlock(&engine->lock);
    wakeup_notify(engine->wakeup);
}

bool engine_worker_unstartable(struct engine *engine, struct worker *worker, const char *why)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker->lane, name);
    engine_thread_refused(engine, name, why);
    pthread_mutex_lock(&engine->lock);
    worker->failed = true;
    bool closes = retire(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}
