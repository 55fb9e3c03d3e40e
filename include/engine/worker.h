/*
 * worker — what a mode sees of an engine: the workers to run, their queue, their record.
 *
 * A mode hires workers, asks each for its next operation, carries it out, and records the states on the way. Functions
 * may be called by whichever thread runs the worker in question; the queue's by whoever guards the queue.
 */
#ifndef OVERLAP_ENGINE_WORKER_H
#define OVERLAP_ENGINE_WORKER_H

#include "engine/body.h"
#include "engine/clock.h"
#include "engine/engine.h"
#include "engine/mode.h"
#include "engine/queue.h"

struct recorder;

/* A producer or a consumer. Owned by the engine and alive as long as it. Touched by one thread at a time: the one that
 * runs it, or while nobody does, main. */
struct worker {
    struct engine *engine;
    struct body body;
    lane_id lane;
    bool running;              /* hired and not released; under the engine's lock */
    bool failed;               /* cannot be run: its thread could not be created; likewise */
    enum state state;          /* as last recorded */
    struct recorder *recorder; /* main's, unless its mode gave it one of its own */

    /* For the mode that runs it: */
    struct heap_node timer;
    struct worker *next; /* in whatever line it stands */
    struct op op;        /* what it is in the middle of; when hired, work of no length */
    int64_t created;     /* ns: when the item of an OP_PUT was */
    lane_id woken_by;    /* who ended its wait, recorded with the next state; LANE_NONE: nobody did. Its waker sets it
                            as the guard of the queue */
    void *seat;          /* the mode's own, NULL at first */
};

struct parker *engine_main(struct engine *engine);
struct crew *engine_crew(struct engine *engine);
struct clock *engine_clock(struct engine *engine);
const struct plan *engine_plan(const struct engine *engine); /* as it is now; valid as long as the engine */

/* ---- Workers ---- */

/* The next worker that the plan wants and that does not run: producers by number, then consumers; from then on it runs.
 * NULL where there is none. Called by main only; cheap when nothing has changed. */
struct worker *engine_hire(struct engine *engine);

/* The worker has come to the end of its story. True when with it the last producer is gone: who waits for an item must
 * look again. */
bool engine_release(struct engine *engine, struct worker *worker);

/* The worker cannot be run after all; said to the user. Instead of engine_release, and returns the same. */
bool engine_give_up(struct engine *engine, struct worker *worker, const char *why);

/* No producer runs and none is wanted: an empty queue stays empty. */
bool engine_is_closed(const struct engine *engine);

/* Counts the changes of the plan, so that a mode can see that there was one. Any thread. */
unsigned engine_changes(const struct engine *engine);

/* Goes on to what the worker does next, in worker.op. `got`: as in body_next. An item that it is about to put is
 * created now. */
void worker_next(struct worker *worker, bool got);

/* For an OP_WORK or OP_SLEEP of no length. The end of an item that has cost no time at all is a checkpoint of the
 * clock: so a run of nothing but such items can be paused and stopped, and every other one goes on to its next deadline
 * in one step. False when cancelled. */
bool worker_checkpoint(const struct worker *worker, struct parker *parker);

/* Whether a consumer should stop waiting for an item: none will come, or it was taken away. */
bool worker_waits_in_vain(const struct worker *worker);

/* ---- The queue: called by who guards it ---- */

/* There is room for one more. */
bool engine_has_room(const struct engine *engine);
size_t engine_depth(const struct engine *engine);

/* The item of the producer's OP_PUT goes into the queue. There must be room. */
void engine_put(struct worker *producer);

/* The oldest item leaves the queue. It must not be empty. */
struct item engine_take(struct worker *consumer);

/* ---- The record ---- */

/* A recorder of its own for a worker that a thread of its own runs. Main only. */
void engine_give_recorder(struct engine *engine, struct worker *worker);

/* From now on (or from `time` on) the worker is in this state. `until`: when it is due to end, or TIME_NEVER. */
void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until);
void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until);

/* The same for the lane of the main program. Main only. */
void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other);

#endif
