/* clock — the control of simulated time: speed, pause, step. Blocking and waking threads is in scheduler.c. */
#include "clock/clock.h"

#include "base/memory.h"
#include "clock/scheduler.h"

#include <assert.h>
#include <stdlib.h>

int64_t clock_now(const struct clock *clock)
{
    return timebase_now(&clock->base);
}

struct clock *clock_new(enum clock_kind kind, struct wakeup *wakeup)
{
    struct clock *clock = memory_isolated(sizeof *clock);
    clock->kind = kind;
    clock->wakeup = wakeup;
    clock->speed = 1;
    clock->takes_turns = kind == CLOCK_INSTANT;
    pthread_mutex_init(&clock->lock, NULL);
    timebase_move(&clock->base, 0, kind == CLOCK_REAL ? 1 : 0, TIME_NEVER);
    return clock;
}

void clock_free(struct clock *clock)
{
    if (clock == NULL)
        return;
    assert(clock->members == 0);
    heap_release(&clock->due);
    pthread_mutex_destroy(&clock->lock);
    free(clock);
}

static void adapt_turns(struct clock *clock)
{
    bool turns = clock->kind == CLOCK_INSTANT || clock->always_turns || clock_speed(clock) > 1;
    atomic_store_explicit(&clock->takes_turns, turns, memory_order_relaxed);
    scheduler_adapt(clock);
}

void clock_set_speed(struct clock *clock, double speed)
{
    pthread_mutex_lock(&clock->lock);
    atomic_store_explicit(&clock->speed, speed, memory_order_relaxed);
    adapt_turns(clock);
    pthread_mutex_unlock(&clock->lock);
}

void clock_always_take_turns(struct clock *clock, bool always)
{
    pthread_mutex_lock(&clock->lock);
    clock->always_turns = always;
    adapt_turns(clock);
    pthread_mutex_unlock(&clock->lock);
}

double clock_speed(const struct clock *clock)
{
    return atomic_load_explicit(&clock->speed, memory_order_relaxed);
}

bool clock_takes_turns(const struct clock *clock)
{
    return atomic_load_explicit(&clock->takes_turns, memory_order_relaxed);
}

bool clock_is_paused(const struct clock *clock)
{
    return atomic_load_explicit(&clock->paused, memory_order_relaxed);
}

static void set_paused(struct clock *clock, bool paused)
{
    pthread_mutex_lock(&clock->lock);
    atomic_store_explicit(&clock->paused, paused, memory_order_relaxed);
    clock->jumps = 0;
    scheduler_adapt(clock);
    pthread_mutex_unlock(&clock->lock);
}

void clock_pause(struct clock *clock)
{
    set_paused(clock, true);
}

void clock_resume(struct clock *clock)
{
    set_paused(clock, false);
}

static void skip(struct clock *clock, int64_t until, size_t jumps)
{
    clock->skip_to = until;
    clock->jumps = jumps;
    scheduler_run_next(clock);
}

void clock_skip(struct clock *clock, int64_t until)
{
    pthread_mutex_lock(&clock->lock);
    if (clock_is_paused(clock) && clock_takes_turns(clock))
        skip(clock, until, JUMPS_ALL);
    pthread_mutex_unlock(&clock->lock);
}

static size_t count_due(const struct clock *clock, int64_t deadline)
{
    size_t count = 0;
    for (size_t i = 0; i < clock->due.count; i++)
        count += clock->due.entries[i].deadline <= deadline;
    return count;
}

/* All threads that are due then run at once. */
static void step_together(struct clock *clock, int64_t deadline)
{
    int64_t now = clock_now(clock);
    if (deadline > now)
        timebase_move(&clock->base, deadline - now, 0, TIME_NEVER);
    for (struct heap_node *first; (first = heap_first(&clock->due)) != NULL && first->deadline <= deadline;)
        scheduler_wake((struct waiter *)first, WAKE_DEADLINE);
    scheduler_run_next(clock);
}

bool clock_step(struct clock *clock)
{
    pthread_mutex_lock(&clock->lock);
    const struct heap_node *first = heap_first(&clock->due);
    bool steps = clock_is_paused(clock) && first != NULL && clock->jumps != JUMPS_ALL;
    if (steps && clock_takes_turns(clock)) /* those that yield then do not go on for ever */
        skip(clock, first->deadline, count_due(clock, first->deadline));
    else if (steps)
        step_together(clock, first->deadline);
    pthread_mutex_unlock(&clock->lock);
    return steps;
}

void clock_allow(struct clock *clock, int64_t until)
{
    pthread_mutex_lock(&clock->lock);
    clock->allowed = until;
    scheduler_run_next(clock);
    pthread_mutex_unlock(&clock->lock);
}

bool clock_is_idle(const struct clock *clock)
{
    pthread_mutex_t *lock = (pthread_mutex_t *)&clock->lock; /* taking it changes nothing that a caller sees */
    pthread_mutex_lock(lock);
    const struct heap_node *first = heap_first(&clock->due);
    bool idle = clock->running == 0 && clock->runnable.first == NULL &&
                (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed);
    pthread_mutex_unlock(lock);
    return idle;
}
