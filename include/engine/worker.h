/*
 * worker — what a mode sees of an engine: the workers to run, their queue, their record.
 *
 * A mode hires workers, asks each for its next operation, carries it out, and records the states on the way. Functions
 * may be called by whichever thread runs the worker in question; the queue's by whoever guards the queue.
 */
#ifndef OVERLAP_ENGINE_WORKER_H
#define OVERLAP_ENGINE_WORKER_H

#include "base/memory.h"
#include "clock/clock.h"
#include "engine/body.h"
#include "engine/engine.h"
#include "engine/mode.h"
#include "engine/queue.h"
#include "engine/worker_fifo.h"

struct recorder;

/* The lane of a thread that carries out one worker after another, and shows what it does for each. */
struct thread_lane {
    lane_id lane;
    struct recorder *recorder; /* the thread's own */
};

/* A producer or a consumer. Owned by the engine and alive as long as it. Touched by one thread at a time: the one that
 * runs it, or while nobody does, main. */
struct worker {
    _Alignas(MEMORY_LINE) struct engine *engine;
    struct body body;
    lane_id lane;
    bool running;                     /* hired and not released; under the engine's lock */
    bool failed;                      /* cannot be run: its thread could not be created; likewise */
    enum state state;                 /* as last recorded */
    struct recorder *recorder;        /* main's, unless its mode gave it one of its own */
    const struct thread_lane *thread; /* shows its states too; NULL: none does */

    /* For the mode that runs it: */
    struct heap_node timer;
    struct worker *next; /* in whatever line it stands */
    struct op op;        /* what it is in the middle of; when hired, work of no length */
    int64_t created;     /* ns: when the item of an OP_PUT was; TIME_NEVER: not yet */
    int64_t now_cached;  /* ns: of all that it does without taking time: put, take, begin a delay, begin to wait;
                        TIME_NEVER: not read yet. Ends with what takes time; a mode may set it when the worker goes
                        on */
    lane_id woken_by;    /* who ended its wait, recorded with the next state; LANE_NONE: nobody did. Its waker sets it
                            as the guard of the queue */
    void *seat;          /* the mode's own, NULL at first */
};

struct waiter *engine_main(struct engine *engine);
struct group *engine_group(struct engine *engine);
struct clock *engine_clock(struct engine *engine);
struct heap *engine_timers(struct engine *engine);           /* for a mode that keeps its workers' deadlines itself */
const struct plan *engine_plan(const struct engine *engine); /* as it is now; valid as long as the engine */

enum bug engine_bug(const struct engine *engine); /* that the run makes in its mode */

/* ---- Workers ---- */

/* The workers that were hired since the last time, at the end of the line: those that the plan wants and that did not
 * run; producers by number, then consumers. Nobody once the group was cancelled. Main only; cheap when there is none.
 */
void engine_take_pending(struct engine *engine, struct worker_fifo *pending);

/* The worker has come to the end of its story. True when with it the last producer is gone: who waits for an item must
 * look again. */
bool engine_worker_done(struct engine *engine, struct worker *worker);

/* The worker cannot be run after all; said to the user. Instead of engine_worker_done, and returns the same. */
bool engine_worker_unstartable(struct engine *engine, struct worker *worker, const char *why);

/* For the bugs, by who guards the queue. The worker has failed: it ends, and does not come back; instead of
 * engine_worker_done, a consumer's only. Main says that it is finished; main only. */
void engine_worker_crashed(struct worker *consumer);
void engine_main_finished(struct engine *engine);

/* No thread could be created for `what`; said to the user, the first time. */
void engine_thread_refused(struct engine *engine, const char *what, const char *why);

/* No producer runs and none is wanted: an empty queue stays empty. */
bool engine_is_closed(const struct engine *engine);

/* Counts the changes of the plan, so that a mode can see that there was one. Any thread. */
unsigned engine_changes(const struct engine *engine);

/* Goes on to what the worker does next, in worker.op. `got`: as in body_next. */
void worker_next(struct worker *worker, bool got);

/* The item of the worker's OP_PUT exists from now on: it has to wait for a lock. One that waits in a state of its
 * worker's exists from that state on; one that need not wait is created at the moment in which it is put, which is the
 * same moment, read once. */
void worker_create_item(struct worker *worker);

/* For an OP_WORK or OP_SLEEP of no length. The end of an item that has cost no time at all is a checkpoint of the
 * clock: so a run of nothing but such items can be paused and stopped, and every other one goes on to its next deadline
 * in one step. A worker that had to wait for such an item works from then on. False when cancelled. */
bool worker_yield(struct worker *worker, struct waiter *waiter);

/* As clock_park and clock_sleep, while the worker works: where the plan says so it keeps a CPU busy meanwhile. */
enum wake worker_park_working(const struct worker *worker, struct waiter *waiter, int64_t deadline);
bool worker_sleep_working(const struct worker *worker, struct waiter *waiter, int64_t deadline);

/* Whether a consumer should stop waiting for an item: none will come, or it was taken away. */
bool worker_is_finished(const struct worker *worker);

/* ---- The queue: called by who guards it ---- */

/* There is room for one more. */
bool engine_has_room(const struct engine *engine);
size_t engine_depth(const struct engine *engine);

/* The item of the producer's OP_PUT goes into the queue. There must be room. */
void engine_put(struct worker *producer);

/* The oldest item leaves the queue. It must not be empty. */
void engine_take(struct worker *consumer);

/* For the bugs. The consumer reads the oldest item, which stays in the queue: so others can, too. It removes what
 * is the oldest by now, read or not; with the other, it must not be empty. It woke up and there was nothing for it. */
void engine_read(struct worker *consumer);
void engine_remove(struct worker *consumer);
void engine_spurious_wakeup(struct worker *consumer);

/* Main has received the worker's result, as number `number`: in one order with what goes through the queue. */
void engine_receive(struct engine *engine, const struct worker *worker, uint32_t number);

/* ---- The record ---- */

/* A recorder of its own for a worker that a thread of its own runs. Main only. */
void engine_add_recorder(struct engine *engine, struct worker *worker);

/* From now on (or from `time` on) the worker is in this state. `until`: when it is due to end, or TIME_NEVER. */
void worker_enter(struct worker *worker, enum state state, enum reason reason, int64_t until);
void worker_enter_at(struct worker *worker, int64_t time, enum state state, enum reason reason, lane_id other,
                     int64_t until);

/* The delay of the worker's OP_WORK or OP_SLEEP begins now, in this state; where it follows a put or a take, at the
 * moment of that, which is the same, read once. Returns when it is due to end. */
int64_t worker_enter_delay(struct worker *worker, enum state state);

/* The worker waits from now on, likewise. */
void worker_enter_wait(struct worker *worker, enum reason reason);

/* The lane number `index` of the threads. Main only. */
struct thread_lane engine_thread_lane(struct engine *engine, uint32_t index);

/* Main waits for result number `number`, which `other` has, or for anybody's. Main only. */
void engine_await(struct engine *engine, lane_id other, uint32_t number);

/* The same for the lane of the main program. Main only; or, in a mode whose lane main is that of a lock, whoever has
 * the guard of that lock. */
void engine_enter_main(struct engine *engine, enum state state, enum reason reason, lane_id other);

#endif
