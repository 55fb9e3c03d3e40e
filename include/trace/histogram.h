/*
 * histogram — counts of durations with three significant digits, in bounded memory.
 *
 * Buckets are linear within each power of two, as in HdrHistogram (Gil Tene, hdrhistogram.org): a value is known
 * to better than 1 part in 1000 however many there are. Sum, count and extremes are exact. One thread owns it.
 */
#ifndef OVERLAP_TRACE_HISTOGRAM_H
#define OVERLAP_TRACE_HISTOGRAM_H

#include <stdint.h>

struct histogram;

struct histogram *histogram_new(void);            /* the caller frees it */
void histogram_free(struct histogram *histogram); /* NULL is allowed */

void histogram_add(struct histogram *histogram, int64_t ns); /* below 0 counts as 0 */

/* Adds all values of `other`. */
void histogram_add_all(struct histogram *histogram, const struct histogram *other);

uint64_t histogram_count(const struct histogram *histogram);
double histogram_mean(const struct histogram *histogram); /* ns; 0 without values */
int64_t histogram_max(const struct histogram *histogram); /* ns; 0 without values */

/* The value that `percent` of the values do not exceed (nearest rank), ns; 0 without values; never above the maximum.
 */
int64_t histogram_percentile(const struct histogram *histogram, double percent);

/* How many values lie within [from, to) ns; each counts as the lowest value of its bucket. */
uint64_t histogram_between(const struct histogram *histogram, int64_t from, int64_t to);

#endif
