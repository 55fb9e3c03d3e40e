/* no_start — the bug: threads are created, but never started */
#include "engine/worker.h"
#include "modes/modes.h"

static void run(struct engine *engine)
{
    struct list wanted = {0};
    engine_take_wanted(engine, &wanted);
    for (struct list_node *node; (node = list_take(&wanted)) != NULL;)
        engine_enter_main(engine, STATE_WORKING, REASON_START, LIST_OWNER(node, struct worker, node)->lane);
    /* thread.start() is missing; join() returns at once */
}

const struct mode bug_no_start = {
    .name = "threads",
    .bug = "no-start",
    .summary = "threads are created, but never started",
    .run = run,
};
