/* worker — hiring, the queue and the record, as a mode sees them; see the header. */
#include "engine/worker.h"

#include "base/memory.h"
#include "run.h"

#include <stdio.h>

struct parker *engine_main(struct engine *engine)
{
    return &engine->main;
}

struct crew *engine_crew(struct engine *engine)
{
    return engine->crew;
}

struct clock *engine_clock(struct engine *engine)
{
    return engine->clock;
}

const struct plan *engine_plan(const struct engine *engine)
{
    return &atomic_load_explicit(&engine->plan, memory_order_acquire)->plan;
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

static void start_hiring(struct engine *engine)
{
    engine->hire_kind = LANE_PRODUCER;
    engine->hire_index = 0;
    atomic_store_explicit(&engine->hiring, true, memory_order_relaxed);
    if (!engine->over)
        clock_unpark(&engine->main);
}

static struct worker *new_worker(struct engine *engine, enum lane_kind kind, uint32_t index)
{
    struct worker *worker = memory_zeroed(1, sizeof *worker);
    worker->engine = engine;
    worker->body = body_new(kind, index, engine_plan(engine)->seed);
    worker->lane = lane_id_of(kind, index);
    worker->woken_by = LANE_NONE;
    worker->recorder = engine->main_recorder;
    return worker;
}

static void make_places(struct engine *engine, enum lane_kind kind, uint32_t count)
{
    struct staff *staff = &engine->staff[kind];
    if (count <= staff->count)
        return;
    staff->workers = memory_resized(staff->workers, count, sizeof(struct worker *));
    while (staff->count < count) {
        staff->workers[staff->count] = new_worker(engine, kind, staff->count);
        staff->count++;
    }
}

void engine_plan_changed(struct engine *engine)
{
    const struct plan *plan = engine_plan(engine);
    make_places(engine, LANE_PRODUCER, plan->producers);
    make_places(engine, LANE_CONSUMER, plan->consumers);
    const struct staff *producers = &engine->staff[LANE_PRODUCER];
    size_t open = 0;
    for (uint32_t i = 0; i < producers->count; i++)
        open += producers->workers[i]->running || is_wanted(engine, producers->workers[i]);
    atomic_store_explicit(&engine->open_producers, open, memory_order_release);
    /* Counted after what has changed and before main is unparked: who sees the count sees the rest, and nobody who has
     * seen the rest late is left unwoken. */
    atomic_fetch_add_explicit(&engine->changes, 1, memory_order_acq_rel);
    start_hiring(engine);
}

/* The next wanted worker from where the search stands; under the lock. */
static struct worker *find_wanted(struct engine *engine)
{
    for (; engine->hire_kind < LANE_KIND_COUNT; engine->hire_kind++, engine->hire_index = 0) {
        const struct staff *staff = &engine->staff[engine->hire_kind];
        while (engine->hire_index < staff->count) {
            struct worker *worker = staff->workers[engine->hire_index++];
            if (!worker->running && is_wanted(engine, worker))
                return worker;
        }
    }
    atomic_store_explicit(&engine->hiring, false, memory_order_relaxed);
    return NULL;
}

struct worker *engine_hire(struct engine *engine)
{
    if (!atomic_load_explicit(&engine->hiring, memory_order_relaxed) || crew_is_cancelled(engine->crew))
        return NULL;
    pthread_mutex_lock(&engine->lock);
    struct worker *worker = find_wanted(engine);
    if (worker != NULL) {
        worker->running = true;
        worker->op = (struct op){.kind = OP_WORK};
    }
    pthread_mutex_unlock(&engine->lock);
    return worker;
}

/* The worker runs no more. Under the lock. True when with it the last producer is gone. */
static bool dismiss(struct engine *engine, struct worker *worker)
{
    worker->running = false;
    if (is_wanted(engine, worker)) {
        start_hiring(engine); /* the plan has changed while it was on its way out */
        return false;
    }
    if (worker->body.kind != LANE_PRODUCER)
        return false;
    return atomic_fetch_sub_explicit(&engine->open_producers, 1, memory_order_acq_rel) == 1;
}

bool engine_release(struct engine *engine, struct worker *worker)
{
    worker_enter(worker, STATE_DONE, REASON_NONE, TIME_NEVER);
    pthread_mutex_lock(&engine->lock);
    bool closes = dismiss(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}

bool engine_give_up(struct engine *engine, struct worker *worker, const char *why)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker->lane, name);
    pthread_mutex_lock(&engine->lock);
    worker->failed = true;
    bool closes = dismiss(engine, worker);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create a thread for %s: %s", name, why);
    pthread_mutex_unlock(&engine->lock);
    doorbell_ring(engine->doorbell);
    return closes;
}

void worker_next(struct worker *worker, bool got)
{
    worker->op = body_next(&worker->body, engine_plan(worker->engine), got);
    if (worker->op.kind == OP_PUT)
        worker->created = clock_now(worker->engine->clock);
}

bool worker_checkpoint(const struct worker *worker, struct parker *parker)
{
    bool item_was_free = worker->op.kind == OP_SLEEP && worker->body.work == 0;
    return !item_was_free || clock_checkpoint(parker);
}

bool worker_waits_in_vain(const struct worker *worker)
{
    return engine_is_closed(worker->engine) || !body_has_work(&worker->body, engine_plan(worker->engine));
}

/* ---- The queue ---- */

size_t engine_depth(const struct engine *engine)
{
    return queue_depth(&engine->queue);
}

bool engine_has_room(const struct engine *engine)
{
    uint32_t capacity = engine_plan(engine)->capacity;
    return capacity == 0 || queue_depth(&engine->queue) < capacity;
}

void engine_put(struct worker *producer)
{
    struct engine *engine = producer->engine;
    queue_put(&engine->queue, (struct item){producer->created, producer->body.index, producer->op.item});
    recorder_write(engine->queue_recorder, &(struct event){.time = clock_now(engine->clock),
                                                           .until = producer->created,
                                                           .item = producer->op.item,
                                                           .lane = producer->lane,
                                                           .other = LANE_NONE,
                                                           .kind = EVENT_PUT});
}

struct item engine_take(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    struct item item = queue_take(&engine->queue);
    recorder_write(engine->queue_recorder, &(struct event){.time = clock_now(engine->clock),
                                                           .until = item.created,
                                                           .item = item.number,
                                                           .lane = consumer->lane,
                                                           .other = lane_id_of(LANE_PRODUCER, item.producer),
                                                           .kind = EVENT_TAKE});
    return item;
}

/* ---- The record ---- */

void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until)
{
    worker->state = state;
    recorder_write(worker->recorder, &(struct event){.time = time,
                                                     .until = until,
                                                     .item = worker->op.item,
                                                     .lane = worker->lane,
                                                     .other = other,
                                                     .kind = EVENT_STATE,
                                                     .state = (uint8_t)state,
                                                     .reason = (uint8_t)reason});
}

void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until)
{
    worker_enter_at(worker, clock_now(worker->engine->clock), state, reason, worker->woken_by, until);
    worker->woken_by = LANE_NONE;
}

void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other)
{
    recorder_write(engine->main_recorder, &(struct event){.time = clock_now(engine->clock),
                                                          .until = TIME_NEVER,
                                                          .lane = lane_id_of(LANE_MAIN, 0),
                                                          .other = other,
                                                          .kind = EVENT_STATE,
                                                          .state = (uint8_t)state,
                                                          .reason = (uint8_t)reason});
}
