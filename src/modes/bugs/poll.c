/* poll — the bug: the consumer looks every 10 ms instead of waiting for a signal */
#include "modes/bugs/poll.h"

#include "base/units.h"
#include "modes/modes.h"
#include "modes/thread.h"

#define POLL_INTERVAL (10 * NS_PER_MS)
#define RACE_WINDOW   NS_PER_MS

static bool sleep_for(struct thread *t, int64_t ns, enum reason reason)
{
    int64_t until = clock_now(engine_clock(t->shared->engine)) + ns;
    worker_enter(t->worker, STATE_WAITING, reason, TIME_NEVER);
    return clock_sleep(&t->waiter, until);
}

bool poll_sleep(struct thread *t, int64_t ns)
{
    return sleep_for(t, ns, REASON_RETRY);
}

bool race_window(struct thread *t)
{
    return sleep_for(t, RACE_WINDOW, REASON_WINDOW);
}

bool poll_queue(struct shared *s, struct thread *t, bool *finished)
{
    for (bool woke = false;; woke = true) {
        if (!thread_lock(t, &s->mutex))
            return false;
        bool empty = engine_queue_is_empty(s->engine);
        *finished = empty && worker_is_finished(t->worker);
        if (woke && empty && !*finished)
            worker_woke_spuriously(t->worker);
        thread_unlock(t, &s->mutex);
        if (!empty || *finished)
            return true;
        if (!poll_sleep(t, POLL_INTERVAL))
            return false;
    }
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    for (bool finished = false; !*got && !finished;) {
        if (!poll_queue(s, t, &finished) || !thread_lock(t, &s->mutex))
            return false;
        *got = !engine_queue_is_empty(s->engine); /* another consumer may have been quicker */
        if (*got) {
            worker_take(t->worker);
            thread_signal(t, &s->not_full);
        }
        thread_unlock(t, &s->mutex);
    }
    return true;
}

static void run(struct engine *engine)
{
    threads_run_with(engine, threads_put, get);
}

const struct mode bug_poll = {
    .name = "threads",
    .bug = "poll",
    .summary = "the consumer looks every 10 ms instead of waiting",
    .only_slow = true,
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
