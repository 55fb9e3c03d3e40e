/*
 * simulate — a plan carried out alone in simulated time, for its figures only.
 */
#ifndef OVERLAP_APP_SIMULATE_H
#define OVERLAP_APP_SIMULATE_H

#include "base/wakeup.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "trace/stats.h"

#include <stdatomic.h>
#include <stdbool.h>

struct simulation_result {
    bool finished; /* else it came to a deadlock */
    struct stats stats;
    struct state_times producers, consumers; /* time per state of all of them together */
};

/* Carries out the plan, which has an end, on a clock and threads of its own that are gone when it returns. The wakeup
 * is the caller's, and nobody else waits for it meanwhile. Who sets `cancelled` (release) and rings the wakeup makes
 * it return early. False where that happened or the machine could not carry it out: there are no figures then. */
bool simulate(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup, const atomic_bool *cancelled,
              struct simulation_result *trial);

#endif
