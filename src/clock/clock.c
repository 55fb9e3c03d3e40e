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

void clock_set_speed(struct clock *clock, double speed)
{
    pthread_mutex_lock(&clock->lock);
    atomic_store_explicit(&clock->speed, speed, memory_order_relaxed);
    if (clock->kind == CLOCK_REAL)
        atomic_store_explicit(&clock->takes_turns, speed > 1, memory_order_relaxed);
    scheduler_adapt(clock);
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

bool clock_step(struct clock *clock)
{
    pthread_mutex_lock(&clock->lock);
    struct heap_node *first = heap_first(&clock->due);
    bool steps = clock_is_paused(clock) && first != NULL;
    if (steps) {
        int64_t now = clock_now(clock);
        int64_t deadline = first->deadline;
        if (deadline > now)
            timebase_move(&clock->base, deadline - now, 0, TIME_NEVER);
        for (; first != NULL && first->deadline <= deadline; first = heap_first(&clock->due))
            scheduler_wake((struct waiter *)first, WAKE_DEADLINE);
        scheduler_run_next(clock);
    }
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
