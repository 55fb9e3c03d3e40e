/* swallowed — the bug: the first task raises an exception, and nobody sees it before main asks for its result, at the end */
#include "modes/modes.h"
#include "modes/pool.h"

/* At its third item, or at its last if it has fewer. */
static bool raises(const struct worker *worker)
{
    int64_t items = engine_plan(worker->engine)->items, item = items == 0 || items > 3 ? 3 : items;
    return worker_is_first(worker) && worker->op.item == item;
}

static bool put(struct shared *s, struct thread *t)
{
    if (!raises(t->worker))
        return threads_put(s, t);
    if (thread_lock(t, &s->mutex)) {
        worker_crashed(t->worker);
        thread_unlock(t, &s->mutex);
    }
    return false;
}

static void run(struct engine *engine)
{
    pool_main(engine, put, true);
}

const struct mode bug_swallowed = {
    .name = "pool",
    .bug = "swallowed",
    .summary = "a task raises an exception that nobody sees",
    .holds_gil = true,
    .run = run,
};
