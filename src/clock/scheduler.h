/*
 * scheduler — who goes on, when a thread of a clock stops running or is called: the inside of clock.c and group.c.
 *
 * A thread that parks counts down `active`; who wakes it counts up. In a real clock a sleeper waits on its own
 * condition variable with a timeout and a called thread goes on at once. In an instant clock only the thread whose turn
 * it is goes on; when it parks, the next in the line of those called has its turn, and when the line is empty time
 * jumps to the earliest deadline. All functions are called under the clock's lock.
 */
#ifndef OVERLAP_CLOCK_SCHEDULER_H
#define OVERLAP_CLOCK_SCHEDULER_H

#include "clock/clock.h"
#include "clock/timebase.h"

#include <stdatomic.h>

/* One lock guards everything but the time base, which is read without it. */
struct clock {
    struct timebase base;
    atomic_bool
        paused; /* written under the lock; read without it by clock_is_paused: relaxed, a late look does no harm */
    enum clock_kind kind;
    struct wakeup *wakeup;

    pthread_mutex_t lock; /* guards all below, and all groups and waiters of this clock */
    double speed;
    struct heap due;                               /* waiters with a deadline */
    size_t members;                                /* waiters in all groups: `due` has room for as many */
    size_t active;                                 /* of them: running or called */
    int64_t allowed;                               /* instant: no jump beyond */
    struct waiter *turn;                           /* instant: who runs */
    struct waiter *first_runnable, *last_runnable; /* instant: whose turns come next */
};

struct group {
    struct clock *clock;
    atomic_bool cancelled; /* written under the clock's lock; read without it, see clock.paused */
    atomic_bool stuck;     /* likewise; release, acquire: who sees it sees what all threads did before they parked */
    /* Under the clock's lock: */
    struct waiter *waiters;
    size_t members;
    size_t active; /* running or called */
    size_t timed;  /* parked with a deadline */
};

/* Lets a parked thread go on: at once in a real clock, at its turn in an instant one. */
void scheduler_wake(struct waiter *waiter, enum wake wake);

/* Instant: while it is nobody's turn, gives it to the next in line, or jumps to where there is one. */
void scheduler_run_next(struct clock *clock);

/* Instant: nobody runs, nobody can, and no deadline is allowed yet. */
bool scheduler_is_idle(const struct clock *clock);

/* Whoever watches a paused clock is told when all is still, after a pause and after each step; whoever watches a
 * running one looks at each frame anyway. */
void scheduler_notify_idle(struct clock *clock);

/* The waiter's thread runs no more; then, what follows from that for its group. */
void scheduler_block(struct waiter *waiter);
void scheduler_settle(struct group *group);

#endif
