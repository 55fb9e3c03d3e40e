/*
 * simulate — a plan carried out alone in simulated time, for its figures only.
 */
#pragma once

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

/* Where simulations run, and until when. */
struct simulation_limits {
    struct wakeup *wakeup;        /* the caller's; no other thread waits for it meanwhile */
    const atomic_bool *cancelled; /* setting it (release) and then notifying the wakeup ends a simulation early */
    uint64_t *events_left;        /* the budget: events that may still be recorded; what was recorded is taken off */
};

/* Carries out the plan, which has an end, on a clock and threads of its own that are gone when it returns. False, and
 * no figures, if it was cancelled, exceeded the budget or could not be carried out by this machine. */
bool simulate(const struct plan *plan, const struct mode *mode, const struct simulation_limits *limits,
              struct simulation_result *result);
