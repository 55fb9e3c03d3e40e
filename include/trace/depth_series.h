/*
 * depth_series — how many items were in the queue, over time.
 *
 * A step function, kept like a lane: exact for the newest part, merged in proportion to age when it is full, with the
 * integral of the depth up to each step, so that the mean over any window is the difference of two look-ups. A merged
 * step keeps its peak. One thread owns it: the one that owns the trace.
 */
#ifndef OVERLAP_TRACE_DEPTH_SERIES_H
#define OVERLAP_TRACE_DEPTH_SERIES_H

#include <stddef.h>
#include <stdint.h>

struct depth_series;

/* Depth 0 from `start` on, at most `most` steps kept (at least 64). The caller frees it. */
struct depth_series *depth_series_new(int64_t start, size_t most);
void depth_series_free(struct depth_series *depth); /* NULL is allowed */

/* From `time` on the depth is `value`. An earlier time than the latest step's is taken as that one's. Steps at one time
 * become one, but its peak is remembered: an item that came and went at once was there. */
void depth_series_set(struct depth_series *depth, int64_t time, uint32_t value);

/* Keeps at most `most` steps (at least 64) from now on, and gives back the memory of what it no longer keeps. */
void depth_series_limit(struct depth_series *depth, size_t most);

uint32_t depth_series_now(const struct depth_series *depth);
uint32_t depth_series_at(const struct depth_series *depth,
                         int64_t time); /* 0 before the start; a merged step's mean, rounded */
uint32_t depth_series_peak(const struct depth_series *depth, int64_t from, int64_t to); /* highest within [from, to) */
double depth_series_mean(const struct depth_series *depth, int64_t from,
                         int64_t to); /* mean over time within [from, to) */

#endif
