/*
 * turns — who goes on, when a thread of a clock stops running or is called: the inside of clock.c and crew.c.
 *
 * A thread that parks counts down `active`; who wakes it counts up. In a real clock a sleeper waits on its own
 * condition variable with a timeout and a called thread goes on at once. In an instant clock only the thread whose turn
 * it is goes on; when it parks, the next in the line of those called has its turn, and when the line is empty time
 * jumps to the earliest deadline. All functions are called under the clock's lock.
 */
#ifndef OVERLAP_ENGINE_TURNS_H
#define OVERLAP_ENGINE_TURNS_H

#include "engine/clock.h"
#include "timebase.h"

#include <stdatomic.h>

/* One lock guards everything but the time base, which is read without it. */
struct clock {
    struct timebase base;
    atomic_bool
        paused; /* written under the lock; read without it by clock_is_paused: relaxed, a late look does no harm */
    enum clock_kind kind;
    struct doorbell *doorbell;

    pthread_mutex_t lock; /* guards all below, and all crews and parkers of this clock */
    double speed;
    struct heap due;                           /* parkers with a deadline */
    size_t members;                            /* parkers in all crews: `due` has room for as many */
    size_t active;                             /* of them: running or called */
    int64_t allowed;                           /* instant: no jump beyond */
    struct parker *turn;                       /* instant: who runs */
    struct parker *first_called, *last_called; /* instant: whose turns come next */
};

struct crew {
    struct clock *clock;
    atomic_bool cancelled; /* written under the clock's lock; read without it, see clock.paused */
    atomic_bool stuck;     /* likewise; release, acquire: who sees it sees what all threads did before they parked */
    /* Under the clock's lock: */
    struct parker *parkers;
    size_t members;
    size_t active; /* running or called */
    size_t timed;  /* parked with a deadline */
};

/* Lets a parked thread go on: at once in a real clock, at its turn in an instant one. */
void turns_call(struct parker *parker, enum wake wake);

/* Instant: while it is nobody's turn, gives it to the next in line, or jumps to where there is one. */
void turns_take(struct clock *clock);

/* Instant: nobody runs, nobody can, and no deadline is allowed yet. */
bool turns_idle(const struct clock *clock);

/* Whoever watches a paused clock is told when all is still, after a pause and after each step; whoever watches a
 * running one looks at each frame anyway. */
void turns_tell_still(struct clock *clock);

/* The parker's thread runs no more; then, what follows from that for its crew. */
void turns_stop(struct parker *parker);
void turns_settle(struct crew *crew);

#endif
