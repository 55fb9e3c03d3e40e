/*
 * histogram — log-linear buckets.
 *
 * Octave 0 counts each value below 1024 by itself; octave k ≥ 1 has 1024 buckets of 2^(k-1) ns from 1024·2^(k-1) on.
 * Buckets are numbered through all octaves.
 */
#include "trace/histogram.h"

#include "base/memory.h"
#include "base/minmax.h"

#include <math.h>
#include <stddef.h>

struct histogram *histogram_new(void)
{
    struct histogram *histogram = memory_zeroed(1, sizeof *histogram);
    histogram->min = INT64_MAX;
    return histogram;
}

static size_t bucket_of(int64_t ns)
{
    uint64_t value = (uint64_t)ns;
    if (value < HISTOGRAM_OCTAVE)
        return (size_t)value;
    size_t octave = (size_t)(63 - __builtin_clzll(value)) - HISTOGRAM_BITS + 1;
    return octave * HISTOGRAM_OCTAVE + (size_t)(value >> (octave - 1)) - HISTOGRAM_OCTAVE;
}

static int64_t bucket_lowest(size_t bucket)
{
    size_t octave = bucket / HISTOGRAM_OCTAVE, place = bucket % HISTOGRAM_OCTAVE;
    return octave == 0 ? (int64_t)place : (int64_t)(HISTOGRAM_OCTAVE + place) << (octave - 1);
}

static int64_t bucket_highest(size_t bucket)
{
    size_t octave = bucket / HISTOGRAM_OCTAVE;
    return bucket_lowest(bucket) + (octave == 0 ? 0 : (INT64_C(1) << (octave - 1)) - 1);
}

void histogram_add(struct histogram *histogram, int64_t ns)
{
    int64_t value = MAX(ns, 0);
    histogram->counts[bucket_of(value)]++;
    histogram->count++;
    histogram->sum += (double)value;
    histogram->min = MIN(value, histogram->min);
    histogram->max = MAX(value, histogram->max);
}

double histogram_mean(const struct histogram *histogram)
{
    return histogram->count > 0 ? histogram->sum / (double)histogram->count : 0;
}

int64_t histogram_percentile(const struct histogram *histogram, double percent)
{
    if (histogram->count == 0)
        return 0;
    double rank = ceil(percent / 100 * (double)histogram->count);
    if (rank <= 1)
        return histogram->min;
    if (rank >= (double)histogram->count)
        return histogram->max;
    size_t bucket = bucket_of(histogram->min);
    uint64_t passed = histogram->counts[bucket];
    while (passed < (uint64_t)rank)
        passed += histogram->counts[++bucket];
    return MIN(bucket_highest(bucket), histogram->max);
}

/* The first bucket whose lowest value is not below `ns`. */
static size_t bucket_from(int64_t ns)
{
    size_t bucket = bucket_of(MAX(ns, 0));
    return bucket_lowest(bucket) < ns ? bucket + 1 : bucket;
}

uint64_t histogram_between(const struct histogram *histogram, int64_t from, int64_t to)
{
    uint64_t count = 0;
    size_t end = bucket_from(to);
    for (size_t bucket = bucket_from(from); bucket < end; bucket++)
        count += histogram->counts[bucket];
    return count;
}
