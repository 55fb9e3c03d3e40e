/*
 * trial — a plan carried out alone in simulated time, for its figures only.
 */
#ifndef OVERLAP_APP_TRIAL_H
#define OVERLAP_APP_TRIAL_H

#include "engine/doorbell.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "record/stats.h"

#include <stdatomic.h>
#include <stdbool.h>

struct trial {
    bool finished; /* else it came to a deadlock */
    struct stats stats;
    struct shares producers, consumers; /* time per state of all of them together */
};

/* Carries out the plan, which has an end, on a clock and threads of its own that are gone when it returns. The doorbell
 * is the caller's, and nobody else waits for it meanwhile. Who sets `cancelled` (release) and rings the doorbell makes
 * it return early. False where that happened or the machine could not carry it out: there are no figures then. */
bool trial_run(const struct plan *plan, const struct mode *mode, struct doorbell *doorbell,
               const atomic_bool *cancelled, struct trial *trial);

#endif
