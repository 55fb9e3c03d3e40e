/*
 * async — the event loop, for what changes who keeps it.
 */
#pragma once

#include "engine/worker.h"

/* Runs the loop until no worker is left. `blocks`: whether a worker keeps the loop during the delay of its OP_WORK or
 * OP_SLEEP; async_blocks is as it should be: while it works. */
void async_main(struct engine *engine, bool (*blocks)(const struct worker *worker));
bool async_blocks(const struct worker *worker);
