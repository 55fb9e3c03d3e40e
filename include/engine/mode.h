/*
 * mode — one way of carrying out the workers' bodies: a constant struct, one row in the table of modes.
 *
 * A classic bug is a row, too: a mode as it goes wrong when one thing in it is not as it should be.
 */
#pragma once

#include "base/error.h"
#include "engine/plan.h"

struct engine;

struct mode {
    const char *name;    /* as on the command line: "threads" */
    const char *bug;     /* likewise: "no-join"; NULL: all is as it should be */
    const char *summary; /* half a line: what runs the workers, or what the bug is */
    bool needs_queue;    /* it is about the queue: with tasks it has no meaning */
    bool only_slow;      /* nothing goes wrong with the bug, all only takes longer */
    bool holds_gil;      /* its threads hold the interpreter's lock to work, where the language has one */

    /* That it can run; 0: as many as a plan can have. */
    uint32_t max_workers; /* producers, consumers, and tasks */
    uint32_t min_consumers, max_consumers;

    /* Carries out a run from start to end on the run's main thread, whose waiter is engine_main(engine). Returns when
     * no worker runs and none is wanted, or soon after the group was cancelled, with all threads of its own joined. It
     * is unparked when the plan has changed. */
    void (*run)(struct engine *engine);
};

/* Whether the mode can run so many workers; if not, false and the reason. */
bool mode_allows(const struct mode *mode, const struct plan *plan, struct error *error);

/* Gives the plan the number of consumers nearest to its own that the mode can run. True if that is another number. */
bool mode_fit(const struct mode *mode, struct plan *plan);

/* Whether a run of the plan in this mode has an interpreter lock. */
bool mode_has_gil(const struct mode *mode, const struct plan *plan);
