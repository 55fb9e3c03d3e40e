/*
 * window — how many items were put and taken in the last minute, in bounded memory.
 *
 * Counts and latencies in slots of five seconds, the oldest of which is used anew: the minute begins with the slot that
 * is nearest, and so is 57.5 to 62.5 seconds long. One thread owns it: the one that owns the trace.
 */
#pragma once

#include "trace/histogram.h"

#define WINDOW_LENGTH INT64_C(60000000000) /* ns: the minute */

struct window;

/* The puts and takes from `from` on, which is exact. */
struct window_sum {
    int64_t from; /* ns */
    uint64_t produced, consumed;
};

/* Nothing yet; time begins at `start`. The caller frees it. */
struct window *window_new(int64_t start);
void window_free(struct window *window); /* NULL is allowed */

/* Not before the start, in the order of time. */
void window_put(struct window *window, int64_t time);
void window_take(struct window *window, int64_t time, int64_t latency);

/* Nothing comes after `end`: no more than the minute before it can be asked for. */
void window_close(struct window *window, int64_t end);

/* What there was in about the minute before `now`; its latencies are added to the histogram. */
struct window_sum window_sum(const struct window *window, int64_t now, struct histogram *latency);
