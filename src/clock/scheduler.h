/*
 * scheduler — which thread of a clock goes on: the inside of a clock, which clock.c controls from outside.
 *
 * A thread that parks decrements `active`; the one that wakes it increments it. In a real clock a sleeper waits on its
 * own condition variable with a timeout, and a woken thread goes on at once. In an instant clock one thread runs at a
 * time: when it parks the next in the run queue goes on, and when that is empty time jumps to the earliest deadline.
 * The scheduler_ functions are called under the clock's lock. What threads call is in clock.h.
 */
#pragma once

#include "clock/clock.h"
#include "clock/timebase.h"

#include <stdatomic.h>

/* One lock guards everything but the time base, which is read without it. */
struct clock {
    struct timebase base;
    atomic_bool paused; /* written under the lock; read without it, relaxed: a late look does no harm */
    enum clock_kind kind;
    struct wakeup *wakeup;

    pthread_mutex_t lock; /* guards all below, and all groups and waiters of this clock */
    double speed;
    struct heap due;        /* waiters with a deadline */
    size_t members;         /* waiters in all groups: `due` has room for as many */
    size_t active;          /* of them: running or runnable */
    int64_t allowed;        /* instant: no jump beyond */
    struct waiter *running; /* instant: the one that runs */
    struct list runnable;   /* instant: the run queue */
};

struct group {
    struct clock *clock;
    atomic_bool cancelled; /* written under the clock's lock; read without it, see clock.paused */
    atomic_bool stuck;     /* likewise; release, acquire: its reader sees what all threads did before they parked */
    /* Under the clock's lock: */
    struct list waiters;
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

/* A parked thread goes on: at once in a real clock, when it is its turn in an instant one. */
void scheduler_wake(struct waiter *waiter, enum wake wake);

/* Instant: if no thread runs, the next in the run queue goes on, or time jumps to where there is one. */
void scheduler_run_next(struct clock *clock);

/* Instant: no thread runs or can run, and no deadline is allowed yet. */
bool scheduler_is_idle(const struct clock *clock);

/* Notifies the watcher of a paused clock when all is still: after a pause, and after each step. (The watcher of a
 * running clock looks at each frame anyway.) */
void scheduler_notify_idle(struct clock *clock);
