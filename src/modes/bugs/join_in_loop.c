/* join_in_loop — the bug: main joins each thread before it starts the next, so that only one runs at a time */
#include "modes/modes.h"
#include "modes/thread.h"

static void run(struct engine *engine)
{
    struct shared shared;
    struct list wanted = {0};
    struct worker *worker;
    shared_init(&shared, engine, threads_put, threads_get);
    while (engine_take_wanted(engine, &wanted),
           (worker = LIST_OWNER(list_take(&wanted), struct worker, node)) != NULL) {
        threads_start(&shared, worker, true);
        while (shared.running > 0) { /* thread.join() belongs in a loop of its own, after this one */
            engine_enter_main(engine, STATE_WAITING, REASON_JOIN, worker->lane);
            shared_wait(&shared);
        }
    }
    shared_destroy(&shared);
}

const struct mode bug_join_in_loop = {
    .name = "threads",
    .bug = "join-in-loop",
    .summary = "main joins each thread before it starts the next",
    .only_slow = true,
    .holds_gil = true,
    .max_workers = THREADS_MAX,
    .run = run,
};
