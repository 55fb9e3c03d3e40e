/*
 * group — the threads of an engine in their clock: how they join, park and go on; see clock.h.
 */
#include "base/memory.h"
#include "base/os.h"
#include "clock/scheduler.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

/* ---- Crews ---- */

struct group *clock_group_new(struct clock *clock)
{
    struct group *group = memory_isolated(sizeof *group);
    group->clock = clock;
    return group;
}

void clock_group_free(struct group *group)
{
    assert(group == NULL || group->members == 0);
    free(group);
}

void clock_group_cancel(struct group *group)
{
    pthread_mutex_lock(&group->clock->lock);
    atomic_store_explicit(&group->cancelled, true, memory_order_relaxed);
    for (struct waiter *waiter = group->waiters; waiter != NULL; waiter = waiter->next)
        if (waiter->state == WAITER_PARKED)
            scheduler_wake(waiter, WAKE_CANCELLED);
    scheduler_run_next(group->clock);
    pthread_mutex_unlock(&group->clock->lock);
}

bool clock_group_is_cancelled(const struct group *group)
{
    return atomic_load_explicit(&group->cancelled, memory_order_relaxed);
}

bool clock_group_is_stuck(const struct group *group)
{
    return atomic_load_explicit(&group->stuck, memory_order_acquire);
}

/* ---- Parkers ---- */

void waiter_init(struct waiter *waiter, struct group *group)
{
    struct clock *clock = group->clock;
    *waiter = (struct waiter){.group = group, .state = WAITER_PARKED};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&waiter->go_on, &attributes);
    pthread_condattr_destroy(&attributes);

    pthread_mutex_lock(&clock->lock);
    waiter->next = group->waiters;
    if (group->waiters != NULL)
        group->waiters->previous = waiter;
    group->waiters = waiter;
    group->members++;
    heap_reserve(&clock->due, ++clock->members);
    scheduler_wake(waiter, WAKE_UNPARKED);
    scheduler_run_next(clock);
    pthread_mutex_unlock(&clock->lock);
}

/* When the deadline comes on the machine's clock, for a wait with a timeout. */
static struct timespec timeout_of(const struct clock *clock, int64_t deadline)
{
    double ahead = (double)(deadline - clock_now(clock)) / clock->speed;
    int64_t limit = NS_PER_S * 3600; /* a far deadline is looked at again in an hour: no overflow */
    int64_t at = os_now() + (ahead < (double)limit ? (int64_t)ahead + 1 : limit);
    return (struct timespec){.tv_sec = at / NS_PER_S, .tv_nsec = at % NS_PER_S};
}

/* Keeps a CPU busy for some microseconds, or until the deadline, releasing the lock meanwhile. */
static void burn_a_while(struct clock *clock, int64_t deadline)
{
    enum { READINGS = 200 };
    pthread_mutex_unlock(&clock->lock);
    for (int i = 0; i < READINGS && clock_now(clock) < deadline; i++)
        continue;
    pthread_mutex_lock(&clock->lock);
}

/* Blocks until the waiter's thread may run, releasing the lock meanwhile. */
static void wait_to_run(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    while (waiter->state != WAITER_RUNNING) {
        bool timed = clock->kind == CLOCK_REAL && waiter->due.place != 0 && !clock_is_paused(clock);
        if (!timed) {
            pthread_cond_wait(&waiter->go_on, &clock->lock);
        } else if (clock_now(clock) >= waiter->due.deadline) {
            scheduler_wake(waiter, WAKE_DEADLINE);
        } else if (waiter->burns) {
            burn_a_while(clock, waiter->due.deadline);
        } else {
            struct timespec timeout = timeout_of(clock, waiter->due.deadline);
            pthread_cond_timedwait(&waiter->go_on, &clock->lock, &timeout);
            timebase_keep(&clock->base); /* whoever wakes to a leap ends it, and does not wake for it again */
        }
    }
}

void waiter_begin(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    pthread_mutex_lock(&clock->lock);
    wait_to_run(waiter);
    pthread_mutex_unlock(&clock->lock);
}

/* Takes a called waiter out of the line: its thread will not come. */
static void dequeue(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    struct waiter *before = NULL, *runnable = clock->first_runnable;
    for (; runnable != waiter; runnable = runnable->runnable)
        before = runnable;
    if (before != NULL)
        before->runnable = waiter->runnable;
    else
        clock->first_runnable = waiter->runnable;
    if (clock->last_runnable == waiter)
        clock->last_runnable = before;
}

void waiter_leave(struct waiter *waiter)
{
    struct group *group = waiter->group;
    struct clock *clock = group->clock;
    pthread_mutex_lock(&clock->lock);
    if (waiter->state == WAITER_RUNNABLE)
        dequeue(waiter);
    if (waiter->previous != NULL)
        waiter->previous->next = waiter->next;
    else
        group->waiters = waiter->next;
    if (waiter->next != NULL)
        waiter->next->previous = waiter->previous;
    group->members--;
    clock->members--;
    scheduler_block(waiter);
    scheduler_settle(group);
    pthread_mutex_unlock(&clock->lock);
    pthread_cond_destroy(&waiter->go_on);
}

/* Under the lock, which it releases meanwhile. */
static enum wake park(struct waiter *waiter, int64_t deadline)
{
    struct group *group = waiter->group;
    if (waiter->permit) {
        waiter->permit = false;
        return WAKE_UNPARKED;
    }
    waiter->state = WAITER_PARKED;
    if (deadline != TIME_NEVER) {
        heap_insert(&group->clock->due, &waiter->due, deadline);
        group->timed++;
    }
    scheduler_block(waiter);
    scheduler_settle(group);
    wait_to_run(waiter);
    return waiter->wake;
}

enum wake clock_park(struct waiter *waiter, int64_t deadline)
{
    struct group *group = waiter->group;
    pthread_mutex_lock(&group->clock->lock);
    enum wake wake = clock_group_is_cancelled(group) ? WAKE_CANCELLED : park(waiter, deadline);
    pthread_mutex_unlock(&group->clock->lock);
    return wake;
}

void clock_wait(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    pthread_mutex_lock(&clock->lock);
    park(waiter, TIME_NEVER);
    pthread_mutex_unlock(&clock->lock);
}

void clock_unpark(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    pthread_mutex_lock(&clock->lock);
    if (waiter->state == WAITER_PARKED) {
        scheduler_wake(waiter, WAKE_UNPARKED);
        scheduler_run_next(clock);
    } else {
        waiter->permit = true;
    }
    pthread_mutex_unlock(&clock->lock);
}

bool clock_sleep(struct waiter *waiter, int64_t deadline)
{
    bool unparked = false;
    enum wake wake;
    while ((wake = clock_park(waiter, deadline)) == WAKE_UNPARKED)
        unparked = true;
    if (unparked)
        clock_unpark(waiter); /* itself: for its next park */
    return wake != WAKE_CANCELLED;
}

bool clock_yield(struct waiter *waiter)
{
    const struct group *group = waiter->group;
    if (group->clock->kind == CLOCK_REAL && !clock_is_paused(group->clock))
        return !clock_group_is_cancelled(
            group); /* the usual case costs nothing: the machine sees to the others' turns */
    return clock_sleep(waiter, clock_now(group->clock));
}
