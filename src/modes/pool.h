/*
 * pool — the thread pool, for the bug that asks for its results too late.
 */
#pragma once

#include "modes/thread.h"

/* main(): submits a task for every worker, which puts its items with `put`, and receives their results as the plan says
 * or (`asks_last`) when all have ended. An exception that a task has raised comes out as its result, and ends main. */
void pool_main(struct engine *engine, put_function *put, bool asks_last);
