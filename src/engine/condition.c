/* condition — a line of parked threads; see the header. */
#include "engine/condition.h"

static void append(struct condition *condition, struct parker *parker)
{
    parker->waiter_next = NULL;
    if (condition->last != NULL)
        condition->last->waiter_next = parker;
    else
        condition->first = parker;
    condition->last = parker;
}

/* Nothing when it is not in the line. */
static void drop(struct condition *condition, struct parker *parker)
{
    struct parker *before = NULL, *at = condition->first;
    for (; at != NULL && at != parker; at = at->waiter_next)
        before = at;
    if (at == NULL)
        return;
    if (before != NULL)
        before->waiter_next = at->waiter_next;
    else
        condition->first = at->waiter_next;
    if (condition->last == at)
        condition->last = before;
}

bool condition_wait(struct condition *condition, pthread_mutex_t *mutex, struct parker *parker)
{
    append(condition, parker);
    pthread_mutex_unlock(mutex);
    enum wake wake = clock_park(parker, TIME_NEVER);
    pthread_mutex_lock(mutex);
    drop(condition, parker); /* still in line when something else woke it */
    return wake != WAKE_CANCELLED;
}

struct parker *condition_signal(struct condition *condition)
{
    struct parker *first = condition->first;
    if (first == NULL)
        return NULL;
    condition->first = first->waiter_next;
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
