/*
 * two_locks — the bug: one consumer looks and takes under lock A, the next under lock B, and so neither keeps the other
 * out
 */
#include "modes/bugs/poll.h"
#include "modes/bugs/unlocked.h"
#include "modes/modes.h"
#include "modes/thread.h"

enum { LOCKS = 2 }; /* with one, the program would be right */

struct locks {
    struct shared shared; /* first, so that what is shared is part of this; its mutex makes single steps atomic */
    struct sim_mutex mutexes[LOCKS];
};

static bool look(struct shared *s, struct thread *t, bool *is_there)
{
    if (!thread_lock(t, &s->mutex))
        return false;
    *is_there = !engine_queue_is_empty(s->engine);
    thread_unlock(t, &s->mutex);
    return true;
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    struct sim_mutex *own = &((struct locks *)s)->mutexes[t->worker->body.index % LOCKS];
    bool ok = true, finished = false;
    while (ok && !*got && (ok = poll_queue(s, t, &finished)) && !finished) {
        ok = thread_lock(t, own) && look(s, t, got) && (!*got || unlocked_take(s, t));
        thread_unlock(t, own);
    }
    return ok;
}

static void run(struct engine *engine)
{
    struct locks locks;
    shared_init(&locks.shared, engine, threads_put, get);
    for (int i = 0; i < LOCKS; i++)
        sim_mutex_init(&locks.mutexes[i]);
    threads_main(&locks.shared);
    for (int i = 0; i < LOCKS; i++)
        sim_mutex_destroy(&locks.mutexes[i]);
    shared_destroy(&locks.shared);
}

const struct mode bug_two_locks = {
    .name = "threads",
    .bug = "two-locks",
    .summary = "two consumers, each with a lock of its own",
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .min_consumers = 2,
    .run = run,
};
