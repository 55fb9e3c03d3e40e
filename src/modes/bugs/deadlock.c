/*
 * deadlock — the bug: two locks, taken in opposite order
 *
 * The list has a lock, and a count of items has another. Producers lock the list and then the count, consumers the
 * count and then the list.
 */
#include "modes/modes.h"
#include "modes/thread.h"

struct two_locks {
    struct shared shared; /* first, so that what is shared is part of this; its mutex is the list's */
    struct sim_mutex count;
};

static bool put(struct shared *s, struct thread *t)
{
    struct sim_mutex *list = &s->mutex, *count = &((struct two_locks *)s)->count;
    bool ok = thread_lock(t, list);
    while (ok && engine_queue_is_full(s->engine))
        ok = thread_wait(t, &s->not_full, REASON_QUEUE_FULL);
    if (ok) {
        worker_put(t->worker);
        thread_signal(t, &s->not_empty);
        ok = thread_lock(t, count);
    }
    thread_unlock(t, count);
    thread_unlock(t, list);
    return ok;
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    struct sim_mutex *list = &s->mutex, *count = &((struct two_locks *)s)->count;
    bool ok = thread_lock(t, count) && thread_lock(t, list);
    while (ok && engine_queue_is_empty(s->engine) && !worker_is_finished(t->worker))
        ok = thread_wait(t, &s->not_empty, REASON_QUEUE_EMPTY); /* releases the list, and keeps the count */
    if (ok && (*got = !engine_queue_is_empty(s->engine))) {
        worker_take(t->worker);
        thread_signal(t, &s->not_full);
    }
    thread_unlock(t, list);
    thread_unlock(t, count);
    return ok;
}

static void run(struct engine *engine)
{
    struct two_locks locks;
    shared_init(&locks.shared, engine, put, get);
    sim_mutex_init(&locks.count);
    threads_main(&locks.shared);
    sim_mutex_destroy(&locks.count);
    shared_destroy(&locks.shared);
}

const struct mode bug_deadlock = {
    .name = "threads",
    .bug = "deadlock",
    .summary = "two locks, taken in opposite order",
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
