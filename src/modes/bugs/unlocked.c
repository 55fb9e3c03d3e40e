/*
 * unlocked — the bug: item = list[0], then del list[0], and no lock around the two
 *
 * Each single step is atomic, so that nothing is undefined. What goes wrong happens between steps.
 */
#include "modes/bugs/unlocked.h"

#include "modes/bugs/poll.h"
#include "modes/modes.h"

/* One atomic step on the first item. False: cancelled, or there is none, and the consumer has crashed. */
static bool step(struct shared *s, struct thread *t, void (*act)(struct worker *consumer))
{
    if (!race_window(t) || !thread_lock(t, &s->mutex))
        return false;
    bool empty = engine_queue_is_empty(s->engine);
    (empty ? worker_crashed : act)(t->worker); /* IndexError: pop from empty list */
    thread_unlock(t, &s->mutex);
    return !empty;
}

bool unlocked_take(struct shared *s, struct thread *t)
{
    if (!step(s, t, worker_read_first) || !step(s, t, worker_remove_first) || !thread_lock(t, &s->mutex))
        return false;
    thread_signal(t, &s->not_full);
    thread_unlock(t, &s->mutex);
    return true;
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool finished;
    if (!poll_queue(s, t, &finished))
        return false;
    if (finished)
        return true;
    return *got = unlocked_take(s, t);
}

static void run(struct engine *engine)
{
    threads_run_with(engine, threads_put, get);
}

const struct mode bug_unlocked = {
    .name = "threads",
    .bug = "unlocked",
    .summary = "two consumers look and then take, without a lock",
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .min_consumers = 2,
    .run = run,
};
