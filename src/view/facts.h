/*
 * facts — what the caption's rules look at: the newest run, counted once.
 */
#ifndef OVERLAP_VIEW_FACTS_H
#define OVERLAP_VIEW_FACTS_H

#include "record/stats.h"
#include "view/scene.h"

/* Producers or consumers together. `in` counts those that are in a state now. */
struct crew {
    int count;
    int in[STATE_COUNT];
    lane_id first_in[STATE_COUNT]; /* one of them; LANE_NONE where there is none */
    struct shares recent;          /* time per state of all of them within the recent time */
};

struct facts {
    const struct scene *scene;
    const struct scene_run *run;
    const struct scene_run
        *other; /* the latest run before it that finished the same plan in another mode; NULL: none */
    struct stats stats;
    struct crew producers, consumers;
    int workers, busy; /* all of them; those working or sleeping now */
    int64_t recent;    /* ns: the recent time, at most RECENT, less where the run is younger */
    uint32_t depth;    /* items in the queue now */
    int64_t oldest;    /* ns: how long the oldest of them has been there; 0 where it is empty */
};

#define FACTS_RECENT INT64_C(10000000000) /* ns */

struct facts facts_of(const struct scene *scene);

/* Share of the recent time that a crew spent in a state: 0 … 1. */
double facts_share(const struct facts *facts, const struct crew *crew, enum state state);

#endif
