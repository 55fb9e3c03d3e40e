/*
 * async — the event loop, for what changes who keeps it or who runs on it.
 */
#pragma once

#include "engine/worker.h"

/* The program that runs on the loop. */
struct async_program {
    bool (*blocks)(const struct worker *worker);  /* keeps the loop during the delay of its OP_WORK or OP_SLEEP */
    bool (*forgets)(const struct worker *worker); /* calls its coroutine and does not await it; NULL: none */
    bool one_by_one;                              /* awaits each worker before it creates the next */
};

/* Runs the loop until no worker is left. */
void async_main(struct engine *engine, const struct async_program *program);

/* `blocks` as it should be: while the worker works. */
bool async_blocks(const struct worker *worker);
