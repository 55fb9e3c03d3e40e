/*
 * hold_while_sleeping — the bug: the lock that guards the queue is held for the whole of an item, its sleep included
 *
 *     with lock:
 *         item = work()
 *         queue.append(item)
 *         time.sleep(…)          # belongs outside: only the queue needs the lock
 */
#include "modes/modes.h"
#include "modes/thread.h"

/* A producer's item begins with its work, a consumer's with its get; the item of both ends with its sleep. */
static bool spend(struct shared *s, struct thread *t)
{
    const struct worker *worker = t->worker;
    bool begins = worker->body.kind == LANE_PRODUCER && worker->op.kind == OP_WORK && worker->op.item != 0;
    bool ok = (!begins || thread_lock(t, &s->mutex)) && thread_spend(s, t);
    if (!ok || worker->op.kind == OP_SLEEP)
        thread_unlock(t, &s->mutex);
    return ok;
}

static bool put(struct shared *s, struct thread *t)
{
    bool ok = true;
    while (ok && engine_queue_is_full(s->engine))
        ok = thread_wait(t, &s->not_full, REASON_QUEUE_FULL);
    if (ok) {
        worker_put(t->worker);
        thread_signal(t, &s->not_empty);
    }
    return ok;
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool ok = thread_lock(t, &s->mutex);
    while (ok && engine_queue_is_empty(s->engine) && !worker_is_finished(t->worker))
        ok = thread_wait(t, &s->not_empty, REASON_QUEUE_EMPTY);
    if (ok && (*got = !engine_queue_is_empty(s->engine))) {
        worker_take(t->worker);
        thread_signal(t, &s->not_full);
    } else {
        thread_unlock(t, &s->mutex);
    }
    return ok;
}

static void run(struct engine *engine)
{
    struct shared shared;
    shared_init(&shared, engine, put, get);
    shared.spend = spend;
    threads_main(&shared);
    shared_destroy(&shared);
}

const struct mode bug_hold_while_sleeping = {
    .name = "threads",
    .bug = "hold-while-sleeping",
    .summary = "the lock is held during the sleep, too",
    .only_slow = true,
    .needs_queue = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
