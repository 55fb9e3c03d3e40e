/* wanted — which workers a plan wants to run, and what becomes of those that end */
#include "engine/worker.h"

#include "base/memory.h"
#include "engine/engine_internal.h"

#include <stdio.h>

/* Under the lock, as all that follows; only while the worker does not run. */
static bool is_wanted(const struct engine *engine, const struct worker *worker)
{
    if (worker->failed || !body_has_work(&worker->body, engine_plan(engine)))
        return false;
    return worker->body.kind != LANE_CONSUMER || !is_closed(engine) || !engine_queue_is_empty(engine);
}

static struct worker *new_worker(struct engine *engine, enum lane_kind kind, uint32_t index)
{
    struct worker *worker = memory_isolated(sizeof *worker);
    *worker = (struct worker){
        .engine = engine,
        .body = body_new(kind, index, engine_plan(engine)->seed),
        .lane = lane_id_of(kind, index),
        .op = {.kind = OP_WORK},
        .now_cached = TIME_NEVER,
        .woken_by = LANE_NONE,
        .recorder = engine->main_recorder,
    };
    return worker;
}

static void grow_table(struct engine *engine, enum lane_kind kind, uint32_t count)
{
    struct worker_table *table = &engine->tables[kind];
    if (count <= table->count)
        return;
    table->workers = memory_resized(table->workers, count, sizeof(struct worker *));
    for (; table->count < count; table->count++)
        table->workers[table->count] = new_worker(engine, kind, table->count);
}

/* Main has to look whether a worker is wanted. */
static void notify_main(struct engine *engine)
{
    atomic_store_explicit(&engine->has_wanted, true, memory_order_relaxed);
    if (!engine->over)
        clock_unpark(&engine->main);
}

void engine_plan_changed(struct engine *engine)
{
    const struct worker_table *producers = &engine->tables[LANE_PRODUCER];
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        grow_table(engine, kind, plan_workers(engine_plan(engine), kind));
    size_t open = 0;
    for (uint32_t i = 0; i < producers->count; i++)
        open += producers->workers[i]->running || is_wanted(engine, producers->workers[i]);
    atomic_store_explicit(&engine->open_producers, open, memory_order_release);
    /* Counted last, and before main is unparked: a thread that sees the count sees the rest. */
    atomic_fetch_add_explicit(&engine->changes, 1, memory_order_acq_rel);
    notify_main(engine);
}

static void take_wanted(struct engine *engine, const struct worker_table *table, struct list *wanted)
{
    for (uint32_t i = 0; i < table->count; i++) {
        struct worker *worker = table->workers[i];
        if (worker->running || !is_wanted(engine, worker))
            continue;
        worker->running = true;
        worker->op = (struct op){.kind = OP_WORK};
        list_append(wanted, &worker->node);
    }
}

void engine_take_wanted(struct engine *engine, struct list *wanted)
{
    if (!atomic_load_explicit(&engine->has_wanted, memory_order_relaxed) || engine_is_cancelled(engine))
        return;
    pthread_mutex_lock(&engine->lock);
    atomic_store_explicit(&engine->has_wanted, false, memory_order_relaxed);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        take_wanted(engine, &engine->tables[kind], wanted);
    pthread_mutex_unlock(&engine->lock);
}

/* The worker runs no more, unless the plan has changed while it was on its way out. */
static void retire(struct worker *worker, bool failed)
{
    struct engine *engine = worker->engine;
    pthread_mutex_lock(&engine->lock);
    worker->running = false;
    worker->failed |= failed;
    if (is_wanted(engine, worker)) {
        notify_main(engine);
    } else if (worker->body.kind == LANE_PRODUCER &&
               atomic_fetch_sub_explicit(&engine->open_producers, 1, memory_order_acq_rel) == 1) {
        atomic_fetch_add_explicit(&engine->changes, 1, memory_order_acq_rel);
        notify_main(engine);
    }
    pthread_mutex_unlock(&engine->lock);
}

void worker_done(struct worker *worker)
{
    worker_enter(worker, STATE_DONE, REASON_NONE, TIME_NEVER);
    retire(worker, false);
}

void engine_record_end(struct engine *engine, lane_id lane, lane_id thread)
{
    record(
        engine->queue_recorder,
        (struct event){
            .time = clock_now(engine->clock), .until = TIME_NEVER, .lane = lane, .other = thread, .kind = EVENT_END});
}

void worker_crashed(struct worker *worker)
{
    worker_enter(worker, STATE_DONE, REASON_FAILED, TIME_NEVER);
    engine_record_end(worker->engine, worker->lane, worker->thread != NULL ? worker->thread->lane : LANE_NONE);
    retire(worker, true);
}

/* What a producer sleeps after it has put already. */
static bool has_item(const struct worker *worker)
{
    return worker->op.item != 0 && !(worker->body.kind == LANE_PRODUCER && worker->op.kind == OP_SLEEP);
}

void worker_killed(struct worker *worker)
{
    struct engine *engine = worker->engine;
    worker_enter(worker, STATE_DONE, REASON_KILLED, TIME_NEVER);
    record(engine->queue_recorder, (struct event){.time = clock_now(engine->clock),
                                                  .until = TIME_NEVER,
                                                  .item = has_item(worker),
                                                  .lane = worker->lane,
                                                  .other = LANE_NONE,
                                                  .kind = EVENT_KILLED});
    retire(worker, true);
}

void worker_unstartable(struct worker *worker, const char *what, const char *why)
{
    char name[LANE_NAME_SIZE], text[LANE_NAME_SIZE + 32];
    lane_id_name(worker->lane, name);
    (void)snprintf(text, sizeof text, "%s for %s", what, name);
    engine_refused(worker->engine, text, why);
    retire(worker, true);
}
