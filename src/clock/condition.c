/* condition — a line of parked threads; see the header. */
#include "clock/condition.h"

static void append(struct condition *condition, struct waiter *waiter)
{
    waiter->next_waiting = NULL;
    if (condition->last != NULL)
        condition->last->next_waiting = waiter;
    else
        condition->first = waiter;
    condition->last = waiter;
}

/* Nothing when it is not in the line. */
static void drop(struct condition *condition, struct waiter *waiter)
{
    struct waiter *before = NULL, *at = condition->first;
    for (; at != NULL && at != waiter; at = at->next_waiting)
        before = at;
    if (at == NULL)
        return;
    if (before != NULL)
        before->next_waiting = at->next_waiting;
    else
        condition->first = at->next_waiting;
    if (condition->last == at)
        condition->last = before;
}

bool condition_wait(struct condition *condition, pthread_mutex_t *mutex, struct waiter *waiter)
{
    append(condition, waiter);
    pthread_mutex_unlock(mutex);
    enum wake wake = clock_park(waiter, TIME_NEVER);
    pthread_mutex_lock(mutex);
    drop(condition, waiter); /* still in line when something else woke it */
    return wake != WAKE_CANCELLED;
}

struct waiter *condition_signal(struct condition *condition)
{
    struct waiter *first = condition->first;
    if (first == NULL)
        return NULL;
    condition->first = first->next_waiting;
    if (condition->first == NULL)
        condition->last = NULL;
    clock_unpark(first);
    return first;
}

void condition_broadcast(struct condition *condition)
{
    while (condition->first != NULL)
        condition_signal(condition);
}
