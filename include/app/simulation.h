/*
 * simulation — one run of a plan in simulated time, for whoever wants to know what would come of it.
 */
#pragma once

#include "base/error.h"
#include "base/wakeup.h"
#include "engine/engine.h"
#include "engine/mode.h"
#include "engine/plan.h"

#include <stdatomic.h>

/* Of one search: where its simulations run, and until when. */
struct simulator {
    struct wakeup *wakeup;        /* no other thread waits for it */
    const atomic_bool *cancelled; /* setting it (release) and then notifying the wakeup ends the search early */
    uint64_t events_left;         /* that may still be recorded */
};

/* The run's trace, which is closed and the caller's, and whether it has finished or got stuck; its threads are gone.
 * NULL if it was cancelled, recorded too many events or could not be carried out by this machine; then alone the error
 * says why. */
struct trace *simulate(struct simulator *simulator, const struct plan *plan, const struct mode *mode, bool *stuck,
                       struct error *error);

bool simulator_is_cancelled(const struct simulator *simulator);
