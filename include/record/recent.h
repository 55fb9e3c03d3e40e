/*
 * recent — how much came and went in the last minute, in bounded memory.
 *
 * Counts and latencies in slots of five seconds, the oldest of which is used anew: the minute begins with the slot that
 * is nearest, and so is 57.5 to 62.5 seconds long. One thread owns it: the one that owns the trace.
 */
#ifndef OVERLAP_RECORD_RECENT_H
#define OVERLAP_RECORD_RECENT_H

#include "record/histogram.h"

#define RECENT_SPAN INT64_C(60000000000) /* ns: the minute */

struct recent;

/* The puts and takes from `from` on, which is exact. */
struct recent_sum {
    int64_t from; /* ns */
    uint64_t produced, consumed;
};

/* Nothing yet; time begins at `start`. The caller frees it. */
struct recent *recent_new(int64_t start);
void recent_free(struct recent *recent); /* NULL is allowed */

/* Not before the start, in the order of time. */
void recent_put(struct recent *recent, int64_t time);
void recent_take(struct recent *recent, int64_t time, int64_t latency);

/* Nothing comes after `end`: no more than the minute before it can be asked for. */
void recent_close(struct recent *recent, int64_t end);

/* What there was in about the minute before `now`; its latencies are added to the histogram. */
struct recent_sum recent_sum(const struct recent *recent, int64_t now, struct histogram *latency);

#endif
