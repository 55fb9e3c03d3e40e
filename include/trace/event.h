/*
 * event — one thing that happened, as it travels from the engine to the trace.
 *
 * Times are the clock's nanoseconds. Events of one lane arrive in the order of their
 * time; lanes need no order against each other; puts and takes arrive in the queue's order.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum state {
    STATE_IDLE,     /* not started */
    STATE_WORKING,  /* on the CPU */
    STATE_SLEEPING, /* in its own delay: the stand-in for I/O */
    STATE_WAITING,  /* for the queue or a lock */
    STATE_READY,    /* could run, but something else has the loop, the interpreter lock or the core */
    STATE_DONE,
    STATE_COUNT
};

/* Why a worker waits, is ready, or (lane main) what it does. */
enum reason {
    REASON_NONE,
    REASON_QUEUE_EMPTY, /* waiting: for an item */
    REASON_QUEUE_FULL,  /* waiting: for room in the queue */
    REASON_LOCK,        /* waiting: for a lock, which event.other holds */
    REASON_SIGNAL,      /* waiting: for a signal, whether there is an item or not */
    REASON_RETRY,       /* waiting: to look again whether there is an item; entered anew at each look */
    REASON_WINDOW,      /* waiting: between two steps that should be one: others come in between */
    REASON_FAILED,      /* done: it ended with an error: an empty list, an exception */
    REASON_KILLED,      /* done: its process was killed */
    REASON_CORE,        /* ready: others (event.other is one) have the cores */
    REASON_GIL,         /* ready: another worker (event.other) has the interpreter lock */
    REASON_LOOP,        /* ready: another worker (event.other) has the loop */
    REASON_START,       /* main: starts the workers */
    REASON_RESULT,      /* main: waits for the result of event.other, or of anybody; event.item counts them */
    REASON_JOIN,        /* main: waits for the workers, or for event.other, to end */
    REASON_POLL,        /* main: the loop has nothing to run and waits for the next timer */
    REASON_TURN,        /* main: carries out the worker in event.other itself; ready: main is with another worker */
    REASON_COUNT
};

enum event_kind {
    EVENT_STATE, /* `lane` is in `state` from `time` on */
    EVENT_PUT,   /* the producer `lane` put its item number `item`, created at `until`, into the queue */
    EVENT_TAKE,  /* the consumer `lane` took item number `item` of producer `other`, created at `until` */
    /* Of the bugs: */
    EVENT_DUPLICATE, /* the consumer `lane` took an item that another had taken, as in TAKE */
    EVENT_LOST,      /* the consumer `lane` removed an item that nobody had taken, as in TAKE */
    EVENT_END,       /* `lane` failed (a pool's: on thread `other`), or is main, which said that it was finished */
    EVENT_SPURIOUS_WAKEUP, /* the worker `lane` woke up, and there was nothing for it */
    EVENT_RESULT,          /* main received the result of the worker `other`, as number `item`; its reason is
                              REASON_FAILED if that was an exception */
    EVENT_COUNTER_READ,    /* the worker `lane` read the shared counter, which was `item` */
    EVENT_COUNTER_WRITE,   /* the worker `lane` wrote `item` to the shared counter, which is one update of it */
    EVENT_UPDATE_LOST,     /* likewise, over what `other` had written since it read */
    EVENT_FINISHED,        /* the task `lane` has finished its piece of work: its result is there */
    EVENT_KILLED           /* the process of `lane` was killed; `item` is 1 if it had an item in its hands, else 0 */
};

enum lane_kind {
    LANE_MAIN,
    LANE_PRODUCER, /* the workers, from the first */
    LANE_TASK,     /* has one piece of work, and no queue */
    LANE_CONSUMER, /* to the last */
    LANE_GIL,      /* the interpreter lock: working while a worker (event.other) holds it, else idle */
    LANE_POOL,     /* a thread of a pool: the states of the worker (event.other) that it carries out */
    LANE_KIND_COUNT
};

/* Which lane: its kind in the upper 8 bits, its index within the kind, from 0, below. P1 is (LANE_PRODUCER, 0). */
typedef uint32_t lane_id;

#define LANE_NONE UINT32_MAX

static inline lane_id lane_id_of(enum lane_kind kind, uint32_t index)
{
    return (uint32_t)kind << 24 | index;
}

static inline enum lane_kind lane_id_kind(lane_id id)
{
    return (enum lane_kind)(id >> 24);
}

/* A producer, a consumer or a task. */
static inline bool lane_id_is_worker(lane_id id)
{
    return lane_id_kind(id) >= LANE_PRODUCER && lane_id_kind(id) <= LANE_CONSUMER;
}

static inline uint32_t lane_id_index(lane_id id)
{
    return id & 0xffffffu;
}

struct event {
    int64_t time;  /* ns */
    int64_t until; /* STATE: when a sleep or a piece of work is due to end, else TIME_NEVER. PUT, TAKE: item created */
    uint32_t item; /* number of the item within its producer, from 1; its value is item². 0: none */
    lane_id lane;
    lane_id other;  /* STATE: who woke it, or who has what it waits for; TAKE: the item's producer; else LANE_NONE */
    uint8_t kind;   /* enum event_kind */
    uint8_t state;  /* enum state */
    uint8_t reason; /* enum reason */
    uint8_t unused; /* 0 */
};

_Static_assert(sizeof(struct event) == 32, "an event is 32 bytes");
