/*
 * headless — one run without a screen, from its start to what became of it.
 */
#ifndef OVERLAP_CLI_HEADLESS_H
#define OVERLAP_CLI_HEADLESS_H

#include "cli/options.h"
#include "cli/result.h"

/* Hears of a run while it goes on, on the thread that carries it out. */
struct run_listener {
    void (*event)(void *context, const struct event *event); /* each one that trace_listen tells */
    bool (*pause)(void *context, struct error *error); /* no more for now. False and the reason: end the run and fail */
    void *context;
};

/* Carries out the options' plan in `mode`, on a clock of its own, until it is finished or deadlocked or SIGINT or
 * SIGTERM comes (a second one ends the program at once). The listener may be NULL. False and the reason where it could
 * not start or the listener failed; there is no outcome then. */
bool headless_run(const struct options *options, const struct mode *mode, const struct run_listener *listener,
                  struct result *result, struct error *error);

#endif
