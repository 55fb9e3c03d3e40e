/*
 * sync — one worker after another, on one thread, as the simplest program would: call the first producer, then the
 * next, and when they have returned, the consumer.
 *
 * A call returns when the worker's story is over. A run without an end would never come to its consumers, so there a
 * producer's call returns after a batch of items, and the calls go round. A consumer's call returns when the queue is
 * empty. A producer that finds the queue full waits for room inside its call: nobody else is ever called, and the
 * program hangs, as the real one would.
 */
#include "engine/worker.h"
#include "engine/worker_fifo.h"
#include "modes/modes.h"

enum { BATCH = 20 }; /* items in a call of an endless producer */

/* How a call ended. */
enum ending {
    RETURNED, /* the story is over */
    TO_GO_ON, /* it is to be called again */
    CANCELLED
};

/* The worker and the main program, which carries it out itself, are in this state. */
static void enter(struct worker *worker, enum state state, enum reason reason, int64_t until)
{
    worker_enter(worker, state, reason, until);
    engine_enter_main(worker->engine, state, REASON_TURN, worker->lane);
}

static bool spend(struct worker *worker, enum state state)
{
    if (worker->op.ns == 0)
        return worker_yield(worker, engine_main(worker->engine));
    int64_t until = worker_enter_delay(worker, state);
    engine_enter_main(worker->engine, state, REASON_TURN, worker->lane);
    struct waiter *main = engine_main(worker->engine);
    return state == STATE_WORKING ? worker_sleep_working(worker, main, until) : clock_sleep(main, until);
}

static bool put(struct worker *worker)
{
    struct engine *engine = worker->engine;
    while (!engine_has_room(engine)) {
        enter(worker, STATE_WAITING, REASON_QUEUE_FULL, TIME_NEVER);
        if (clock_park(engine_main(engine), TIME_NEVER) == WAKE_CANCELLED)
            return false;
    }
    engine_put(worker);
    return true;
}

/* Carries on with what the worker is in the middle of. */
static enum ending call(struct worker *worker)
{
    struct engine *engine = worker->engine;
    for (int puts = 0;;) {
        bool got = false;
        switch (worker->op.kind) {
        case OP_WORK:
            if (!spend(worker, STATE_WORKING))
                return CANCELLED;
            break;
        case OP_SLEEP:
            if (!spend(worker, STATE_SLEEPING))
                return CANCELLED;
            break;
        case OP_PUT:
            if (!put(worker))
                return CANCELLED;
            puts++;
            break;
        case OP_GET:
            got = engine_depth(engine) > 0;
            if (got)
                engine_take(worker);
            else if (!worker_is_finished(worker))
                return TO_GO_ON;
            break;
        case OP_EXIT:
            return RETURNED;
        }
        worker_next(worker, got);
        if (puts >= BATCH && worker->op.kind == OP_WORK && engine_plan(engine)->items == 0)
            return TO_GO_ON;
    }
}

/* Who is called next: after those in line come those who are wanted now. NULL when all is done, or the run was left. */
static struct worker *next_in(struct worker_fifo *line, struct engine *engine)
{
    engine_take_pending(engine, line);
    return clock_group_is_cancelled(engine_group(engine)) ? NULL : worker_fifo_take(line);
}

static void sync_run(struct engine *engine)
{
    struct worker_fifo line = {0}; /* who is to be called, or called again */
    for (struct worker *worker; (worker = next_in(&line, engine)) != NULL;) {
        switch (call(worker)) {
        case RETURNED:
            engine_worker_done(engine, worker);
            break;
        case TO_GO_ON:
            if (worker->op.kind == OP_GET)
                worker_enter(worker, STATE_WAITING, REASON_QUEUE_EMPTY, TIME_NEVER);
            else
                worker_enter(worker, STATE_READY, REASON_TURN, TIME_NEVER);
            worker_fifo_append(&line, worker);
            break;
        case CANCELLED:
            return;
        }
    }
}

const struct mode mode_sync = {
    .name = "sync",
    .summary = "one worker after another, on one thread",
    .run = sync_run,
};
