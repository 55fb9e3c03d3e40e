/*
 * async — all workers on one thread, in an event loop.
 *
 * The loop runs a worker until it has to wait: for its sleep to end (a heap of timers), for an item or for room (a line
 * of waiters each). What it waited for makes it ready, and the loop takes the ready ones in turn. While a worker works
 * the loop is busy, and everybody else waits for it: nobody is interrupted.
 */
#include "modes/async.h"

#include "modes/modes.h"

struct loop {
    struct engine *engine;
    const struct async_program *program;
    struct list created; /* coroutines that the program has not awaited yet */
    struct list ready;
    struct heap timers;
    struct list wait_for_item, wait_for_room;
    lane_id current;  /* the worker that has the loop */
    int64_t now;      /* ns: when the loop came to it; read once for all that it does without working */
    size_t alive;     /* workers that are not done */
    unsigned changes; /* as last seen: see engine_changes */
};

static struct worker *take_first(struct list *queue)
{
    return LIST_OWNER(list_take(queue), struct worker, node);
}

/* ---- What makes a worker ready ---- */

/* Since `time`, which may have passed while the loop was busy. */
static void make_ready(struct loop *loop, struct worker *worker, int64_t time)
{
    lane_id other = loop->current != worker->lane ? loop->current : LANE_NONE;
    worker_enter_at(worker, time, STATE_READY, REASON_LOOP, other, TIME_NEVER);
    list_append(&loop->ready, &worker->node);
}

static void wake_first(struct loop *loop, struct list *waiters, int64_t time)
{
    struct worker *worker = take_first(waiters);
    if (worker == NULL)
        return;
    make_ready(loop, worker, time);
    worker->woken_by = loop->current;
}

static void wake_all(struct loop *loop, struct list *waiters)
{
    while (waiters->first != NULL)
        wake_first(loop, waiters, loop->now);
}

/* After a change all that wait look again: there may be room now, no item any more, or no place for them. `by`: the
 * worker that has brought the change about. */
static void see_changes(struct loop *loop, lane_id by)
{
    if (loop->changes == engine_changes(loop->engine))
        return;
    loop->changes = engine_changes(loop->engine);
    loop->current = by;
    wake_all(loop, &loop->wait_for_item);
    wake_all(loop, &loop->wait_for_room);
}

static struct worker *worker_of(struct heap_node *timer)
{
    return (struct worker *)((char *)timer - offsetof(struct worker, timer));
}

static void expire_timers(struct loop *loop)
{
    struct heap_node *timer;
    while ((timer = heap_first(&loop->timers)) != NULL && timer->deadline <= loop->now) {
        heap_remove(&loop->timers, timer);
        make_ready(loop, worker_of(timer), timer->deadline);
    }
}

/* ---- What a worker does; each returns whether it keeps the loop ---- */

static bool spend(struct loop *loop, struct worker *worker)
{
    if (worker->op.kind == OP_SLEEP && worker->op.ns == 0) { /* lets the others go first */
        if (worker->state != STATE_READY)
            worker_enter(worker, STATE_READY, REASON_LOOP, TIME_NEVER);
        list_append(&loop->ready, &worker->node);
        worker_yield(worker, engine_main(loop->engine));
        return false;
    }
    if (worker->op.ns == 0 || loop->program->blocks(worker))
        return worker_spend_on_main(worker);
    heap_insert(&loop->timers, &worker->timer, worker_enter_delay(worker));
    return false;
}

static bool put(struct loop *loop, struct worker *worker)
{
    if (engine_queue_is_full(loop->engine)) {
        worker_enter_wait(worker, REASON_QUEUE_FULL);
        list_append(&loop->wait_for_room, &worker->node);
        return false;
    }
    worker_put(worker);
    wake_first(loop, &loop->wait_for_item, worker->now_cached);
    return true;
}

static bool get(struct loop *loop, struct worker *worker, bool *got)
{
    *got = !engine_queue_is_empty(loop->engine);
    if (*got) {
        worker_take(worker);
        wake_first(loop, &loop->wait_for_room, worker->now_cached);
    } else if (!worker_is_finished(worker)) {
        worker_enter_wait(worker, REASON_QUEUE_EMPTY);
        list_append(&loop->wait_for_item, &worker->node);
        return false;
    }
    return true;
}

static void finish(struct loop *loop, struct worker *worker)
{
    loop->alive--;
    worker_done(worker);
    see_changes(loop, worker->lane); /* it may have been the last producer */
}

/* Runs the worker until it has to wait. What it waited for it looks at again; a delay is over when it comes back. */
static void resume(struct loop *loop, struct worker *worker)
{
    loop->current = worker->lane;
    if (worker->op.kind == OP_WORK || worker->op.kind == OP_SLEEP)
        worker_next(worker, false);
    worker->now_cached = loop->now;
    for (bool keeps = true, got = false; keeps; got = false) {
        switch (worker->op.kind) {
        case OP_WORK:
        case OP_SLEEP:
            keeps = spend(loop, worker);
            break;
        case OP_PUT:
            keeps = put(loop, worker);
            break;
        case OP_GET:
            keeps = get(loop, worker, &got);
            break;
        case OP_EXIT:
            finish(loop, worker);
            return;
        }
        if (keeps)
            worker_next(worker, got);
    }
}

/* ---- The loop ---- */

static bool is_forgotten(const struct loop *loop, const struct worker *worker)
{
    return loop->program->forgets != NULL && loop->program->forgets(worker);
}

/* Makes the workers ready that the plan wants, all at once as it should be; true if there was one. */
static bool start_wanted(struct loop *loop)
{
    size_t before = loop->alive;
    engine_take_wanted(loop->engine, &loop->created);
    while (loop->created.first != NULL && !(loop->program->one_by_one && loop->alive > 0)) {
        struct worker *worker = take_first(&loop->created);
        if (is_forgotten(loop, worker))
            continue; /* nobody resumes it */
        make_ready(loop, worker, loop->now);
        loop->alive++;
    }
    return loop->alive > before;
}

/* No worker is ready: waits for the next timer, or until the plan changes. */
static void poll_timers(struct loop *loop)
{
    const struct heap_node *timer = heap_first(&loop->timers);
    loop->current = LANE_NONE;
    engine_enter_main(loop->engine, STATE_WAITING, REASON_POLL, LANE_NONE);
    clock_park(engine_main(loop->engine), timer != NULL ? timer->deadline : TIME_NEVER);
}

void async_main(struct engine *engine, const struct async_program *program)
{
    struct loop loop = {.engine = engine, .program = program, .current = LANE_NONE, .changes = engine_changes(engine)};
    heap_reserve(&loop.timers, plan_workers_all(engine_plan(engine)));
    for (;;) {
        loop.now = clock_now(engine_clock(engine));
        if (start_wanted(&loop))
            continue; /* which has taken a while */
        if (loop.alive == 0 || engine_is_cancelled(engine))
            break;
        see_changes(&loop, LANE_NONE);
        expire_timers(&loop);
        struct worker *worker = take_first(&loop.ready);
        if (worker != NULL)
            resume(&loop, worker);
        else
            poll_timers(&loop);
    }
    heap_release(&loop.timers);
}

bool async_blocks(const struct worker *worker)
{
    return worker->op.kind == OP_WORK;
}

static void async_run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = async_blocks});
}

const struct mode mode_async = {
    .name = "async",
    .summary = "all workers in an event loop, on one thread",
    .run = async_run,
};
