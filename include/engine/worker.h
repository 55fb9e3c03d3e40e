/*
 * worker — what a mode sees of its engine: the workers to run, their queue, their events.
 *
 * A mode takes the workers that the plan wants, asks each for its next operation, carries it out, and records the
 * states on the way. Functions about a worker are called by the thread that runs it; those that put into or take from
 * the queue by a thread that has exclusive use of the queue. Those that are main's alone say so; the others are for any
 * thread of the run.
 */
#pragma once

#include "base/list.h"
#include "clock/clock.h"
#include "engine/body.h"
#include "engine/engine.h"
#include "engine/mode.h"
#include "engine/queue.h"

struct recorder;

/* A lane that is no worker's: a thread that carries out one worker after another and shows what it does for each, or
 * the interpreter lock. */
struct extra_lane {
    lane_id lane;
    struct recorder *recorder; /* one thread at a time */
};

/* A producer, a consumer or a task. Owned by the engine and alive as long as it. Used by one thread at a time: the one
 * that runs it, else main. */
struct worker {
    struct engine *engine;
    struct body body;
    lane_id lane;
    bool running;              /* taken by the mode and not done; under the engine's lock */
    bool failed;               /* has crashed, was killed, or has got no thread: it does not run again; likewise */
    enum state state;          /* as last recorded */
    struct recorder *recorder; /* main's, unless its mode gave it one of its own */
    const struct extra_lane *thread; /* shows its states, too; NULL: none does */

    /* For the mode that runs it: */
    struct heap_node timer;
    struct list_node node; /* in one of the mode's queues */
    struct op op;          /* what it is in the middle of; at first work of no length */
    int64_t created;       /* ns: when the item of an OP_PUT was; TIME_NEVER: not yet */
    int64_t now_cached;    /* ns: the time of all that it does without taking time (put, take, begin a delay or a
                              wait); TIME_NEVER: not read yet */
    lane_id woken_by;      /* who ended its wait, recorded with its next state; LANE_NONE: no worker did */
};

struct waiter *engine_main(struct engine *engine);
struct clock *engine_clock(struct engine *engine);
bool engine_is_cancelled(const struct engine *engine);
bool engine_has_gil(const struct engine *engine);            /* an interpreter lock: see mode.h */
const struct plan *engine_plan(const struct engine *engine); /* as it is now; valid as long as the engine */

/* ---- Who runs ---- */

/* Appends the workers that the plan wants and that do not run, through worker.node: producers or tasks by
 * number, then consumers. They run from then on. None after the group was cancelled. Main only; costs little while
 * nothing has changed. */
void engine_take_wanted(struct engine *engine, struct list *wanted);

/* How often the plan has changed or the last producer has ended; main is unparked then. A mode that sees another number
 * looks again at the plan, and at those that wait. */
unsigned engine_changes(const struct engine *engine);

/* The worker has come to the end of its body. */
void worker_done(struct worker *worker);

/* The worker did not get `what` ("a thread"), for that reason; said to the user. Instead of worker_done. */
void worker_unstartable(struct worker *worker, const char *what, const char *why);

/* The worker has failed: it ends and does not run again. Instead of worker_done; uses the queue. */
void worker_crashed(struct worker *worker);

/* The worker's process was killed, and the item that it had is lost: likewise. */
void worker_killed(struct worker *worker);

/* `what` ("a thread for P1") could not be created; said to the user, the first time. */
void engine_refused(struct engine *engine, const char *what, const char *why);

/* ---- What a worker does ---- */

/* Goes on to what the worker does next, in worker.op. `got`: as in body_next. */
void worker_next(struct worker *worker, bool got);

/* For an OP_WORK or OP_SLEEP of no length. The end of an item that has cost no time at all is a yield to the clock: so
 * a run of nothing but such items can be paused and stopped, and every other one goes on to its next deadline in one
 * step. False when cancelled. */
bool worker_yield(struct worker *worker, struct waiter *waiter);

/* Main lets the delay of the worker's OP_WORK or OP_SLEEP pass itself, and is in the worker's state meanwhile; works on
 * a CPU where the plan says so. False when cancelled. Main only. */
bool worker_spend_on_main(struct worker *worker);

/* Whether a consumer should stop waiting for an item: none will come, or the plan wants it no more. */
bool worker_is_finished(const struct worker *worker);

/* P1, or the first task: a bug of one worker is its. */
bool worker_is_first(const struct worker *worker);

/* ---- The queue ---- */

bool engine_queue_is_full(const struct engine *engine);
bool engine_queue_is_empty(const struct engine *engine);

/* The item of the producer's OP_PUT goes into the queue, which must not be full; a task's is its result. The oldest
 * item leaves the queue, which must not be empty. */
void worker_put(struct worker *producer);
void worker_take(struct worker *consumer);

/* For the bugs. The consumer reads the oldest item, which stays, so that another can read it, too. It removes what is
 * the oldest by now, read or not. It woke up, and there was nothing for it. */
void worker_read_first(struct worker *consumer);
void worker_remove_first(struct worker *consumer);
void worker_woke_spuriously(struct worker *consumer);

/* For the bug with a shared counter: the worker has read this value, or written it, over what `other` had written since
 * (LANE_NONE: nobody had). */
void worker_read_counter(struct worker *worker, uint32_t value);
void worker_wrote_counter(struct worker *worker, uint32_t value, lane_id other);

/* ---- Events ---- */

/* From now on (or from `time` on) the worker is in this state. `until`: when it is due to end, or TIME_NEVER. */
void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until);
void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until);

/* The delay of the worker's OP_WORK or OP_SLEEP begins now. Returns when it is due to end. */
int64_t worker_enter_delay(struct worker *worker);

/* The worker waits from now on. */
void worker_enter_wait(struct worker *worker, enum reason reason);

/* The worker gets a ring of its own for its events, since a thread of its own runs it. Main only. */
void worker_add_recorder(struct worker *worker);

/* A lane that is no worker's, with a ring of its own. Main only. */
struct extra_lane engine_add_lane(struct engine *engine, lane_id lane);
void engine_enter_lane(struct engine *engine, const struct extra_lane *lane, enum state state, lane_id other);

/* Main does this from now on. Main only. */
void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other);

/* Main waits for result number `number`, which `other` has (LANE_NONE: any worker); main receives it,
 * and ends if it is the exception of a worker that has failed. Main only; the second uses the queue. */
void engine_await_result(struct engine *engine, lane_id other, uint32_t number);
void engine_receive_result(struct engine *engine, const struct worker *worker, uint32_t number);

/* For a bug: main says that it is finished. Main only; uses the queue. */
void engine_main_finished(struct engine *engine);
