/*
 * truth — what was so in a run at a moment, added up from its trace's segments and items.
 *
 * Slow and simple, so that it is not the code that the screen's sentences rest on.
 */
#pragma once

#include "view/scene.h"

/* A run up to `end`, of which the recent time begins at `from`. */
struct truth {
    const struct scene_run *run;
    int64_t now, from, end;
};

struct truth truth_of(const struct scene_run *run, int64_t now);

size_t truth_count(const struct truth *truth, enum lane_kind kind); /* workers of that kind */

/* What a worker was in at a time, up to the end. */
struct segment truth_at(const struct truth *truth, lane_id lane, int64_t time);

/* How many workers of that kind are in one of the states (bits 1 << enum state) at the end. */
enum { BUSY = 1 << STATE_WORKING | 1 << STATE_SLEEPING };
size_t truth_in(const struct truth *truth, enum lane_kind kind, unsigned states);

/* ns that all workers of that kind together spent in one of the states since `from`, for one of the reasons (bits
 * 1 << enum reason; 0: for any). */
double truth_spent(const struct truth *truth, enum lane_kind kind, unsigned states, unsigned reasons, int64_t from);
double truth_lane_spent(const struct truth *truth, lane_id lane, unsigned states, unsigned reasons, int64_t from);

size_t truth_depth(const struct truth *truth, int64_t time); /* items in the queue */
double truth_oldest(const struct truth *truth);              /* ns since the oldest in the queue was created; 0: none */

/* Of all workers together. */
double truth_workers(const struct truth *truth);
size_t truth_all_in(const struct truth *truth, unsigned states);
double truth_all_spent(const struct truth *truth, unsigned states, unsigned reasons, int64_t from);

/* ns: since the run's start, since `from`, and Σ of all workers' busy time; the overlap so far. */
double truth_elapsed(const struct truth *truth);
double truth_recent(const struct truth *truth);
double truth_busy(const struct truth *truth);
double truth_overlap(const struct truth *truth);
