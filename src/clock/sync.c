/* sync — a mutex and condition variables on simulated time */
#include "clock/sync.h"

#include "clock/scheduler.h"

void sim_mutex_init(struct sim_mutex *mutex)
{
    *mutex = (struct sim_mutex){0};
    pthread_mutex_init(&mutex->guard, NULL);
}

void sim_mutex_destroy(struct sim_mutex *mutex)
{
    pthread_mutex_destroy(&mutex->guard);
}

/* ---- Under the mutex's guard ---- */

/* Parks in the queue until taken out of it, releasing the guard meanwhile. Comes back early when something else unparks
 * the thread: `foreign` says so, since that unpark was meant for another park. */
static bool park_in(struct list *queue, struct sim_mutex *mutex, struct waiter *waiter, bool *foreign)
{
    list_append(queue, &waiter->in_queue);
    pthread_mutex_unlock(&mutex->guard);
    enum wake wake = clock_park(waiter, TIME_NEVER);
    pthread_mutex_lock(&mutex->guard);
    *foreign |= waiter->in_queue.list != NULL || !waiter->blocked; /* several unparks may have become one permit */
    list_remove(&waiter->in_queue);
    return wake != WAKE_CANCELLED;
}

static struct waiter *wake_first(struct list *queue)
{
    struct waiter *first = LIST_OWNER(list_take(queue), struct waiter, in_queue);
    if (first != NULL)
        clock_unpark(first);
    return first;
}

static bool lock(struct sim_mutex *mutex, struct waiter *waiter)
{
    bool ok = true, foreign = false;
    while (ok && mutex->holder != NULL) {
        waiter_tell(waiter, ACTIVITY_WAITS, clock_now(waiter->group->clock), mutex->holder, TIME_NEVER);
        ok = park_in(&mutex->waiters, mutex, waiter, &foreign);
    }
    if (ok)
        mutex->holder = waiter;
    else if (mutex->holder == NULL)
        wake_first(&mutex->waiters); /* it may have been this one's turn */
    if (foreign)
        clock_unpark(waiter); /* itself: for its next park */
    return ok;
}

static void unlock(struct sim_mutex *mutex)
{
    mutex->holder = NULL;
    wake_first(&mutex->waiters);
}

/* ---- Without it ---- */

bool sim_lock(struct sim_mutex *mutex, struct waiter *waiter)
{
    pthread_mutex_lock(&mutex->guard);
    bool ok = lock(mutex, waiter);
    pthread_mutex_unlock(&mutex->guard);
    return ok;
}

void sim_unlock(struct sim_mutex *mutex, struct waiter *waiter)
{
    pthread_mutex_lock(&mutex->guard);
    if (mutex->holder == waiter)
        unlock(mutex);
    pthread_mutex_unlock(&mutex->guard);
}

void sim_cond_init(struct sim_cond *cond, struct sim_mutex *mutex)
{
    *cond = (struct sim_cond){.mutex = mutex};
}

bool sim_cond_wait(struct sim_cond *cond, struct waiter *waiter)
{
    bool foreign = false; /* of no interest: the caller looks again in any case */
    pthread_mutex_lock(&cond->mutex->guard);
    unlock(cond->mutex);
    bool ok = park_in(&cond->waiters, cond->mutex, waiter, &foreign) && lock(cond->mutex, waiter);
    pthread_mutex_unlock(&cond->mutex->guard);
    return ok;
}

struct waiter *sim_cond_signal(struct sim_cond *cond)
{
    pthread_mutex_lock(&cond->mutex->guard);
    struct waiter *woken = wake_first(&cond->waiters);
    pthread_mutex_unlock(&cond->mutex->guard);
    return woken;
}

void sim_cond_broadcast(struct sim_cond *cond)
{
    while (sim_cond_signal(cond) != NULL)
        continue;
}
