/*
 * sweep — every mode at every cpu share: where async is enough, and where threads are needed.
 *
 * Always in simulated time, since it is many runs.
 */
#pragma once

#include "cli/options.h"
#include "cli/output.h"

enum { SWEEP_STEPS = 11 };

struct sweep {
    const struct options *options;           /* the plan, but for its cpu share, and the modes side by side */
    int64_t elapsed[SWEEP_STEPS][MODES_MAX]; /* ns; -1: it did not finish */
};

/* The cpu share of a step: 0, 10, … 100. */
uint32_t sweep_percent(size_t step);

/* The mode to choose there; NULL if none finishes. */
const struct mode *sweep_choice(const struct sweep *sweep, size_t step);

/* Makes all runs; `status` is the worst exit status of them. False if one failed or a signal ended it; what went wrong
 * is left in `error`. */
bool sweep_run(const struct options *options, struct sweep *sweep, int *status, struct error *error);

/* A chart of elapsed time against cpu share with a curve for each mode, and what follows from it. */
void sweep_print(struct output output, const struct sweep *sweep);
