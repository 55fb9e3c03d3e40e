/*
 * busy_series — changes and their moments in Fenwick trees; see the header.
 *
 * A change c at time t has brought c × (T − t) by a later time T: so what all changes before T have brought is
 * T × Σc − Σct, from two sums over what comes before T. Moments wrap around as unsigned numbers, and so does what they
 * bring; what is brought between two times fits.
 */
#include "trace/busy_series.h"

#include "base/memory.h"

#include <stdlib.h>

/* No screen shows less of a crowd than the first bucket, and a run of a minute fits without making it longer. */
enum { ROOM_FIRST = 256, SHIFT_FIRST = 20 };

_Static_assert(BUSY_SERIES_BUCKET == INT64_C(1) << SHIFT_FIRST, "as the header says");

/* Of a tree's node: the buckets that it stands for together. */
struct node {
    int64_t changes;
    uint64_t moment; /* Σ change × time since the start */
};

struct busy_series {
    int64_t start;
    struct node *nodes; /* of bucket i at i + 1; the first is not used */
    size_t room;        /* buckets, a power of two */
    unsigned shift;     /* a bucket is 2^shift ns long */
};

struct busy_series *busy_series_new(int64_t start)
{
    struct busy_series *busy_series = memory_zeroed(1, sizeof *busy_series);
    busy_series->start = start;
    busy_series->room = ROOM_FIRST;
    busy_series->shift = SHIFT_FIRST;
    busy_series->nodes = memory_zeroed(busy_series->room + 1, sizeof *busy_series->nodes);
    return busy_series;
}

void busy_series_free(struct busy_series *busy_series)
{
    if (busy_series == NULL)
        return;
    free(busy_series->nodes);
    free(busy_series);
}

static void add(struct node *node, const struct node *more)
{
    node->changes += more->changes;
    node->moment += more->moment;
}

/* The part of a tree's nodes that lies below node `i` on its right edge: how many buckets it stands for. */
static size_t lowbit(size_t i)
{
    return i & -i;
}

static void fenwick_add(struct busy_series *busy_series, size_t bucket, const struct node *more)
{
    for (size_t i = bucket + 1; i <= busy_series->room; i += lowbit(i))
        add(&busy_series->nodes[i], more);
}

/* The sum of the first `count` buckets. */
static struct node sum_of(const struct busy_series *busy_series, size_t count)
{
    struct node sum = {0};
    for (size_t i = count; i > 0; i -= lowbit(i))
        add(&sum, &busy_series->nodes[i]);
    return sum;
}

/* The same changes in `room` buckets of 2^shift ns, no shorter than they are. */
static void rebuild(struct busy_series *busy_series, size_t room, unsigned shift)
{
    struct busy_series former = *busy_series;
    busy_series->room = room;
    busy_series->shift = shift;
    busy_series->nodes = memory_zeroed(busy_series->room + 1, sizeof *busy_series->nodes);
    struct node before = {0};
    for (size_t i = 0; i < former.room; i++) {
        struct node sum = sum_of(&former, i + 1);
        fenwick_add(busy_series, i >> (busy_series->shift - former.shift),
                    &(struct node){.changes = sum.changes - before.changes, .moment = sum.moment - before.moment});
        before = sum;
    }
    free(former.nodes);
}

/* Twice the time: in twice as many buckets or, once there are as many as there may be, in buckets twice as long. */
static void extend(struct busy_series *busy_series)
{
    if (busy_series->room < BUSY_SERIES_MAX)
        rebuild(busy_series, busy_series->room * 2, busy_series->shift);
    else
        rebuild(busy_series, busy_series->room, busy_series->shift + 1);
}

void busy_series_downsample(struct busy_series *busy_series, size_t buckets)
{
    while (busy_series->room > buckets)
        rebuild(busy_series, busy_series->room / 2, busy_series->shift + 1);
}

void busy_series_change(struct busy_series *busy_series, int64_t time, int change)
{
    uint64_t since = (uint64_t)(time - busy_series->start);
    while (since >> busy_series->shift >= busy_series->room)
        extend(busy_series);
    fenwick_add(busy_series, since >> busy_series->shift,
                &(struct node){.changes = change, .moment = (uint64_t)change * since});
}

/* What all changes have brought up to the edge before a bucket; the last of them is valid for ever. */
static uint64_t prefix_sum(const struct busy_series *busy_series, size_t bucket)
{
    struct node sum = sum_of(busy_series, bucket < busy_series->room ? bucket : busy_series->room);
    return ((uint64_t)bucket << busy_series->shift) * (uint64_t)sum.changes - sum.moment;
}

static uint64_t sum_of_node(const struct busy_series *busy_series, int64_t time)
{
    if (time <= busy_series->start)
        return 0;
    uint64_t since = (uint64_t)(time - busy_series->start), bucket = since >> busy_series->shift;
    uint64_t rest = since - (bucket << busy_series->shift);
    uint64_t before = prefix_sum(busy_series, bucket);
    if (rest == 0)
        return before;
    double part = (double)rest / (double)(UINT64_C(1) << busy_series->shift);
    return before + (uint64_t)(part * (double)(prefix_sum(busy_series, bucket + 1) - before));
}

int64_t busy_series_busy(const struct busy_series *busy_series, int64_t from, int64_t to)
{
    return from < to ? (int64_t)(sum_of_node(busy_series, to) - sum_of_node(busy_series, from)) : 0;
}
