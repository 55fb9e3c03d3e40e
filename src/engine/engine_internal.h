/*
 * engine_internal — the inside of an engine, for engine.c, worker.c and deeds.c only.
 */
#ifndef OVERLAP_ENGINE_ENGINE_INTERNAL_H
#define OVERLAP_ENGINE_ENGINE_INTERNAL_H

#include "base/memory.h"
#include "engine/recorder.h"
#include "engine/worker.h"

/* A plan as it was between two changes. Kept until the engine is freed, so that who reads one needs no lock. */
struct plan_version {
    struct plan plan;
    struct plan_version *older;
};

/* Workers that were made together, and stay where they are. */
struct worker_chunk {
    struct worker_chunk *older;
    struct worker workers[];
};

struct worker_table {
    struct worker **workers; /* by index */
    uint32_t count;
    struct worker_chunk *chunks;
};

struct engine {
    /* Looked at by all threads all the time, and seldom written: */
    const struct mode *mode;
    struct clock *clock;
    struct group *group;
    struct wakeup *wakeup;
    pthread_t thread;
    struct recorder *main_recorder;  /* written by the main thread */
    struct recorder *queue_recorder; /* written by who guards the queue */
    _Atomic(struct plan_version *)
        plan; /* stored under the lock with release, loaded with acquire: its contents never change */
    _Atomic(struct recorder *)
        recorders;                /* all of them; prepended by main with release, walked by the reader with acquire */
    atomic_uint changes;          /* of the plan; release, acquire */
    atomic_size_t open_producers; /* that run or are wanted; written under the lock with release, read with acquire:
                                     who sees 0 sees all that they have put */
    atomic_bool has_pending;      /* main has somebody to fetch; written under the lock; relaxed: main is unparked after
                                it was set */
    atomic_bool finished;         /* main has ended; release, acquire: all is recorded and `ended` is set */
    int64_t ended;                /* ns; written by main before `finished` */

    _Alignas(MEMORY_ISOLATION) struct heap timers; /* the mode's */
    struct queue queue;                            /* guarded by the mode, */
    bool first_is_read; /* and so is this: a consumer has read the first item and left it there */

    _Alignas(MEMORY_ISOLATION) struct drain drain;
    struct waiter main; /* of the run's main thread */

    pthread_mutex_t lock; /* guards what follows; taken before the clock's */
    struct worker_table worker_table[LANE_KIND_COUNT];
    struct worker_fifo pending; /* run already, though main has yet to fetch them */
    bool over;                  /* main has left the clock: it must not be unparked any more */
    struct error trouble;

    /* The controlling thread's alone: */
    struct trace *trace;
    enum engine_status status;
};

/* Makes workers for all places in the plan, hires who is wanted, and lets main fetch them. Under the lock. */
void engine_plan_changed(struct engine *engine);

#endif
