/*
 * condition — a condition variable in simulated time: a line of waiting threads, first come first served.
 *
 * Used like a pthread_cond_t, always with the same mutex held; the waiting itself is a park in the clock, so that a
 * pause stills it and a deadlock is noticed. A zeroed condition is a valid one that nobody waits for.
 */
#ifndef OVERLAP_CLOCK_CONDITION_H
#define OVERLAP_CLOCK_CONDITION_H

#include "clock/clock.h"

#include <pthread.h>

struct condition {
    struct list waiters; /* guarded by the mutex */
};

/* Releases the mutex, waits until it is signalled, and takes the mutex again; as always, the caller looks again whether
 * what it waits for is there. False when the group was cancelled. */
bool condition_wait(struct condition *condition, pthread_mutex_t *mutex, struct waiter *waiter);

struct waiter *condition_signal(struct condition *condition); /* the first in line goes on; NULL: nobody waits */
void condition_broadcast(struct condition *condition);        /* everybody does */

#endif
