/*
 * threads — a pthread per worker, one mutex and two condition variables around the queue: the textbook program.
 *
 * thread_lock, thread_wait and thread_signal are pthread_mutex_lock, pthread_cond_wait and pthread_cond_signal on
 * simulated time. `ok` is false when the run was cancelled, and then the mutex is not held.
 */
#include "modes/modes.h"
#include "modes/thread.h"

#include <string.h>

bool threads_put(struct shared *s, struct thread *t)
{
    bool ok = thread_lock(t, &s->mutex);
    while (ok && engine_queue_is_full(s->engine))
        ok = thread_wait(t, &s->not_full, REASON_QUEUE_FULL);
    if (ok) {
        worker_put(t->worker);
        thread_signal(t, &s->not_empty);
    }
    thread_unlock(t, &s->mutex);
    return ok;
}

bool threads_get(struct shared *s, struct thread *t, bool *got)
{
    bool ok = thread_lock(t, &s->mutex);
    while (ok && engine_queue_is_empty(s->engine) && !worker_is_finished(t->worker))
        ok = thread_wait(t, &s->not_empty, REASON_QUEUE_EMPTY);
    if (ok && (*got = !engine_queue_is_empty(s->engine))) {
        worker_take(t->worker);
        thread_signal(t, &s->not_full);
    }
    thread_unlock(t, &s->mutex);
    return ok;
}

/* ---- main ---- */

void threads_start(struct shared *shared, struct worker *worker, bool shown)
{
    if (shown)
        engine_enter_main(shared->engine, STATE_WORKING, REASON_START, worker->lane);
    worker_add_recorder(worker);
    int failure = thread_start(thread_new(shared, worker, thread_carry_out));
    if (failure != 0)
        worker_unstartable(worker, "a thread", strerror(failure));
}

void threads_start_wanted(struct shared *shared, bool shown)
{
    struct list wanted = {0};
    engine_take_wanted(shared->engine, &wanted);
    for (struct list_node *node; (node = list_take(&wanted)) != NULL && !engine_is_cancelled(shared->engine);)
        threads_start(shared, LIST_OWNER(node, struct worker, node), shown);
}

void threads_main(struct shared *shared)
{
    threads_start_wanted(shared, true);
    while (shared->running > 0) {
        engine_enter_main(shared->engine, STATE_WAITING, REASON_JOIN, LANE_NONE);
        shared_wait(shared); /* until a thread ends, which joins it, or the plan changes */
        threads_start_wanted(shared, true);
    }
}

void threads_run_with(struct engine *engine, put_function *put, get_function *get)
{
    struct shared shared;
    shared_init(&shared, engine, put, get);
    threads_main(&shared);
    shared_destroy(&shared);
}

static void threads_run(struct engine *engine)
{
    threads_run_with(engine, threads_put, threads_get);
}

const struct mode mode_threads = {
    .name = "threads",
    .summary = "a thread for every worker",
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = threads_run,
};
