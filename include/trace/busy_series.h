/*
 * busy_series — how many workers are in their delay (working or sleeping), over time, however many there are.
 *
 * Changes come in any order of time and may lie ahead: a sleep is known to end at its deadline. The time from the start
 * on is cut into buckets; two Fenwick trees over them (P. Fenwick, "A new data structure for cumulative frequency
 * tables", 1994) hold each bucket's changes and their moments, so that a change and a look-up take O(log buckets). Sums
 * are exact at the edges of buckets and, within one, on the straight line between them. Buckets are about a millisecond
 * long and double in length where they no longer cover the time. One thread owns a crowd: the one that owns the trace.
 */
#ifndef OVERLAP_TRACE_BUSY_SERIES_H
#define OVERLAP_TRACE_BUSY_SERIES_H

#include <stddef.h>
#include <stdint.h>

struct busy_series;

#define BUSY_SERIES_BUCKET (INT64_C(1) << 20) /* ns: the length of a bucket at first */
enum { BUSY_SERIES_MAX = 1 << 16 };           /* buckets */

/* Nobody is in a delay from `start` on. The caller frees it. */
struct busy_series *busy_series_new(int64_t start);
void busy_series_free(struct busy_series *busy_series); /* NULL is allowed */

/* From `time` on (not before the start) there are `change` more. */
void busy_series_change(struct busy_series *busy_series, int64_t time, int change);

/* Knows no more than `buckets` (a power of two) from now on, each as many times longer, and gives back the memory of
 * the others. */
void busy_series_downsample(struct busy_series *busy_series, size_t buckets);

/* ns that they spend in their delays within [from, to), summed over all of them. */
int64_t busy_series_busy(const struct busy_series *busy_series, int64_t from, int64_t to);

#endif
