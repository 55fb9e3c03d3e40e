/* scheduler — which thread of a clock goes on, and what threads call to block and to wake each other */
#include "clock/scheduler.h"

#include "base/memory.h"
#include "base/os.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

/* ---- The run queue ---- */

static void run_first(struct clock *clock)
{
    struct waiter *waiter = LIST_OWNER(list_take(&clock->runnable), struct waiter, in_run_queue);
    clock->running++;
    waiter->state = WAITER_RUNNING;
    pthread_cond_signal(&waiter->go_on);
}

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
    waiter->woken = wake == WAKE_DEADLINE ? waiter->due.deadline : timebase_now(&clock->base);
    waiter->state = WAITER_RUNNABLE;
    list_append(&clock->runnable, &waiter->in_run_queue);
    if (!clock_takes_turns(clock))
        run_first(clock);
}

/* How far time may jump now; below 0: not at all. */
static int64_t jump_limit(const struct clock *clock)
{
    if (clock_is_paused(clock))
        return clock->jumps > 0 ? clock->skip_to : -1;
    return clock->kind == CLOCK_INSTANT ? clock->allowed : timebase_line(&clock->base);
}

/* An instant or paused clock jumps there; a real one, whose line has got there already, lets time catch up with it. */
static void move_to(struct clock *clock, int64_t deadline)
{
    int64_t now = timebase_now(&clock->base);
    if (deadline > now)
        clock->yields = 0;
    if (clock->kind == CLOCK_REAL && !clock_is_paused(clock))
        timebase_limit(&clock->base, deadline);
    else if (deadline > now)
        timebase_move(&clock->base, deadline - now, 0, TIME_NEVER);
}

/* Jumps to the earliest deadline and wakes the first waiter that is due then. False if time may not jump as far. */
static bool jump(struct clock *clock)
{
    struct heap_node *first = heap_first(&clock->due);
    int64_t limit = jump_limit(clock);
    if (first != NULL && first->deadline <= limit) {
        clock->jumps -= clock->jumps > 0 && clock->jumps != JUMPS_ALL;
        move_to(clock, first->deadline);
        scheduler_wake((struct waiter *)first, WAKE_DEADLINE);
        return true;
    }
    if (clock->jumps > 0) { /* it has got there */
        clock->jumps = 0;
        move_to(clock, limit);
        wakeup_notify(clock->wakeup);
    } else if (clock->kind == CLOCK_REAL) {
        timebase_limit(&clock->base, first != NULL ? first->deadline : TIME_NEVER);
        if (first != NULL) /* its deadline had come, and is again to come, where the line has fallen back */
            pthread_cond_signal(&((struct waiter *)first)->go_on);
    } else if (limit != TIME_NEVER) {
        move_to(clock, limit);
    }
    return false;
}

void scheduler_run_next(struct clock *clock)
{
    /* All is still after a pause or a step. (A running clock's watcher looks at each frame anyway.) */
    if (clock->active == 0 && clock->kind == CLOCK_REAL && clock_is_paused(clock))
        wakeup_notify(clock->wakeup);
    if (!clock_takes_turns(clock) || clock->running > 0)
        return;
    if (clock->runnable.first != NULL && clock->kind == CLOCK_REAL)
        timebase_limit(&clock->base, 0); /* time stands while it runs */
    if (clock->runnable.first != NULL || jump(clock))
        run_first(clock);
    else if (clock->kind == CLOCK_INSTANT)
        wakeup_notify(clock->wakeup);
}

void scheduler_adapt(struct clock *clock)
{
    bool turns = clock_takes_turns(clock);
    if (clock->kind == CLOCK_REAL)
        timebase_move(&clock->base, 0, clock_is_paused(clock) ? 0 : clock_speed(clock), turns ? 0 : TIME_NEVER);
    for (size_t i = 0; i < clock->due.count; i++)
        pthread_cond_signal(&((struct waiter *)clock->due.entries[i].node)->go_on);
    while (!turns && clock->runnable.first != NULL)
        run_first(clock);
    scheduler_run_next(clock);
}

/* The waiter's thread runs no more, and another one may. */
static void block(struct waiter *waiter)
{
    struct group *group = waiter->group;
    struct clock *clock = group->clock;
    if (!clock_takes_turns(clock))
        group_add_lateness(waiter);
    group->active--;
    clock->active--;
    if (waiter->state == WAITER_RUNNING)
        clock->running--;
    waiter->state = WAITER_PARKED;
    if (group->active == 0 && group->timed == 0 && group->members > 0) {
        atomic_store_explicit(&group->stuck, true, memory_order_release);
        wakeup_notify(clock->wakeup);
    }
    scheduler_run_next(clock);
}

void scheduler_cancel(struct waiter *waiter)
{
    if (waiter->state == WAITER_PARKED)
        scheduler_wake(waiter, WAKE_CANCELLED);
    else
        waiter->permit = true;
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

/* ns of the machine's time until the deadline comes, at most `most`. */
static int64_t machine_until(const struct clock *clock, int64_t deadline, int64_t most)
{
    double ahead = (double)(deadline - timebase_line(&clock->base)) / clock_speed(clock);
    return ahead < (double)most ? (int64_t)ahead + 1 : most;
}

/* For a wait until the deadline; a far one is looked at again in an hour: no overflow. */
static struct timespec timeout_of(const struct clock *clock, int64_t deadline)
{
    int64_t at = os_now() + machine_until(clock, deadline, 3600 * NS_PER_S);
    return (struct timespec){.tv_sec = at / NS_PER_S, .tv_nsec = at % NS_PER_S};
}

/* Keeps a CPU busy for a millisecond, or until the deadline, releasing the lock meanwhile. */
static void burn_a_while(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    int64_t ns = machine_until(clock, waiter->due.deadline, NS_PER_MS);
    pthread_mutex_unlock(&clock->lock);
    waiter->burn(waiter, ns);
    pthread_mutex_lock(&clock->lock);
}

void waiter_burn(struct waiter *waiter, int64_t ns)
{
    (void)waiter;
    os_burn(ns);
}

/* The sleeper's deadline has come on the machine's clock. */
static void deadline_passed(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    if (!clock_takes_turns(clock))
        scheduler_wake(waiter, WAKE_DEADLINE);
    else if (clock->running > 0) /* the turn comes when that one parks */
        pthread_cond_wait(&waiter->go_on, &clock->lock);
    else
        scheduler_run_next(clock);
}

/* Blocks until the waiter's thread may run, releasing the lock meanwhile. */
static void wait_to_run(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    while (waiter->state != WAITER_RUNNING) {
        bool timed = clock->kind == CLOCK_REAL && waiter->due.place != 0 && !clock_is_paused(clock);
        if (!timed) {
            pthread_cond_wait(&waiter->go_on, &clock->lock);
        } else if (timebase_line(&clock->base) >= waiter->due.deadline) {
            deadline_passed(waiter);
        } else if (waiter->burn != NULL) {
            burn_a_while(waiter);
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
    if (group->to_cancel == &waiter->in_group)
        group->to_cancel = waiter->in_group.next;
    list_remove(&waiter->in_group);
    group->members--;
    clock->members--;
    block(waiter);
    waiter->state = WAITER_RUNNING; /* whoever unparks it from now on does nothing */
    pthread_mutex_unlock(&clock->lock);
    pthread_cond_destroy(&waiter->go_on);
}

/* Under the lock, which it releases meanwhile. */
static enum wake park(struct waiter *waiter, int64_t deadline)
{
    struct group *group = waiter->group;
    waiter->blocked = !waiter->permit;
    if (waiter->permit) {
        waiter->permit = false;
        return WAKE_UNPARKED;
    }
    if (deadline != TIME_NEVER) {
        heap_insert(&group->clock->due, &waiter->due, deadline);
        group->timed++;
    }
    block(waiter);
    wait_to_run(waiter);
    if (waiter->wake == WAKE_CANCELLED)
        group_cancel_next(group);
    return waiter->wake;
}

enum wake clock_park(struct waiter *waiter, int64_t deadline)
{
    struct group *group = waiter->group;
    pthread_mutex_lock(&group->clock->lock);
    enum wake wake = waiter->cancelled || clock_group_is_cancelled(group) ? WAKE_CANCELLED : park(waiter, deadline);
    pthread_mutex_unlock(&group->clock->lock);
    return wake;
}

void waiter_cancel(struct waiter *waiter)
{
    struct clock *clock = waiter->group->clock;
    pthread_mutex_lock(&clock->lock);
    waiter->cancelled = true;
    if (waiter->in_group.list != NULL) /* it has not left */
        scheduler_cancel(waiter);
    scheduler_run_next(clock);
    pthread_mutex_unlock(&clock->lock);
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

/* When a yield comes back: now. But time goes on by a microsecond a yield for threads whose work takes no time at all:
 * they would stop a clock in which time stands while they run. */
static int64_t yield_until(struct clock *clock)
{
    enum { YIELDS_MAX = 10000 };
    pthread_mutex_lock(&clock->lock);
    bool endless = clock->kind == CLOCK_REAL && ++clock->yields > YIELDS_MAX;
    pthread_mutex_unlock(&clock->lock);
    return timebase_now(&clock->base) + (endless ? NS_PER_MS / 1000 : 0);
}

bool clock_yield(struct waiter *waiter)
{
    struct group *group = waiter->group;
    if (!clock_takes_turns(group->clock) && !clock_is_paused(group->clock)) /* usual: the machine sees to turns */
        return !clock_group_is_cancelled(group);
    return clock_sleep(waiter, yield_until(group->clock));
}
