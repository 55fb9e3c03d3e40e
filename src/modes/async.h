/*
 * async — the event loop, for the bug that changes how a worker sleeps.
 */
#pragma once

#include "engine/worker.h"

struct loop {
    struct engine *engine;
    struct list ready;
    struct heap timers;
    struct list wait_for_item, wait_for_room;
    lane_id current;  /* the worker that has the loop */
    int64_t now;      /* ns: when the loop came to it; read once for all that it does without working */
    size_t alive;     /* workers that are not done */
    unsigned changes; /* of the plan, as last seen */
    bool (*sleep)(struct loop *loop, struct worker *worker);
};

/* Runs the loop until no worker is left. `sleep` carries out an OP_SLEEP and returns whether the worker keeps the loop;
 * async_sleep is as it should be. */
void async_main(struct engine *engine, bool (*sleep)(struct loop *loop, struct worker *worker));
bool async_sleep(struct loop *loop, struct worker *worker);
