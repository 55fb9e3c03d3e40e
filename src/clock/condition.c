/* condition — a queue of parked threads */
#include "clock/condition.h"

bool condition_wait(struct condition *condition, pthread_mutex_t *mutex, struct waiter *waiter)
{
    list_append(&condition->waiters, &waiter->in_queue);
    pthread_mutex_unlock(mutex);
    enum wake wake = clock_park(waiter, TIME_NEVER);
    pthread_mutex_lock(mutex);
    list_remove(&waiter->in_queue); /* still queued when something else woke it */
    return wake != WAKE_CANCELLED;
}

struct waiter *condition_signal(struct condition *condition)
{
    struct waiter *first = LIST_OWNER(list_take(&condition->waiters), struct waiter, in_queue);
    if (first != NULL)
        clock_unpark(first);
    return first;
}

void condition_broadcast(struct condition *condition)
{
    while (condition_signal(condition) != NULL)
        continue;
}
