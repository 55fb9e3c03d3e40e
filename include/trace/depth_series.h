/*
 * depth_series — how many items were in the queue, over time.
 *
 * A step function, kept like a lane: the newest changes are known one by one, the mean and the peak since the start
 * always. One thread owns it: the one that owns the trace.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct depth_series;

/* Depth 0 from `start` on; at most `max` changes are kept (at least 4). The caller frees it. */
struct depth_series *depth_series_new(int64_t start, size_t max);
void depth_series_free(struct depth_series *depth); /* NULL is allowed */

/* Keeps at most the newest `max` changes (at least 4) from now on, and gives back the memory of the others. */
void depth_series_keep(struct depth_series *depth, size_t max);

/* From `time` on the depth is `value`. An earlier time than the latest change's is taken as that one. Changes at one
 * time become one, but its peak is remembered: an item that came and went at once was there. */
void depth_series_set(struct depth_series *depth, int64_t time, uint32_t value);

/* From when on changes are kept: the start as long as nothing is forgotten. */
int64_t depth_series_detail_from(const struct depth_series *depth);

uint32_t depth_series_now(const struct depth_series *depth);
uint32_t depth_series_at(const struct depth_series *depth, int64_t time); /* 0 before the detail */

/* The highest depth within [from, to) and its mean over time: exact if the window begins at the start (or earlier) or
 * within the detail; else only what lies within the detail counts. */
uint32_t depth_series_peak(const struct depth_series *depth, int64_t from, int64_t to);
double depth_series_mean(const struct depth_series *depth, int64_t from, int64_t to);
