/*
 * mode — one way of carrying out the workers' bodies: a constant struct, one row in the table of modes.
 */
#ifndef OVERLAP_ENGINE_MODE_H
#define OVERLAP_ENGINE_MODE_H

#include "base/error.h"
#include "engine/plan.h"

struct engine;

struct mode {
    const char *name;    /* as on the command line: "threads" */
    const char *summary; /* half a line for people: what runs the workers */

    uint32_t workers_most; /* producers, and consumers, that it can run; 0: as many as a plan can have */

    /* Carries out a run from start to end, on the run's main thread, whose waiter is engine_main(engine). Returns when
     * no worker runs and none is wanted, or soon after the group was cancelled; no thread of its own is left by then.
     * It is unparked when the plan has changed. */
    void (*run)(struct engine *engine);
};

/* Whether the mode can run so many workers; false and the reason where not. */
bool mode_allows(const struct mode *mode, const struct plan *plan, struct error *error);

#endif
