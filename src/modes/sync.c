/*
 * sync — one worker after another, on one thread: for each producer: run it; then for each consumer: run it.
 *
 * A producer that finds the queue full waits for room for ever: nothing else is ever called, and the program hangs, as
 * the real one would.
 */
#include "engine/worker.h"
#include "modes/modes.h"

/* The worker waits, and so does main, which carries it out itself. */
static bool put(struct worker *worker)
{
    struct engine *engine = worker->engine;
    while (engine_queue_is_full(engine)) {
        worker_enter(worker, STATE_WAITING, REASON_QUEUE_FULL, TIME_NEVER);
        engine_enter_main(engine, STATE_WAITING, REASON_TURN, worker->lane);
        if (clock_park(engine_main(engine), TIME_NEVER) == WAKE_CANCELLED)
            return false;
    }
    worker_put(worker);
    return true;
}

static bool get(struct worker *worker)
{
    bool got = !engine_queue_is_empty(worker->engine);
    if (got)
        worker_take(worker);
    return got;
}

/* One operation of the worker's body; false when cancelled. */
static bool perform(struct worker *worker, bool *got)
{
    switch (worker->op.kind) {
    case OP_WORK:
    case OP_SLEEP:
        return worker_spend_on_main(worker);
    case OP_PUT:
        return put(worker);
    case OP_GET:
        *got = get(worker);
        return true;
    default:
        return true;
    }
}

/* ---- Taking turns: a run without an end would never come to its consumers ---- */

enum { BATCH = 20 }; /* items in a turn of an endless producer */

/* Whether the worker lets others go first: an endless producer after a batch of items, a consumer that finds the queue
 * empty while producers are still to come. */
static bool turn_is_over(const struct worker *worker, int puts)
{
    const struct engine *engine = worker->engine;
    if (worker->op.kind == OP_GET)
        return engine_queue_is_empty(engine) && !worker_is_finished(worker);
    return worker->op.kind == OP_WORK && puts >= BATCH && engine_plan(engine)->items == 0;
}

static void end_turn(struct worker *worker, struct list *line)
{
    if (worker->op.kind == OP_GET)
        worker_enter(worker, STATE_WAITING, REASON_QUEUE_EMPTY, TIME_NEVER);
    else
        worker_enter(worker, STATE_READY, REASON_TURN, TIME_NEVER);
    list_append(line, &worker->node);
}

/* ---- main ---- */

/* Runs the worker to the end of its body, or of its turn: then it joins the line again. False when cancelled. */
static bool run(struct worker *worker, struct list *line)
{
    for (int puts = 0; worker->op.kind != OP_EXIT;) {
        bool got = false;
        if (turn_is_over(worker, puts)) {
            end_turn(worker, line);
            return true;
        }
        if (!perform(worker, &got))
            return false;
        puts += worker->op.kind == OP_PUT;
        worker_next(worker, got);
    }
    worker_done(worker);
    return true;
}

static void sync_run(struct engine *engine)
{
    struct list line = {0}; /* producers, then consumers; then those that the plan wants later */
    engine_take_wanted(engine, &line);
    while (line.first != NULL && !engine_is_cancelled(engine) &&
           run(LIST_OWNER(list_take(&line), struct worker, node), &line))
        engine_take_wanted(engine, &line);
}

const struct mode mode_sync = {
    .name = "sync",
    .summary = "one worker after another, on one thread",
    .run = sync_run,
};
