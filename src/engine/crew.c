/*
 * crew — the threads of an engine in their clock: how they join, park and go on; see clock.h.
 */
#include "base/machine.h"
#include "base/memory.h"
#include "turns.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

/* ---- Crews ---- */

struct crew *crew_new(struct clock *clock)
{
    struct crew *crew = memory_apart(sizeof *crew);
    crew->clock = clock;
    return crew;
}

void crew_free(struct crew *crew)
{
    assert(crew == NULL || crew->members == 0);
    free(crew);
}

void crew_cancel(struct crew *crew)
{
    pthread_mutex_lock(&crew->clock->lock);
    atomic_store_explicit(&crew->cancelled, true, memory_order_relaxed);
    for (struct parker *parker = crew->parkers; parker != NULL; parker = parker->next)
        if (parker->state == PARKER_PARKED)
            turns_call(parker, WAKE_CANCELLED);
    turns_take(crew->clock);
    pthread_mutex_unlock(&crew->clock->lock);
}

bool crew_is_cancelled(const struct crew *crew)
{
    return atomic_load_explicit(&crew->cancelled, memory_order_relaxed);
}

bool crew_is_stuck(const struct crew *crew)
{
    return atomic_load_explicit(&crew->stuck, memory_order_acquire);
}

/* ---- Parkers ---- */

void parker_init(struct parker *parker, struct crew *crew)
{
    struct clock *clock = crew->clock;
    *parker = (struct parker){.crew = crew, .state = PARKER_PARKED};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&parker->go_on, &attributes);
    pthread_condattr_destroy(&attributes);

    pthread_mutex_lock(&clock->lock);
    parker->next = crew->parkers;
    if (crew->parkers != NULL)
        crew->parkers->previous = parker;
    crew->parkers = parker;
    crew->members++;
    heap_reserve(&clock->due, ++clock->members);
    turns_call(parker, WAKE_UNPARKED);
    turns_take(clock);
    pthread_mutex_unlock(&clock->lock);
}

/* When the deadline comes on the machine's clock, for a wait with a timeout. */
static struct timespec timeout_of(const struct clock *clock, int64_t deadline)
{
    double ahead = (double)(deadline - clock_now(clock)) / clock->speed;
    int64_t limit = NS_PER_S * 3600; /* a far deadline is looked at again in an hour: no overflow */
    int64_t at = machine_now() + (ahead < (double)limit ? (int64_t)ahead + 1 : limit);
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

/* Blocks until the parker's thread may run, releasing the lock meanwhile. */
static void wait_to_run(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    while (parker->state != PARKER_RUNNING) {
        bool timed = clock->kind == CLOCK_REAL && parker->due.place != 0 && !clock_is_paused(clock);
        if (!timed) {
            pthread_cond_wait(&parker->go_on, &clock->lock);
        } else if (clock_now(clock) >= parker->due.deadline) {
            turns_call(parker, WAKE_DEADLINE);
        } else if (parker->burns) {
            burn_a_while(clock, parker->due.deadline);
        } else {
            struct timespec timeout = timeout_of(clock, parker->due.deadline);
            pthread_cond_timedwait(&parker->go_on, &clock->lock, &timeout);
            timebase_keep(&clock->base); /* whoever wakes to a leap ends it, and does not wake for it again */
        }
    }
}

void parker_begin(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    wait_to_run(parker);
    pthread_mutex_unlock(&clock->lock);
}

/* Takes a called parker out of the line: its thread will not come. */
static void uncall(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    struct parker *before = NULL, *called = clock->first_called;
    for (; called != parker; called = called->called)
        before = called;
    if (before != NULL)
        before->called = parker->called;
    else
        clock->first_called = parker->called;
    if (clock->last_called == parker)
        clock->last_called = before;
}

void parker_leave(struct parker *parker)
{
    struct crew *crew = parker->crew;
    struct clock *clock = crew->clock;
    pthread_mutex_lock(&clock->lock);
    if (parker->state == PARKER_CALLED)
        uncall(parker);
    if (parker->previous != NULL)
        parker->previous->next = parker->next;
    else
        crew->parkers = parker->next;
    if (parker->next != NULL)
        parker->next->previous = parker->previous;
    crew->members--;
    clock->members--;
    turns_stop(parker);
    turns_settle(crew);
    pthread_mutex_unlock(&clock->lock);
    pthread_cond_destroy(&parker->go_on);
}

/* Under the lock, which it releases meanwhile. */
static enum wake park(struct parker *parker, int64_t deadline)
{
    struct crew *crew = parker->crew;
    if (parker->permit) {
        parker->permit = false;
        return WAKE_UNPARKED;
    }
    parker->state = PARKER_PARKED;
    if (deadline != TIME_NEVER) {
        heap_insert(&crew->clock->due, &parker->due, deadline);
        crew->timed++;
    }
    turns_stop(parker);
    turns_settle(crew);
    wait_to_run(parker);
    return parker->wake;
}

enum wake clock_park(struct parker *parker, int64_t deadline)
{
    struct crew *crew = parker->crew;
    pthread_mutex_lock(&crew->clock->lock);
    enum wake wake = crew_is_cancelled(crew) ? WAKE_CANCELLED : park(parker, deadline);
    pthread_mutex_unlock(&crew->clock->lock);
    return wake;
}

void clock_wait(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    park(parker, TIME_NEVER);
    pthread_mutex_unlock(&clock->lock);
}

void clock_unpark(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    if (parker->state == PARKER_PARKED) {
        turns_call(parker, WAKE_UNPARKED);
        turns_take(clock);
    } else {
        parker->permit = true;
    }
    pthread_mutex_unlock(&clock->lock);
}

bool clock_sleep(struct parker *parker, int64_t deadline)
{
    bool unparked = false;
    enum wake wake;
    while ((wake = clock_park(parker, deadline)) == WAKE_UNPARKED)
        unparked = true;
    if (unparked)
        clock_unpark(parker); /* itself: for its next park */
    return wake != WAKE_CANCELLED;
}

bool clock_checkpoint(struct parker *parker)
{
    const struct crew *crew = parker->crew;
    if (crew->clock->kind == CLOCK_REAL && !clock_is_paused(crew->clock))
        return !crew_is_cancelled(crew); /* the usual case costs nothing: the machine sees to the others' turns */
    return clock_sleep(parker, clock_now(crew->clock));
}
