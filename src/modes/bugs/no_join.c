/* no_join — the bug: main does not wait for its threads, and says that it is finished while they go on */
#include "modes/modes.h"
#include "modes/thread.h"

static void say_finished(struct shared *s)
{
    if (!sim_lock(&s->mutex, engine_main(s->engine)))
        return;
    engine_main_finished(s->engine);
    sim_unlock(&s->mutex, engine_main(s->engine));
}

static void run(struct engine *engine)
{
    struct shared shared;
    shared_init(&shared, engine, threads_put, threads_get);
    threads_start_wanted(&shared, true);
    say_finished(&shared);       /* thread.join() is missing */
    while (shared.running > 0) { /* not shown: as when a process waits for its threads as it exits */
        shared_wait(&shared);
        threads_start_wanted(&shared, false);
    }
    shared_destroy(&shared);
}

const struct mode bug_no_join = {
    .name = "threads",
    .bug = "no-join",
    .summary = "main does not wait for its threads",
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
