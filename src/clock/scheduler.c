/* scheduler — which thread of a clock goes on, and what threads call to block and to wake each other */
#include "clock/scheduler.h"

#include "base/memory.h"
#include "base/os.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

static bool is_paused(const struct clock *clock)
{
    return atomic_load_explicit(&clock->paused, memory_order_relaxed);
}

/* ---- The run queue ---- */

void scheduler_wake(struct waiter *waiter, enum wake wake)
{
    struct group *group = waiter->group;
    struct clock *clock = group->clock;
    if (waiter->due.place != 0) {
        heap_remove(&clock->due, &waiter->due);
        group->timed--;
    }
    group->active++;
    clock->active++;
    atomic_store_explicit(&group->stuck, false, memory_order_relaxed);
    waiter->wake = wake;
    if (clock->kind == CLOCK_REAL) {
        waiter->state = WAITER_RUNNING;
        pthread_cond_signal(&waiter->go_on);
        return;
    }
    waiter->state = WAITER_RUNNABLE;
    list_append(&clock->runnable, &waiter->in_run_queue);
}

static void run_first(struct clock *clock)
{
    struct waiter *waiter = LIST_OWNER(list_take(&clock->runnable), struct waiter, in_run_queue);
    clock->running = waiter;
    waiter->state = WAITER_RUNNING;
    pthread_cond_signal(&waiter->go_on);
}

/* Instant: jumps to the earliest deadline and wakes the first waiter that is due then. False if no deadline is allowed
 * now. */
static bool jump(struct clock *clock)
{
    struct heap_node *first = heap_first(&clock->due);
    int64_t now = timebase_now(&clock->base);
    if (is_paused(clock) || first == NULL || first->deadline > clock->allowed) {
        if (!is_paused(clock) && clock->allowed != TIME_NEVER && clock->allowed > now)
            timebase_move(&clock->base, clock->allowed - now, 0);
        return false;
    }
    if (first->deadline > now)
        timebase_move(&clock->base, first->deadline - now, 0);
    scheduler_wake((struct waiter *)first, WAKE_DEADLINE);
    return true;
}

bool scheduler_is_idle(const struct clock *clock)
{
    const struct heap_node *first = heap_first(&clock->due);
    return clock->running == NULL && clock->runnable.first == NULL &&
           (is_paused(clock) || first == NULL || first->deadline > clock->allowed);
}

void scheduler_run_next(struct clock *clock)
{
    if (clock->kind == CLOCK_REAL || clock->running != NULL)
        return;
    if (clock->runnable.first != NULL || jump(clock))
        run_first(clock);
    else
        wakeup_notify(clock->wakeup);
}

void scheduler_notify_idle(struct clock *clock)
{
    if (clock->active == 0 && clock->kind == CLOCK_REAL && is_paused(clock))
        wakeup_notify(clock->wakeup);
}

/* What follows for the group when one of its threads runs no more. */
static void settle(struct group *group)
{
    if (group->active == 0 && group->timed == 0 && group->members > 0) {
        atomic_store_explicit(&group->stuck, true, memory_order_release);
        wakeup_notify(group->clock->wakeup);
    }
    scheduler_notify_idle(group->clock);
    scheduler_run_next(group->clock);
}

/* The waiter's thread runs no more. */
static void block(struct waiter *waiter)
{
    waiter->group->active--;
    waiter->group->clock->active--;
    if (waiter->group->clock->running == waiter)
        waiter->group->clock->running = NULL;
}

/* ---- Groups ---- */

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
    for (struct list_node *node = group->waiters.first; node != NULL; node = node->next) {
        struct waiter *waiter = LIST_OWNER(node, struct waiter, in_group);
        if (waiter->state == WAITER_PARKED)
            scheduler_wake(waiter, WAKE_CANCELLED);
    }
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

/* ---- Waiters ---- */

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
    list_append(&group->waiters, &waiter->in_group);
    group->members++;
    heap_reserve(&clock->due, ++clock->members);
    scheduler_wake(waiter, WAKE_UNPARKED);
    scheduler_run_next(clock);
    pthread_mutex_unlock(&clock->lock);
}

/* When the deadline comes on the machine's clock, for a wait with a timeout. */
static struct timespec timeout_of(const struct clock *clock, int64_t deadline)
{
    double ahead = (double)(deadline - timebase_now(&clock->base)) / clock->speed;
    int64_t limit = NS_PER_S * 3600; /* a far deadline is looked at again in an hour: no overflow */
    int64_t at = os_now() + (ahead < (double)limit ? (int64_t)ahead + 1 : limit);
    return (struct timespec){.tv_sec = at / NS_PER_S, .tv_nsec = at % NS_PER_S};
}

/* Keeps a CPU busy for some microseconds, or until the deadline, releasing the lock meanwhile. */
static void burn_a_while(struct clock *clock, int64_t deadline)
{
    enum { READINGS = 200 };
    pthread_mutex_unlock(&clock->lock);
    for (int i = 0; i < READINGS && timebase_now(&clock->base) < deadline; i++)
        continue;
    pthread_mutex_lock(&clock->lock);
}

/* Blocks until the waiter's thread may run, releasing the lock meanwhile. */
static void wait_to_run(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    while (waiter->state != WAITER_RUNNING) {
        bool timed = clock->kind == CLOCK_REAL && waiter->due.place != 0 && !is_paused(clock);
        if (!timed) {
            pthread_cond_wait(&waiter->go_on, &clock->lock);
        } else if (timebase_now(&clock->base) >= waiter->due.deadline) {
            scheduler_wake(waiter, WAKE_DEADLINE);
        } else if (waiter->burns) {
            burn_a_while(clock, waiter->due.deadline);
        } else {
            struct timespec timeout = timeout_of(clock, waiter->due.deadline);
            pthread_cond_timedwait(&waiter->go_on, &clock->lock, &timeout);
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

void waiter_leave(struct waiter *waiter)
{
    struct group *group = waiter->group;
    struct clock *clock = group->clock;
    pthread_mutex_lock(&clock->lock);
    list_remove(&waiter->in_run_queue); /* where its thread was never created */
    list_remove(&waiter->in_group);
    group->members--;
    clock->members--;
    block(waiter);
    settle(group);
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
    block(waiter);
    settle(group);
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
    if (group->clock->kind == CLOCK_REAL && !is_paused(group->clock))
        return !clock_group_is_cancelled(
            group); /* the usual case costs nothing: the machine sees to the others' turns */
    return clock_sleep(waiter, timebase_now(&group->clock->base));
}
