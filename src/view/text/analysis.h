/*
 * analysis — what the caption's rules look at: the newest run, counted once.
 */
#ifndef OVERLAP_VIEW_TEXT_ANALYSIS_H
#define OVERLAP_VIEW_TEXT_ANALYSIS_H

#include "trace/stats.h"
#include "view/scene.h"

/* Producers or consumers together. `in` counts those that are in a state now. */
struct worker_totals {
    enum lane_kind kind;
    int count;
    int in[STATE_COUNT];
    lane_id first_in[STATE_COUNT]; /* one of them; LANE_NONE where there is none */
    struct state_times recent;     /* time per state of all of them within the recent time */
};

struct analysis {
    const struct scene *scene;
    const struct scene_run *run;
    const struct scene_run *other; /* the latest before it that finished its plan in another mode; NULL: none */
    struct stats stats;
    struct worker_totals producers, consumers;
    int workers, busy;     /* all of them; those working or sleeping now */
    int64_t recent;        /* ns: the recent time, at most RECENT, less where the run is younger */
    uint32_t depth;        /* items in the queue now */
    int64_t oldest;        /* ns: how long the oldest of them has been there; 0 where it is empty */
    double trend;          /* items a second by which the queue grew within the recent time; below 0: shrank */
    lane_id turn;          /* whom the main program carries out itself now; LANE_NONE: nobody, or that is not its way */
    enum reason ready_for; /* what a worker is or lately was ready for; REASON_NONE: nobody was, or for a core */
};

#define FACTS_RECENT INT64_C(10000000000) /* ns */

struct analysis analysis_of(const struct scene *scene);

/* Share of the recent time that a worker_totals spent in a state: 0 … 1. */
double analysis_share(const struct analysis *analysis, const struct worker_totals *worker_totals, enum state state);

/* Time that all of a worker_totals's workers spent in each state of a run, from its start to its end or now. */
struct state_times analysis_total(const struct scene_run *run, enum lane_kind kind, int64_t now);

#endif
