/*
 * if_not_while — the bug: the consumer looks with `if`, not with `while`, and so not again after its wait
 *
 * A signal wakes a consumer and gives it nothing: until it runs and has the lock, another that just comes can take the
 * item.
 */
#include "base/units.h"
#include "modes/modes.h"
#include "modes/thread.h"

#define READY_FOR (20 * NS_PER_MS) /* until a thread that was woken runs: four of the interpreter's time slices */

/* Woken, it is ready, but others run first. */
static bool let_others_run(struct thread *t)
{
    worker_enter(t->worker, STATE_READY, REASON_NONE, TIME_NEVER);
    return clock_sleep(&t->waiter, clock_now(engine_clock(t->shared->engine)) + READY_FOR);
}

/* Main lets all who wait look whether the plan has changed, which is no signal of the program: on with the wait. */
static bool wait_for_signal(struct shared *s, struct thread *t)
{
    bool ok, woken;
    do {
        ok = thread_wait(t, &s->not_empty, REASON_QUEUE_EMPTY);
        woken = ok && t->worker->woken_by != LANE_NONE;
    } while (ok && !woken && !worker_is_finished(t->worker));
    thread_unlock(t, &s->mutex);
    return ok && (!woken || let_others_run(t)) && thread_lock(t, &s->mutex);
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool ok = thread_lock(t, &s->mutex);
    if (ok && engine_queue_is_empty(s->engine) && !worker_is_finished(t->worker))
        ok = wait_for_signal(s, t);
    if (ok && (*got = !engine_queue_is_empty(s->engine))) {
        worker_take(t->worker);
        thread_signal(t, &s->not_full);
    } else if (ok && !worker_is_finished(t->worker)) {
        worker_woke_spuriously(t->worker);
        worker_crashed(t->worker); /* IndexError: pop from empty list */
        ok = false;
    }
    thread_unlock(t, &s->mutex);
    return ok;
}

static void run(struct engine *engine)
{
    threads_run_with(engine, threads_put, get);
}

const struct mode bug_if_not_while = {
    .name = "threads",
    .bug = "if-not-while",
    .summary = "a woken consumer takes without looking again",
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .min_consumers = 2,
    .run = run,
};
