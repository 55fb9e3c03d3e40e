/* group — the threads of one run: how they are cancelled together, and how late the machine made them */
#include "base/memory.h"
#include "clock/scheduler.h"

#include <assert.h>
#include <stdlib.h>

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

/* Each thread that is told of the cancelling tells the next: thousands that are woken at once would all want the
 * clock's lock, and a new run would have to wait behind them. Where threads take turns they do not compete, and all are
 * told. */
enum { CANCELLED_AT_ONCE = 8 };

void group_cancel_next(struct group *group)
{
    bool told = false;
    while (group->to_cancel != NULL && !told) {
        struct waiter *waiter = LIST_OWNER(group->to_cancel, struct waiter, in_group);
        group->to_cancel = group->to_cancel->next;
        told = waiter->state == WAITER_PARKED;
        scheduler_cancel(waiter);
    }
}

void clock_group_cancel(struct group *group)
{
    pthread_mutex_lock(&group->clock->lock);
    atomic_store_explicit(&group->cancelled, true, memory_order_relaxed);
    group->to_cancel = group->waiters.first;
    for (int i = 0; group->to_cancel != NULL && (i < CANCELLED_AT_ONCE || clock_takes_turns(group->clock)); i++)
        group_cancel_next(group);
    scheduler_run_next(group->clock);
    pthread_mutex_unlock(&group->clock->lock);
}

bool clock_group_is_cancelled(const struct group *group)
{
    return atomic_load_explicit(&group->cancelled, memory_order_relaxed);
}

int64_t clock_group_lateness(const struct group *group)
{
    return atomic_load_explicit(&group->lateness, memory_order_relaxed);
}

bool clock_group_is_stuck(const struct group *group)
{
    return atomic_load_explicit(&group->stuck, memory_order_acquire);
}

/* Until it parks, a thread takes no time but what the machine needs. One may be late because another was: the two
 * latest threads together have made a run late by no more than that. */
void group_add_lateness(struct waiter *waiter)
{
    struct group *group = waiter->group;
    waiter->lateness += timebase_now(&group->clock->base) - waiter->woken;
    struct late *latest = group->latest;
    if (waiter != latest[0].waiter && waiter->lateness > latest[0].lateness) {
        latest[1] = latest[0];
        latest[0].waiter = waiter;
    }
    struct late *late = waiter == latest[0].waiter ? &latest[0] : &latest[1];
    if (waiter->lateness >= late->lateness)
        *late = (struct late){waiter, waiter->lateness};
    atomic_store_explicit(&group->lateness, latest[0].lateness + latest[1].lateness, memory_order_relaxed);
}
