/* scheduler — who goes on; see the header. */
#include "clock/scheduler.h"

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
    waiter->runnable = NULL;
    if (clock->last_runnable != NULL)
        clock->last_runnable->runnable = waiter;
    else
        clock->first_runnable = waiter;
    clock->last_runnable = waiter;
}

static void run_first(struct clock *clock)
{
    struct waiter *waiter = clock->first_runnable;
    clock->first_runnable = waiter->runnable;
    if (clock->first_runnable == NULL)
        clock->last_runnable = NULL;
    clock->turn = waiter;
    waiter->state = WAITER_RUNNING;
    pthread_cond_signal(&waiter->go_on);
}

/* Instant: jumps to the next deadline and calls the first who is due; false where there is none that is allowed now. */
static bool jump(struct clock *clock)
{
    struct heap_node *first = heap_first(&clock->due);
    int64_t now = clock_now(clock);
    if (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed) {
        if (!clock_is_paused(clock) && clock->allowed != TIME_NEVER && clock->allowed > now)
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
    return clock->turn == NULL && clock->first_runnable == NULL &&
           (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed);
}

void scheduler_run_next(struct clock *clock)
{
    if (clock->kind == CLOCK_REAL || clock->turn != NULL)
        return;
    if (clock->first_runnable != NULL || jump(clock))
        run_first(clock);
    else
        wakeup_notify(clock->wakeup);
}

void scheduler_notify_idle(struct clock *clock)
{
    if (clock->active == 0 && clock->kind == CLOCK_REAL && clock_is_paused(clock))
        wakeup_notify(clock->wakeup);
}

void scheduler_settle(struct group *group)
{
    if (group->active == 0 && group->timed == 0 && group->members > 0) {
        atomic_store_explicit(&group->stuck, true, memory_order_release);
        wakeup_notify(group->clock->wakeup);
    }
    scheduler_notify_idle(group->clock);
    scheduler_run_next(group->clock);
}

void scheduler_block(struct waiter *waiter)
{
    waiter->group->active--;
    waiter->group->clock->active--;
    if (waiter->group->clock->turn == waiter)
        waiter->group->clock->turn = NULL;
}
