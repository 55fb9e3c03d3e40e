/* worker — a worker's state, its next operation, its way into the queue and the trace */
#include "engine/worker.h"

#include "base/units.h"
#include "engine/engine_internal.h"

/* ---- What a worker does next ---- */

static int64_t cached_now(struct worker *worker)
{
    if (worker->now_cached == TIME_NEVER)
        worker->now_cached = clock_now(worker->engine->clock);
    return worker->now_cached;
}

void worker_next(struct worker *worker, bool got)
{
    if (worker->op.kind == OP_SLEEP || worker->op.ns > 0) /* has taken time, or has let others go first */
        worker->now_cached = TIME_NEVER;
    worker->op = body_next(&worker->body, engine_plan(worker->engine), got);
    worker->created = TIME_NEVER;
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

bool worker_spend_on_main(struct worker *worker)
{
    struct engine *engine = worker->engine;
    if (worker->op.ns == 0)
        return worker_yield(worker, &engine->main);
    int64_t until = worker_enter_delay(worker);
    engine_enter_main(engine, worker->state, REASON_TURN, worker->lane);
    engine->main.burn = worker->op.kind == OP_WORK && engine_plan(engine)->burn ? waiter_burn : NULL;
    bool ok = clock_sleep(&engine->main, until);
    engine->main.burn = NULL;
    return ok;
}

bool worker_is_finished(const struct worker *worker)
{
    return is_closed(worker->engine) || !body_has_work(&worker->body, engine_plan(worker->engine));
}

bool worker_is_first(const struct worker *worker)
{
    return worker->body.kind != LANE_CONSUMER && worker->body.index == 0;
}

/* ---- The queue ---- */

bool engine_queue_is_full(const struct engine *engine)
{
    const struct plan *plan = engine_plan(engine);
    uint32_t endless = plan->items == 0 ? PLAN_UNBOUNDED_MAX : UINT32_MAX;
    return queue_depth(&engine->queue) >= (plan->capacity != 0 ? plan->capacity : endless);
}

bool engine_queue_is_empty(const struct engine *engine)
{
    return queue_depth(&engine->queue) == 0;
}

void worker_put(struct worker *producer)
{
    struct engine *engine = producer->engine;
    bool task = producer->body.kind == LANE_TASK;
    int64_t now = cached_now(producer);
    int64_t created = producer->created == TIME_NEVER ? now : producer->created;
    if (!task)
        queue_put(&engine->queue, (struct item){created, producer->body.index, producer->op.item});
    record(engine->queue_recorder, (struct event){.time = now,
                                                  .until = created,
                                                  .item = producer->op.item,
                                                  .lane = producer->lane,
                                                  .other = LANE_NONE,
                                                  .kind = task ? EVENT_FINISHED : EVENT_PUT});
}

/* An item on its way out of the queue. */
static void record_item(struct worker *consumer, enum event_kind kind, struct item item, int64_t time)
{
    record(consumer->engine->queue_recorder, (struct event){.time = time,
                                                            .until = item.created,
                                                            .item = item.number,
                                                            .lane = consumer->lane,
                                                            .other = lane_id_of(LANE_PRODUCER, item.producer),
                                                            .kind = (uint8_t)kind});
}

void worker_take(struct worker *consumer)
{
    record_item(consumer, EVENT_TAKE, queue_take(&consumer->engine->queue), cached_now(consumer));
}

void worker_read_first(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    record_item(consumer, engine->first_is_read ? EVENT_DUPLICATE : EVENT_TAKE, queue_first(&engine->queue),
                clock_now(engine->clock));
    engine->first_is_read = true;
}

void worker_remove_first(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    struct item item = queue_take(&engine->queue);
    if (!engine->first_is_read)
        record_item(consumer, EVENT_LOST, item, clock_now(engine->clock));
    engine->first_is_read = false;
}

void worker_woke_spuriously(struct worker *consumer)
{
    record_item(consumer, EVENT_SPURIOUS_WAKEUP, (struct item){.created = TIME_NEVER},
                clock_now(consumer->engine->clock));
}

static void record_counter(struct worker *worker, enum event_kind kind, uint32_t value, lane_id other)
{
    struct engine *engine = worker->engine;
    record(engine->queue_recorder, (struct event){.time = clock_now(engine->clock),
                                                  .until = TIME_NEVER,
                                                  .item = value,
                                                  .lane = worker->lane,
                                                  .other = other,
                                                  .kind = (uint8_t)kind});
}

void worker_read_counter(struct worker *worker, uint32_t value)
{
    record_counter(worker, EVENT_COUNTER_READ, value, LANE_NONE);
}

void worker_wrote_counter(struct worker *worker, uint32_t value, lane_id other)
{
    record_counter(worker, other == LANE_NONE ? EVENT_COUNTER_WRITE : EVENT_UPDATE_LOST, value, other);
}

/* ---- Events ---- */

/* The thread that carries the worker out, on a lane of its own, is in the same state. */
static void record_thread(const struct worker *worker, int64_t time, enum state state, enum reason reason,
                          int64_t until)
{
    bool done = state == STATE_DONE;
    record(worker->thread->recorder, (struct event){.time = time,
                                                    .until = until,
                                                    .item = worker->op.item,
                                                    .lane = worker->thread->lane,
                                                    .other = done ? LANE_NONE : worker->lane,
                                                    .kind = EVENT_STATE,
                                                    .state = (uint8_t)(done ? STATE_IDLE : state),
                                                    .reason = (uint8_t)(done ? REASON_NONE : reason)});
}

void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until)
{
    worker->state = state;
    if (worker->op.kind == OP_PUT && worker->created == TIME_NEVER)
        worker->created = time; /* an item that has to wait exists from then on */
    record(worker->recorder, (struct event){.time = time,
                                            .until = until,
                                            .item = worker->op.item,
                                            .lane = worker->lane,
                                            .other = other,
                                            .kind = EVENT_STATE,
                                            .state = (uint8_t)state,
                                            .reason = (uint8_t)reason});
    if (worker->thread != NULL)
        record_thread(worker, time, state, reason, until);
}

/* As worker_enter_at; with who woke it. */
static void enter(struct worker *worker, int64_t time, enum state state, enum reason reason, int64_t until)
{
    worker_enter_at(worker, time, state, reason, worker->woken_by, until);
    worker->woken_by = LANE_NONE;
}

void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until)
{
    enter(worker, clock_now(worker->engine->clock), state, reason, until);
}

int64_t worker_enter_delay(struct worker *worker)
{
    int64_t now = cached_now(worker), until = units_after(now, worker->op.ns);
    enter(worker, now, worker->op.kind == OP_WORK ? STATE_WORKING : STATE_SLEEPING, REASON_NONE, until);
    return until;
}

void worker_enter_wait(struct worker *worker, enum reason reason)
{
    enter(worker, cached_now(worker), STATE_WAITING, reason, TIME_NEVER);
    worker->now_cached = TIME_NEVER;
}

static void record_main(struct engine *engine, enum state state, enum reason reason, lane_id other, uint32_t item)
{
    record(engine->main_recorder, (struct event){.time = clock_now(engine->clock),
                                                 .until = TIME_NEVER,
                                                 .item = item,
                                                 .lane = lane_id_of(LANE_MAIN, 0),
                                                 .other = other,
                                                 .kind = EVENT_STATE,
                                                 .state = (uint8_t)state,
                                                 .reason = (uint8_t)reason});
}

void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other)
{
    record_main(engine, state, reason, other, 0);
}

void engine_await_result(struct engine *engine, lane_id other, uint32_t number)
{
    record_main(engine, STATE_WAITING, REASON_RESULT, other, number);
}

void engine_receive_result(struct engine *engine, const struct worker *worker, uint32_t number)
{
    if (worker->failed)
        record_main(engine, STATE_DONE, REASON_FAILED, worker->lane, number);
    record(engine->queue_recorder, (struct event){.time = clock_now(engine->clock),
                                                  .until = TIME_NEVER,
                                                  .item = number,
                                                  .lane = lane_id_of(LANE_MAIN, 0),
                                                  .other = worker->lane,
                                                  .kind = EVENT_RESULT,
                                                  .reason = (uint8_t)(worker->failed ? REASON_FAILED : REASON_NONE)});
}

void engine_enter_lane(struct engine *engine, const struct extra_lane *lane, enum state state, lane_id other)
{
    record(lane->recorder, (struct event){.time = clock_now(engine->clock),
                                          .until = TIME_NEVER,
                                          .lane = lane->lane,
                                          .other = other,
                                          .kind = EVENT_STATE,
                                          .state = (uint8_t)state});
}
