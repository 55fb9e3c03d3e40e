/*
 * engine_internal — struct engine, for the files of this room.
 */
#pragma once

#include "base/memory.h"
#include "engine/recorder.h"
#include "engine/worker.h"

/* A plan as it was between two changes. Kept until the engine is freed, so that reading one needs no lock. */
struct plan_version {
    struct plan plan;
    struct plan_version *older;
};

struct worker_table {
    struct worker **workers; /* by index; each stays where it is */
    uint32_t count;
};

struct engine {
    /* Read by all threads all the time, and seldom written: */
    const struct mode *mode;
    struct clock *clock;
    struct group *group;
    pthread_t thread;
    struct recorder *main_recorder;      /* written by the main thread */
    struct recorder *queue_recorder;     /* written by the thread that uses the queue */
    _Atomic(struct plan_version *) plan; /* stored under the lock with release, loaded with acquire */
    atomic_uint changes;                 /* see engine_changes; release, acquire */
    atomic_bool has_wanted;              /* a worker may be wanted that does not run; set under the lock before main
                                            is unparked */
    atomic_size_t open_producers;        /* that run or are wanted; written under the lock with release, read with
                                            acquire: a thread that sees 0 sees all that they have put */
    atomic_bool finished;                /* main has ended; release, acquire: all is recorded and `ended` is set */
    int64_t ended;                       /* ns; written by main before `finished` */

    _Alignas(MEMORY_ISOLATION) struct queue queue; /* used by one thread at a time: the mode sees to it */
    bool first_is_read;                            /* a consumer has read the first item and left it there; likewise */

    _Alignas(MEMORY_ISOLATION) struct drain drain;
    struct waiter main; /* of the run's main thread */

    pthread_mutex_t lock; /* guards what follows; taken before the clock's */
    struct worker_table tables[LANE_KIND_COUNT];
    bool over;             /* main has left the clock: it must not be unparked any more */
    struct ending *ending; /* the run has been left to: main frees the engine and tells it; else NULL */
    struct error trouble;

    /* The controlling thread's alone: */
    struct trace *trace;
    enum engine_status status;
};

/* No producer runs and none is wanted: an empty queue stays empty. */
static inline bool is_closed(const struct engine *engine)
{
    return atomic_load_explicit(&engine->open_producers, memory_order_acquire) == 0;
}

/* `lane` ended too early, on `thread` if that has a lane, or is main and said that it was finished. By the guard of the
 * queue. */
void engine_record_end(struct engine *engine, lane_id lane, lane_id thread);

/* Makes the workers that the plan has places for, and lets main take those that it wants. Under the lock. */
void engine_plan_changed(struct engine *engine);

/* Cancels the run and closes the caller's trace at the present time. The engine is its main thread's from then on,
 * which frees it and calls ending_done. False: it has ended by now, and stays the caller's. */
bool engine_leave(struct engine *engine, struct ending *ending);
void ending_done(struct ending *ending);
