/*
 * captions — the sentence that says what is going on, in the present tense only for what is so now.
 */
#pragma once

#include "trace/stats.h"
#include "trace/step.h"
#include "view/scene.h"
#include "view/text/caption.h"
#include "view/text/sentence.h"

/* ---- What it rests on: analysis.c ---- */

/* Producers, consumers or tasks together. `in` counts those that are in a state now. */
struct worker_totals {
    enum lane_kind kind;
    int count;
    int in[STATE_COUNT];
    lane_id first_in[STATE_COUNT]; /* one of them; LANE_NONE: there is none */
    double share[STATE_COUNT];     /* of the recent time that they spent in a state: 0 … 1 */
};

struct analysis {
    const struct scene_run *run;
    const struct scene_run *other; /* an earlier run that finished the same plan in another mode; NULL: none */
    int64_t now;                   /* ns on the session's clock */
    struct stats stats;
    struct worker_totals producers, consumers; /* or tasks and none */
    int workers;
    int in[STATE_COUNT];         /* how many of all workers are in a state now */
    double average[STATE_COUNT]; /* and were at a time within the recent time */
    int threads;                 /* of the pool; 0: it has none */
    int64_t recent;              /* ns: the recent time, at most ANALYSIS_RECENT, less if the run is younger */
    uint32_t depth;              /* items in the queue now */
    int64_t oldest;              /* ns: how long the oldest of them has been there; 0: it is empty */
    double trend;                /* items a second by which the queue grew within the recent time; below 0: shrank */
    lane_id turn;                /* the worker that the main program carries out itself now; LANE_NONE: it does not */
    enum reason ready_for;       /* what a worker waits for that is ready: the loop, the GIL, a core, its turn */
};

#define ANALYSIS_RECENT INT64_C(10000000000) /* ns */
struct analysis analysis_of(const struct scene_run *run, int64_t now);

/* What a lane does now, or did last. */
struct segment analysis_last(const struct analysis *analysis, lane_id id);

/* The workers that are in a state for a reason: at most `max` of them are put in `found`. Returns how many there are.
 */
size_t analysis_find(const struct analysis *analysis, enum state state, enum reason reason, lane_id found[],
                     size_t max);

/* ---- Parts of sentences: sentence.c ---- */

struct format subject_one(lane_id id);                                          /* "P1" */
struct format subject_in(const struct worker_totals *totals, enum state state); /* "P1", "2 producers" */
struct format subject_the(const struct worker_totals *totals);                  /* "P1", "the 2 producers" */
struct format subject_every(const struct worker_totals *totals);                /* "both producers", "all 12 …" */

/* By how much two times differ as they are written with so many digits: who subtracts gets the same. */
int64_t difference_written(int64_t one, int64_t other, int digits);

/* ---- The sentences ---- */

/* What goes on in a run, and what holds it up (left as it is if there is nothing to say); and how long a run took, and
 * where its time went. `stood` and what is returned are as in caption_write. */
const char *running_write(const struct analysis *analysis, const char *stood, char *text, size_t size);
void finished_write(const struct analysis *analysis, char *text, size_t size);

/* Why a run in a deadlock cannot go on. */
void deadlock_write(const struct analysis *analysis, char *text, size_t size);

/* What happened at one moment: "P1 wakes up and puts item 5 (25). C1, which waited for an item, takes it." */
void step_write(char *text, size_t size, const struct scene_run *run, struct step step, int64_t now);
