/*
 * histogram — counts of durations with three significant digits, in bounded memory.
 *
 * Buckets are linear within each power of two, as in HdrHistogram (Gil Tene, hdrhistogram.org): a value is known
 * to better than 1 part in 1000 however many there are. Count and extremes are exact. One thread owns it.
 */
#pragma once

#include <stdint.h>

enum {
    HISTOGRAM_BITS = 10,
    HISTOGRAM_OCTAVE = 1 << HISTOGRAM_BITS, /* buckets in an octave: more than 1000, for three digits */
    HISTOGRAM_BUCKETS = HISTOGRAM_OCTAVE * (63 - HISTOGRAM_BITS + 1) /* of an int64_t that is not negative */
};

struct histogram {
    uint64_t counts[HISTOGRAM_BUCKETS]; /* untouched pages of them cost no memory */
    uint64_t count;
    double sum;       /* a long run of long latencies passes 2^63 */
    int64_t min, max; /* ns; INT64_MAX and 0 without values */
};

struct histogram *histogram_new(void); /* freed with free() */

void histogram_add(struct histogram *histogram, int64_t ns); /* below 0 counts as 0 */

double histogram_mean(const struct histogram *histogram); /* ns; 0 without values */

/* The value that `percent` of the values do not exceed (nearest rank), ns; 0 without values; never above the maximum.
 */
int64_t histogram_percentile(const struct histogram *histogram, double percent);

/* How many values lie within [from, to) ns; each counts as the lowest value of its bucket. */
uint64_t histogram_between(const struct histogram *histogram, int64_t from, int64_t to);
