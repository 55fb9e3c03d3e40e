/*
 * unlocked — the bug: item = list[0], then del list[0], and no lock around the two
 *
 * Each single step is atomic, so that nothing is undefined. What goes wrong happens between steps.
 */
#include "modes/bugs/poll.h"
#include "modes/modes.h"
#include "modes/thread.h"

/* One atomic step on the first item. False when cancelled; `empty`: there is none. */
static bool step(struct shared *s, struct thread *t, void (*act)(struct worker *consumer), bool *empty)
{
    if (!thread_lock(t, &s->mutex))
        return false;
    *empty = engine_queue_is_empty(s->engine);
    (*empty ? worker_crashed : act)(t->worker); /* IndexError: pop from empty list */
    thread_unlock(t, &s->mutex);
    return true;
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool finished, empty;
    if (!poll_queue(s, t, &finished))
        return false;
    if (finished)
        return true;
    *got = race_window(t) && step(s, t, worker_read_first, &empty) && !empty && race_window(t) &&
           step(s, t, worker_remove_first, &empty) && !empty;
    if (*got && thread_lock(t, &s->mutex)) {
        thread_signal(t, &s->not_full);
        thread_unlock(t, &s->mutex);
    }
    return *got;
}

static void run(struct engine *engine)
{
    threads_run_with(engine, threads_put, get);
}

const struct mode bug_unlocked = {
    .name = "threads",
    .bug = "unlocked",
    .summary = "two consumers look and then take, without a lock",
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .min_consumers = 2,
    .run = run,
};
