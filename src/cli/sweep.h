/*
 * sweep — every mode at every cpu share: where async will do, and where it takes threads.
 *
 * Always in simulated time: it stands for many runs.
 */
#ifndef OVERLAP_CLI_SWEEP_H
#define OVERLAP_CLI_SWEEP_H

#include "cli/options.h"

#include <stddef.h>
#include <stdint.h>

enum { SWEEP_STEPS = 11, SWEEP_MODES_MAX = 16 };

struct sweep {
    struct plan plan; /* but for its cpu share */
    const struct mode *modes[SWEEP_MODES_MAX];
    size_t mode_count;
    int64_t elapsed[SWEEP_MODES_MAX][SWEEP_STEPS]; /* ns; -1: it came to a deadlock */
};

/* The cpu share of a step: 0, 10, … 100. */
uint32_t sweep_percent(size_t step);

/* The mode to choose there; NULL where none finishes. */
const struct mode *sweep_choice(const struct sweep *sweep, size_t step);

/* Runs and prints it. Returns the exit status; what went wrong is left in `error`. */
int sweep_command(const struct options *options, struct error *error);

#endif
