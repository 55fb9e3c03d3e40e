/*
 * scheduler — which thread of a clock goes on: the inside of a clock, which clock.c controls from outside.
 *
 * A sleeper in a real clock waits on its own condition variable with a timeout. Where threads take turns (see clock.h)
 * the next in the run queue goes on when the one that runs parks, and when that is empty time jumps to the earliest
 * deadline, in a real clock not before the machine's time has come to it. So a busy machine is late with what it shows,
 * but not with what happens. The scheduler_ functions are called under the clock's lock.
 */
#pragma once

#include "clock/clock.h"
#include "clock/timebase.h"

#include <stdatomic.h>

#define JUMPS_ALL SIZE_MAX

/* One lock guards everything but the time base, which is read without it. */
struct clock {
    struct timebase base;
    atomic_bool paused;      /* written under the lock; read without it, relaxed: a late look does no harm */
    atomic_bool takes_turns; /* one thread runs at a time; likewise */
    _Atomic double speed;    /* likewise */
    enum clock_kind kind;
    struct wakeup *wakeup;

    pthread_mutex_t lock; /* guards all below, and all groups and waiters of this clock */
    struct heap due;      /* waiters with a deadline */
    size_t members;       /* waiters in all groups: `due` has room for as many */
    size_t active;        /* of them: running or runnable */
    int64_t allowed;      /* instant: no jump beyond */
    int64_t skip_to;      /* paused: likewise, */
    size_t jumps;         /* and so many deadlines, to which it may still jump, or JUMPS_ALL; 0: it stands */
    bool always_turns;    /* not only above speed 1 */
    size_t running;       /* of the active: not in the run queue; at most one where threads take turns */
    struct list runnable; /* the run queue, where threads take turns */
    unsigned yields;      /* since time last went on */
};

/* How late a thread is, all in all, ns. */
struct late {
    const struct waiter *waiter; /* it may have left */
    int64_t lateness;
};

struct group {
    struct clock *clock;
    atomic_bool cancelled;    /* written under the clock's lock; read without it, see clock.paused */
    atomic_bool stuck;        /* likewise; release, acquire: its reader sees what all threads did before they parked */
    _Atomic int64_t lateness; /* likewise, relaxed: it is only shown */
    /* Under the clock's lock: */
    struct list waiters;
    struct list_node *to_cancel; /* the first of them that has not been told of the cancelling; NULL: all have */
    struct late latest[2];       /* the two that are the latest */
    size_t members;
    size_t active; /* running or runnable */
    size_t timed;  /* parked with a deadline */
};

/* Tells the waiter's owner, if it wants to know. On the waiter's thread; without the clock's lock. */
static inline void waiter_tell(struct waiter *waiter, enum activity activity, int64_t since, const struct waiter *other,
                               int64_t until)
{
    if (waiter->on_activity != NULL)
        waiter->on_activity(waiter, activity, since, other, until);
}

/* ---- All under the clock's lock ---- */

/* A parked thread goes on: at once, or when it is its turn. */
void scheduler_wake(struct waiter *waiter, enum wake wake);

/* A parked thread goes on, cancelled; one that is about to park does not. */
void scheduler_cancel(struct waiter *waiter);

/* Tells the next threads of a group that is cancelled. */
void group_cancel_next(struct group *group);

/* The thread is about to park: what it has taken since it was woken, the machine has. */
void group_add_lateness(struct waiter *waiter);

/* Where threads take turns: if none runs, the next in the run queue goes on, or time jumps to where there is one. */
void scheduler_run_next(struct clock *clock);

/* After a change of the speed, or between pause and going on: moves the line of a real clock, lets sleepers compute
 * their timeouts anew, and threads take turns or not. */
void scheduler_adapt(struct clock *clock);
