/*
 * busy_series — changes summed up in buckets, and the buckets in blocks.
 *
 * A change c at time t has brought c × (T − t) by a later time T: so what all changes before T have brought is
 * T × Σc − Σct, from two sums over what comes before T. Moments wrap around as unsigned numbers, and so does what they
 * bring; what is brought between two times fits.
 */
#include "trace/busy_series.h"

#include "base/memory.h"

#include <stdlib.h>

enum { BLOCK = 256 /* buckets */, SHIFT_FIRST = 20 };

_Static_assert(BUSY_SERIES_BUCKET == INT64_C(1) << SHIFT_FIRST, "as the header says");

struct sum {
    int64_t changes;
    uint64_t moment; /* Σ change × time since the start */
};

struct busy_series {
    int64_t start;
    struct sum *buckets;                        /* untouched pages of them cost no memory */
    struct sum blocks[BUSY_SERIES_MAX / BLOCK]; /* each the sum of BLOCK buckets */
    size_t max;                                 /* buckets, a power of two */
    unsigned shift;                             /* a bucket is 2^shift ns long */
};

struct busy_series *busy_series_new(int64_t start)
{
    struct busy_series *series = memory_zeroed(1, sizeof *series);
    series->start = start;
    series->max = BUSY_SERIES_MAX;
    series->shift = SHIFT_FIRST;
    series->buckets = memory_zeroed(series->max, sizeof *series->buckets);
    return series;
}

void busy_series_free(struct busy_series *series)
{
    if (series == NULL)
        return;
    free(series->buckets);
    free(series);
}

static void add(struct sum *sum, const struct sum *more)
{
    sum->changes += more->changes;
    sum->moment += more->moment;
}

static void add_to_bucket(struct busy_series *series, size_t bucket, const struct sum *more)
{
    add(&series->buckets[bucket], more);
    add(&series->blocks[bucket / BLOCK], more);
}

/* Makes buckets twice as long: the first half of them then covers all the time. */
static void lengthen(struct busy_series *series)
{
    series->shift++;
    for (size_t bucket = 1; bucket < series->max; bucket++) {
        struct sum moved = series->buckets[bucket];
        if (moved.changes == 0 && moved.moment == 0)
            continue;
        add_to_bucket(series, bucket, &(struct sum){-moved.changes, -moved.moment});
        add_to_bucket(series, bucket / 2, &moved);
    }
}

void busy_series_keep(struct busy_series *series, size_t max)
{
    while (series->max > max) {
        lengthen(series);
        series->max /= 2;
    }
    series->buckets = memory_resized(series->buckets, series->max, sizeof *series->buckets);
}

void busy_series_change(struct busy_series *series, int64_t time, int change)
{
    uint64_t since = (uint64_t)(time - series->start);
    while (since >> series->shift >= series->max)
        lengthen(series);
    add_to_bucket(series, since >> series->shift, &(struct sum){change, (uint64_t)change * since});
}

/* What all changes have brought up to the edge before a bucket. */
static uint64_t busy_to_bucket(const struct busy_series *series, size_t bucket)
{
    struct sum sum = {0};
    size_t end = bucket < series->max ? bucket : series->max, blocks = end / BLOCK;
    for (size_t i = 0; i < blocks; i++)
        add(&sum, &series->blocks[i]);
    for (size_t i = blocks * BLOCK; i < end; i++)
        add(&sum, &series->buckets[i]);
    return ((uint64_t)bucket << series->shift) * (uint64_t)sum.changes - sum.moment;
}

static uint64_t busy_to(const struct busy_series *series, int64_t time)
{
    if (time <= series->start)
        return 0;
    uint64_t since = (uint64_t)(time - series->start), bucket = since >> series->shift;
    uint64_t rest = since - (bucket << series->shift), before = busy_to_bucket(series, bucket);
    if (rest == 0)
        return before;
    double part = (double)rest / (double)(UINT64_C(1) << series->shift);
    return before + (uint64_t)(part * (double)(busy_to_bucket(series, bucket + 1) - before));
}

int64_t busy_series_busy(const struct busy_series *series, int64_t from, int64_t to)
{
    return from < to ? (int64_t)(busy_to(series, to) - busy_to(series, from)) : 0;
}
