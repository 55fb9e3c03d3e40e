/* lost_wakeup — the bug: the consumer waits first and looks afterwards, so a signal that came before is lost */
#include "modes/modes.h"
#include "modes/thread.h"

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool ok = thread_lock(t, &s->mutex);
    do
        ok = ok && thread_wait(t, &s->not_empty, REASON_SIGNAL);
    while (ok && engine_queue_is_empty(s->engine) && !worker_is_finished(t->worker));
    if (ok && (*got = !engine_queue_is_empty(s->engine))) {
        worker_take(t->worker);
        thread_signal(t, &s->not_full);
    }
    thread_unlock(t, &s->mutex);
    return ok;
}

static void run(struct engine *engine)
{
    threads_run_with(engine, threads_put, get);
}

const struct mode bug_lost_wakeup = {
    .name = "threads",
    .bug = "lost-wakeup",
    .summary = "the consumer waits first and looks afterwards",
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .max_consumers = 1,
    .run = run,
};
