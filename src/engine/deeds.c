/* deeds — what workers do, and its way into the queue and the record; declared in worker.h, see there. */
#include "engine/worker.h"

#include "base/units.h"
#include "engine/engine_internal.h"

/* ---- What a worker does next ---- */

/* A delay, or an offer to let others go first. */
static bool takes_time(const struct op *op)
{
    return op->kind == OP_SLEEP || op->ns > 0;
}

static int64_t cached_now(struct worker *worker)
{
    if (worker->now_cached == TIME_NEVER)
        worker->now_cached = clock_now(worker->engine->clock);
    return worker->now_cached;
}

void worker_next(struct worker *worker, bool got)
{
    if (takes_time(&worker->op))
        worker->now_cached = TIME_NEVER;
    worker->op = body_next(&worker->body, engine_plan(worker->engine), got);
    worker->created = TIME_NEVER;
}

void worker_create_item(struct worker *worker)
{
    if (worker->created == TIME_NEVER)
        worker->created = clock_now(worker->engine->clock);
}

bool worker_yield(struct worker *worker, struct waiter *waiter)
{
    bool item_was_free = worker->op.kind == OP_SLEEP && worker->body.work == 0;
    if (!item_was_free)
        return true;
    if (worker->state == STATE_WAITING) /* no delay has ended its wait */
        worker_enter(worker, STATE_WORKING, REASON_NONE, TIME_NEVER);
    return clock_yield(waiter);
}

enum wake worker_park_working(const struct worker *worker, struct waiter *waiter, int64_t deadline)
{
    waiter->burns = engine_plan(worker->engine)->burn;
    enum wake wake = clock_park(waiter, deadline);
    waiter->burns = false;
    return wake;
}

bool worker_sleep_working(const struct worker *worker, struct waiter *waiter, int64_t deadline)
{
    waiter->burns = engine_plan(worker->engine)->burn;
    bool ok = clock_sleep(waiter, deadline);
    waiter->burns = false;
    return ok;
}

bool worker_is_finished(const struct worker *worker)
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
    int64_t now = cached_now(producer);
    int64_t created = producer->created == TIME_NEVER ? now : producer->created;
    queue_put(&engine->queue, (struct item){created, producer->body.index, producer->op.item});
    *recorder_reserve(engine->queue_recorder) = (struct event){.time = now,
                                                               .until = created,
                                                               .item = producer->op.item,
                                                               .lane = producer->lane,
                                                               .other = LANE_NONE,
                                                               .kind = EVENT_PUT};
    recorder_commit(engine->queue_recorder);
}

/* An item on its way out of the queue. */
static void record_item(struct worker *consumer, enum event_kind kind, struct item item, int64_t time)
{
    struct engine *engine = consumer->engine;
    *recorder_reserve(engine->queue_recorder) = (struct event){.time = time,
                                                               .until = item.created,
                                                               .item = item.number,
                                                               .lane = consumer->lane,
                                                               .other = lane_id_of(LANE_PRODUCER, item.producer),
                                                               .kind = (uint8_t)kind};
    recorder_commit(engine->queue_recorder);
}

void engine_take(struct worker *consumer)
{
    record_item(consumer, EVENT_TAKE, queue_take(&consumer->engine->queue), cached_now(consumer));
}

void engine_read(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    record_item(consumer, engine->first_is_read ? EVENT_DUPLICATE : EVENT_TAKE, queue_first(&engine->queue),
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

void engine_spurious_wakeup(struct worker *consumer)
{
    record_item(consumer, EVENT_SPURIOUS_WAKEUP, (struct item){.created = TIME_NEVER},
                clock_now(consumer->engine->clock));
}

void engine_receive(struct engine *engine, const struct worker *worker, uint32_t number)
{
    *recorder_reserve(engine->queue_recorder) = (struct event){.time = clock_now(engine->clock),
                                                               .until = TIME_NEVER,
                                                               .item = number,
                                                               .lane = lane_id_of(LANE_MAIN, 0),
                                                               .other = worker->lane,
                                                               .kind = EVENT_RESULT};
    recorder_commit(engine->queue_recorder);
}

/* ---- The record ---- */

/* The thread that carries the worker out, on a lane of its own, is in the same state. */
static void record_carrier(const struct worker *worker, int64_t time, enum state state, enum reason reason,
                           int64_t until)
{
    bool done = state == STATE_DONE;
    *recorder_reserve(worker->thread->recorder) = (struct event){.time = time,
                                                                 .until = until,
                                                                 .item = worker->op.item,
                                                                 .lane = worker->thread->lane,
                                                                 .other = done ? LANE_NONE : worker->lane,
                                                                 .kind = EVENT_STATE,
                                                                 .state = (uint8_t)(done ? STATE_IDLE : state),
                                                                 .reason = (uint8_t)reason};
    recorder_commit(worker->thread->recorder);
}

void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until)
{
    worker->state = state;
    if (worker->op.kind == OP_PUT && worker->created == TIME_NEVER)
        worker->created = time;
    *recorder_reserve(worker->recorder) = (struct event){.time = time,
                                                         .until = until,
                                                         .item = worker->op.item,
                                                         .lane = worker->lane,
                                                         .other = other,
                                                         .kind = EVENT_STATE,
                                                         .state = (uint8_t)state,
                                                         .reason = (uint8_t)reason};
    recorder_commit(worker->recorder);
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
    int64_t now = cached_now(worker), until = units_after(now, worker->op.ns);
    worker_enter_at(worker, now, state, REASON_NONE, worker->woken_by, until);
    worker->woken_by = LANE_NONE;
    return until;
}

void worker_enter_wait(struct worker *worker, enum reason reason)
{
    worker_enter_at(worker, cached_now(worker), STATE_WAITING, reason, worker->woken_by, TIME_NEVER);
    worker->woken_by = LANE_NONE;
    worker->now_cached = TIME_NEVER;
}

/* Something of the lane of the main program, now. */
static void record_main(struct engine *engine, struct event event)
{
    event.time = clock_now(engine->clock);
    event.until = TIME_NEVER;
    event.lane = lane_id_of(LANE_MAIN, 0);
    *recorder_reserve(engine->main_recorder) = event;
    recorder_commit(engine->main_recorder);
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
