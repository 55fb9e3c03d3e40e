/*
 * hint — the one change of a plan or its mode that would help most, found by trying.
 *
 * Every candidate is carried out in simulated time with the plan's own seed, and so is the plan as it is: what the hint
 * says it would bring is the difference of the two, and the figure that it rests on is one of the latter's.
 */
#pragma once

#include "app/seeds.h"
#include "base/error.h"
#include "base/wakeup.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "trace/stats.h"

#include <stdatomic.h>

enum {
    HINT_SIZE = 320,           /* of its text */
    HINT_ITEMS_MAX = 10000,    /* of all producers together; a larger plan would keep a core busy for seconds */
    HINT_WORKERS_MAX = 100,    /* likewise */
    HINT_EVENTS_MAX = 1000000, /* of all that is tried: some seconds of CPU time, then there is no hint */
    HINT_ENDLESS_ITEMS = 20    /* of each producer, that stand for a plan without an end */
};

struct simulation_result {
    bool finished; /* else it came to a deadlock */
    struct stats stats;
    struct state_times producers, consumers; /* time per state of all of them together */
};

struct hint {
    char text[HINT_SIZE];    /* one sentence; empty: nothing that was tried would help */
    struct plan plan;        /* the changed plan, as it was tried */
    const struct mode *mode; /* and its mode; NULL where the text is empty */
    struct simulation_result before, after;
};

/* False if there is none to be had: the plan is too large, or the search was cancelled. No other thread waits for the
 * wakeup meanwhile; setting `cancelled` (release) and then notifying it ends the search early. */
bool hint_find(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup, const atomic_bool *cancelled,
               struct hint *hint);

/* What becomes of the plan with seeds 1, 2, … HINT_SEEDS, so the same every time; of fewer where their runs record
 * much. False if it is too large or has no end, or if that was cancelled; likewise. */
enum { HINT_SEEDS = 1000 };
bool hint_try_seeds(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup,
                    const atomic_bool *cancelled, struct seeds *seeds);

/* Looks for hints on a thread of its own, so that the screen never waits for one. One thread, the app's, asks and
 * reads. */
struct hint_worker;

/* NULL and the reason where the system gives no thread or descriptors. The caller frees it, which ends its thread. */
struct hint_worker *hint_worker_new(struct error *error);
void hint_worker_free(struct hint_worker *hint_worker); /* NULL is allowed */

/* What would help this plan in this mode, or with a bug how many seeds of it fail: empty while it is looked for, and
 * where there is nothing or the mode is NULL. The hint_worker's, until the next call. Another question makes it drop
 * the one before. */
const char *hint_worker_hint(struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode);

/* What is known of other seeds of this plan with this bug; NULL: nothing, as something else was asked last or nobody is
 * there to ask (NULL). */
const struct seeds *hint_worker_seeds(const struct hint_worker *hint_worker, const struct plan *plan,
                                      const struct mode *mode);

/* Readable when there is an answer that was not taken in yet. */
int hint_worker_fd(const struct hint_worker *hint_worker);

/* Takes it in: true where the hint is another one than before. */
bool hint_worker_update(struct hint_worker *hint_worker);
