/*
 * histogram — log-linear buckets.
 *
 * Octave 0 counts each value below 1024 by itself; octave k ≥ 1 has 1024 buckets of 2^(k-1) ns from 1024·2^(k-1) on. An
 * octave has memory once a value fell into it.
 */
#include "trace/histogram.h"

#include "base/memory.h"
#include "base/minmax.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

enum { BITS = HISTOGRAM_BITS, BUCKETS = HISTOGRAM_BUCKETS, OCTAVES = HISTOGRAM_OCTAVES };

struct histogram *histogram_new(void)
{
    struct histogram *histogram = memory_zeroed(1, sizeof *histogram);
    histogram->min = INT64_MAX;
    return histogram;
}

void histogram_free(struct histogram *histogram)
{
    if (histogram == NULL)
        return;
    for (size_t i = 0; i < OCTAVES; i++)
        free(histogram->octaves[i]);
    free(histogram);
}

/* Buckets are numbered through all octaves. */
static size_t bucket_of(int64_t ns)
{
    uint64_t value = (uint64_t)ns;
    if (value < BUCKETS)
        return (size_t)value;
    size_t octave = (size_t)(63 - __builtin_clzll(value)) - BITS + 1;
    return octave * BUCKETS + (size_t)(value >> (octave - 1)) - BUCKETS;
}

static int64_t bucket_lowest(size_t bucket)
{
    size_t octave = bucket / BUCKETS, place = bucket % BUCKETS;
    return octave == 0 ? (int64_t)place : (int64_t)(BUCKETS + place) << (octave - 1);
}

static int64_t bucket_highest(size_t bucket)
{
    size_t octave = bucket / BUCKETS;
    return octave == 0 ? bucket_lowest(bucket) : bucket_lowest(bucket) + ((INT64_C(1) << (octave - 1)) - 1);
}

static uint64_t *counts_of(struct histogram *histogram, size_t octave)
{
    if (histogram->octaves[octave] == NULL)
        histogram->octaves[octave] = memory_zeroed(BUCKETS, sizeof **histogram->octaves);
    return histogram->octaves[octave];
}

void histogram_add(struct histogram *histogram, int64_t ns)
{
    int64_t value = MAX(ns, 0);
    size_t bucket = bucket_of(value);
    counts_of(histogram, bucket / BUCKETS)[bucket % BUCKETS]++;
    histogram->count++;
    histogram->sum += (double)value;
    histogram->min = MIN(value, histogram->min);
    histogram->max = MAX(value, histogram->max);
}

double histogram_mean(const struct histogram *histogram)
{
    return histogram->count > 0 ? histogram->sum / (double)histogram->count : 0;
}

/* The bucket that holds the value of this rank, from 1, in ascending order. */
static size_t bucket_of_rank(const struct histogram *histogram, uint64_t rank)
{
    uint64_t passed = 0;
    for (size_t octave = 0; octave < OCTAVES; octave++) {
        const uint64_t *counts = histogram->octaves[octave];
        for (size_t place = 0; counts != NULL && place < BUCKETS; place++) {
            passed += counts[place];
            if (passed >= rank)
                return octave * BUCKETS + place;
        }
    }
    return bucket_of(histogram->max);
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
    return MIN(bucket_highest(bucket_of_rank(histogram, (uint64_t)rank)), histogram->max);
}

/* The first bucket whose lowest value is not below `ns`. */
static size_t bucket_from(int64_t ns)
{
    if (ns <= 0)
        return 0;
    size_t bucket = bucket_of(ns);
    return bucket_lowest(bucket) < ns ? bucket + 1 : bucket;
}

uint64_t histogram_between(const struct histogram *histogram, int64_t from, int64_t to)
{
    uint64_t count = 0;
    size_t end = bucket_from(to);
    for (size_t bucket = bucket_from(from); bucket < end; bucket++) {
        const uint64_t *counts = histogram->octaves[bucket / BUCKETS];
        if (counts != NULL)
            count += counts[bucket % BUCKETS];
    }
    return count;
}
