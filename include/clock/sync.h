/*
 * sync — a mutex and condition variables on simulated time.
 *
 * Used like pthread_mutex_t and pthread_cond_t; but a thread that has to wait parks in its clock, so that a pause
 * stills it and a deadlock is noticed. First come, first served. A wait ends early when the thread's group is
 * cancelled.
 */
#pragma once

#include "clock/clock.h"

struct sim_mutex {
    pthread_mutex_t guard; /* of what follows, and of the conditions' queues; held for a moment only */
    struct waiter *holder; /* NULL: unlocked */
    struct list waiters;
};

struct sim_cond {
    struct sim_mutex *mutex; /* held by its callers, also to signal */
    struct list waiters;
};

void sim_mutex_init(struct sim_mutex *mutex);
void sim_mutex_destroy(struct sim_mutex *mutex);

/* Waits until the mutex is free, and takes it. Tells the waiter's owner when it has to wait (see waiter.on_activity).
 * False, without the mutex, when cancelled. */
bool sim_lock(struct sim_mutex *mutex, struct waiter *waiter);

/* Nothing when the waiter does not hold it: its wait was cancelled. */
void sim_unlock(struct sim_mutex *mutex, struct waiter *waiter);

void sim_cond_init(struct sim_cond *cond, struct sim_mutex *mutex);

/* Releases the mutex, waits for a signal, and takes the mutex again. It may come back without a signal: the caller
 * looks again whether what it waits for is there. False, without the mutex, when cancelled. */
bool sim_cond_wait(struct sim_cond *cond, struct waiter *waiter);

struct waiter *sim_cond_signal(struct sim_cond *cond); /* wakes the first and returns it; NULL: none waits */
void sim_cond_broadcast(struct sim_cond *cond);        /* wakes all */
