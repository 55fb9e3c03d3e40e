/*
 * counter — the bug: counter += work(item), which all workers do with one counter and no lock
 *
 * That is three things: read the counter, work, write the sum. Each read and each write is atomic, so that nothing is
 * undefined; what others have written between the two is lost.
 */
#include "base/units.h"
#include "modes/bugs/poll.h"
#include "modes/modes.h"
#include "modes/thread.h"

struct counting {
    struct shared shared; /* first, so that what is shared is part of this; its mutex makes single steps atomic */
    uint32_t counter;
    lane_id writer; /* who wrote it last */
};

static bool read_counter(struct shared *s, struct thread *t, uint32_t *value)
{
    bool on_cpu = cpu_run(&s->cpu, &t->waiter, 0); /* with a GIL: not before another has let go of it */
    if (!on_cpu || !thread_lock(t, &s->mutex))
        return false;
    *value = ((struct counting *)s)->counter;
    worker_read_counter(t->worker, *value);
    thread_unlock(t, &s->mutex);
    return true;
}

static bool write_counter(struct shared *s, struct thread *t, uint32_t value)
{
    if (!thread_lock(t, &s->mutex))
        return false;
    struct counting *counting = (struct counting *)s;
    bool as_read = counting->counter == value - 1;
    worker_wrote_counter(t->worker, value, as_read ? LANE_NONE : counting->writer);
    counting->counter = value;
    counting->writer = t->worker->lane;
    thread_unlock(t, &s->mutex);
    return true;
}

static bool work(struct shared *s, struct thread *t)
{
    if (t->worker->op.ns > 0)
        return thread_spend(s, t);
    t->worker->now_cached = TIME_NEVER; /* this takes time, though it is work of no length */
    return race_window(t);
}

static bool spend(struct shared *s, struct thread *t)
{
    uint32_t value;
    if (t->worker->op.kind != OP_WORK || t->worker->op.item == 0)
        return thread_spend(s, t);
    return read_counter(s, t, &value) && work(s, t) && write_counter(s, t, value + 1);
}

static void run(struct engine *engine)
{
    struct counting counting = {.writer = LANE_NONE};
    shared_init(&counting.shared, engine, threads_put, threads_get);
    counting.shared.spend = spend;
    threads_main(&counting.shared);
    shared_destroy(&counting.shared);
}

const struct mode bug_counter = {
    .name = "threads",
    .bug = "counter",
    .summary = "all count in one variable, without a lock",
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
