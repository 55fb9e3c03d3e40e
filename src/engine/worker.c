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

enum mistake engine_mistake(const struct engine *engine)
{
    return plan_mistake(engine_plan(engine), engine->mode->name);
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

static struct worker new_worker(struct engine *engine, enum lane_kind kind, uint32_t index)
{
    return (struct worker){
        .engine = engine,
        .body = body_new(kind, index, engine_plan(engine)->seed),
        .lane = lane_id_of(kind, index),
        .moment = TIME_NEVER,
        .woken_by = LANE_NONE,
        .recorder = engine->main_recorder,
    };
}

static void make_places(struct engine *engine, enum lane_kind kind, uint32_t count)
{
    struct staff *staff = &engine->staff[kind];
    if (count <= staff->count)
        return;
    struct intake *intake = memory_apart(sizeof *intake + (count - staff->count) * sizeof intake->workers[0]);
    intake->older = staff->intakes;
    staff->intakes = intake;
    staff->workers = memory_resized(staff->workers, count, sizeof(struct worker *));
    for (struct worker *worker = intake->workers; staff->count < count; worker++) {
        *worker = new_worker(engine, kind, staff->count);
        staff->workers[staff->count++] = worker;
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

static void record_end(struct engine *engine, lane_id lane)
{
    *recorder_place(engine->queue_recorder) = (struct event){
        .time = clock_now(engine->clock), .until = TIME_NEVER, .lane = lane, .other = LANE_NONE, .kind = EVENT_END};
    recorder_publish(engine->queue_recorder);
}

void engine_say_finished(struct engine *engine)
{
    engine_enter_main(engine, STATE_DONE, REASON_NONE, LANE_NONE);
    record_end(engine, lane_id_of(LANE_MAIN, 0));
}

void engine_fail(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    worker_enter(consumer, STATE_DONE, REASON_FAILED, TIME_NEVER);
    record_end(engine, consumer->lane);
    pthread_mutex_lock(&engine->lock);
    consumer->failed = true;
    dismiss(engine, consumer);
    pthread_mutex_unlock(&engine->lock);
}

void engine_lacks_thread(struct engine *engine, const char *what, const char *why)
{
    pthread_mutex_lock(&engine->lock);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create a thread for %s: %s", what, why);
    pthread_mutex_unlock(&engine->lock);
    doorbell_ring(engine->doorbell);
}

bool engine_give_up(struct engine *engine, struct worker *worker, const char *why)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker->lane, name);
    engine_lacks_thread(engine, name, why);
    pthread_mutex_lock(&engine->lock);
    worker->failed = true;
    bool closes = dismiss(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}

/* A delay, or an offer to let others go first. */
static bool takes_time(const struct op *op)
{
    return op->kind == OP_SLEEP || op->ns > 0;
}

static int64_t moment_of(struct worker *worker)
{
    if (worker->moment == TIME_NEVER)
        worker->moment = clock_now(worker->engine->clock);
    return worker->moment;
}

void worker_next(struct worker *worker, bool got)
{
    if (takes_time(&worker->op))
        worker->moment = TIME_NEVER;
    worker->op = body_next(&worker->body, engine_plan(worker->engine), got);
    worker->created = TIME_NEVER;
}

void worker_create_item(struct worker *worker)
{
    if (worker->created == TIME_NEVER)
        worker->created = clock_now(worker->engine->clock);
}

bool worker_checkpoint(struct worker *worker, struct parker *parker)
{
    bool item_was_free = worker->op.kind == OP_SLEEP && worker->body.work == 0;
    if (!item_was_free)
        return true;
    if (worker->state == STATE_WAITING) /* no delay has ended its wait */
        worker_enter(worker, STATE_WORKING, REASON_NONE, TIME_NEVER);
    return clock_checkpoint(parker);
}

enum wake worker_park_working(const struct worker *worker, struct parker *parker, int64_t deadline)
{
    parker->burns = engine_plan(worker->engine)->burn;
    enum wake wake = clock_park(parker, deadline);
    parker->burns = false;
    return wake;
}

bool worker_sleep_working(const struct worker *worker, struct parker *parker, int64_t deadline)
{
    parker->burns = engine_plan(worker->engine)->burn;
    bool goes_on = clock_sleep(parker, deadline);
    parker->burns = false;
    return goes_on;
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
    int64_t now = moment_of(producer);
    int64_t created = producer->created == TIME_NEVER ? now : producer->created;
    queue_put(&engine->queue, (struct item){created, producer->body.index, producer->op.item});
    *recorder_place(engine->queue_recorder) = (struct event){.time = now,
                                                             .until = created,
                                                             .item = producer->op.item,
                                                             .lane = producer->lane,
                                                             .other = LANE_NONE,
                                                             .kind = EVENT_PUT};
    recorder_publish(engine->queue_recorder);
}

/* An item on its way out of the queue. */
static void record_item(struct worker *consumer, enum event_kind kind, struct item item, int64_t time)
{
    struct engine *engine = consumer->engine;
    *recorder_place(engine->queue_recorder) = (struct event){.time = time,
                                                             .until = item.created,
                                                             .item = item.number,
                                                             .lane = consumer->lane,
                                                             .other = lane_id_of(LANE_PRODUCER, item.producer),
                                                             .kind = (uint8_t)kind};
    recorder_publish(engine->queue_recorder);
}

void engine_take(struct worker *consumer)
{
    record_item(consumer, EVENT_TAKE, queue_take(&consumer->engine->queue), moment_of(consumer));
}

void engine_read(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    record_item(consumer, engine->first_is_read ? EVENT_TWICE : EVENT_TAKE, queue_first(&engine->queue),
                clock_now(engine->clock));
    engine->first_is_read = true;
}

void engine_remove(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    struct item item = queue_take(&engine->queue);
    if (!engine->first_is_read)
        record_item(consumer, EVENT_LOST, item, clock_now(engine->clock));
    engine->first_is_read = false;
}

void engine_wake_in_vain(struct worker *consumer)
{
    record_item(consumer, EVENT_VAIN, (struct item){.created = TIME_NEVER}, clock_now(consumer->engine->clock));
}

void engine_receive(struct engine *engine, const struct worker *worker, uint32_t number)
{
    *recorder_place(engine->queue_recorder) = (struct event){.time = clock_now(engine->clock),
                                                             .until = TIME_NEVER,
                                                             .item = number,
                                                             .lane = lane_id_of(LANE_MAIN, 0),
                                                             .other = worker->lane,
                                                             .kind = EVENT_RESULT};
    recorder_publish(engine->queue_recorder);
}

/* ---- The record ---- */

/* The thread that carries the worker out, on a lane of its own, is in the same state. */
static void record_carrier(const struct worker *worker, int64_t time, enum state state, enum reason reason,
                           int64_t until)
{
    bool done = state == STATE_DONE;
    *recorder_place(worker->thread->recorder) = (struct event){.time = time,
                                                               .until = until,
                                                               .item = worker->op.item,
                                                               .lane = worker->thread->lane,
                                                               .other = done ? LANE_NONE : worker->lane,
                                                               .kind = EVENT_STATE,
                                                               .state = (uint8_t)(done ? STATE_IDLE : state),
                                                               .reason = (uint8_t)reason};
    recorder_publish(worker->thread->recorder);
}

void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until)
{
    worker->state = state;
    if (worker->op.kind == OP_PUT && worker->created == TIME_NEVER)
        worker->created = time;
    *recorder_place(worker->recorder) = (struct event){.time = time,
                                                       .until = until,
                                                       .item = worker->op.item,
                                                       .lane = worker->lane,
                                                       .other = other,
                                                       .kind = EVENT_STATE,
                                                       .state = (uint8_t)state,
                                                       .reason = (uint8_t)reason};
    recorder_publish(worker->recorder);
    if (worker->thread != NULL)
        record_carrier(worker, time, state, reason, until);
}

void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until)
{
    worker_enter_at(worker, clock_now(worker->engine->clock), state, reason, worker->woken_by, until);
    worker->woken_by = LANE_NONE;
}

int64_t worker_enter_delay(struct worker *worker, enum state state)
{
    int64_t now = moment_of(worker), until = now + worker->op.ns;
    worker_enter_at(worker, now, state, REASON_NONE, worker->woken_by, until);
    worker->woken_by = LANE_NONE;
    return until;
}

/* Something of the lane of the main program, now. */
static void record_main(struct engine *engine, struct event event)
{
    event.time = clock_now(engine->clock);
    event.until = TIME_NEVER;
    event.lane = lane_id_of(LANE_MAIN, 0);
    *recorder_place(engine->main_recorder) = event;
    recorder_publish(engine->main_recorder);
}

void engine_await(struct engine *engine, lane_id other, uint32_t number)
{
    record_main(
        engine,
        (struct event){
            .kind = EVENT_STATE, .state = STATE_WAITING, .reason = REASON_RESULT, .other = other, .item = number});
}

void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other)
{
    record_main(engine, (struct event){
                            .kind = EVENT_STATE, .state = (uint8_t)state, .reason = (uint8_t)reason, .other = other});
}
