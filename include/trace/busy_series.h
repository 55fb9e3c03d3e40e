/*
 * busy_series — how many workers are working or sleeping, over time, however many there are.
 *
 * Changes come in any order of time and may lie ahead: a sleep is known to end at its deadline. Time is cut into
 * buckets, about a millisecond long at first and twice as long whenever they no longer cover it. Sums are exact at the
 * edges of buckets and, within one, on the straight line between them. The trace's thread owns it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct busy_series;

#define BUSY_SERIES_BUCKET (INT64_C(1) << 20) /* ns: the length of a bucket at first */
enum { BUSY_SERIES_MAX = 1 << 16 };           /* buckets */

/* No worker is busy from `start` on. The caller frees it. */
struct busy_series *busy_series_new(int64_t start);
void busy_series_free(struct busy_series *series); /* NULL is allowed */

/* From `time` on (not before the start) `change` more workers are busy. O(1). */
void busy_series_change(struct busy_series *series, int64_t time, int change);

/* Has at most `max` buckets (a power of two, at least 256) from now on, and gives back the memory of the others. */
void busy_series_keep(struct busy_series *series, size_t max);

/* ns that workers are busy within [from, to), summed over all of them. O(√buckets). */
int64_t busy_series_busy(const struct busy_series *series, int64_t from, int64_t to);
