/*
 * headless — one run without a screen, from its start to what became of it.
 */
#pragma once

#include "cli/options.h"
#include "cli/result.h"

/* Where the events of a run go while it goes on; called on the thread that called headless_run. */
struct run_output {
    void (*event)(void *context, const struct event *event);
    bool (*flush)(void *context, struct error *error); /* no more for now. False and the reason: end the run and fail */
    void *context;
};

/* Carries out the options' plan in `mode`, on a clock of its own, until it is finished or deadlocked or SIGINT or
 * SIGTERM comes (a second one ends the program at once). `output` may be NULL. False and the reason, without a result,
 * if it could not start or the output failed. */
bool headless_run(const struct options *options, const struct mode *mode, const struct run_output *output,
                  struct result *result, struct error *error);
