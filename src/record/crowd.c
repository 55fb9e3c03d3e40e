/*
 * crowd — changes and their moments in Fenwick trees; see the header.
 *
 * A change c at time t has brought c × (T − t) by a later time T: so what all changes before T have brought is
 * T × Σc − Σct, from two sums over what comes before T. Moments wrap around as unsigned numbers, and so does what they
 * bring; what is brought between two times fits.
 */
#include "record/crowd.h"

#include "base/memory.h"

#include <stdlib.h>

/* No screen shows less of a crowd than the first bucket, and a run of a minute fits without making it longer. */
enum { ROOM_FIRST = 256, SHIFT_FIRST = 20 };

_Static_assert(CROWD_BUCKET == INT64_C(1) << SHIFT_FIRST, "as the header says");

/* Of a tree's node: the buckets that it stands for together. */
struct node {
    int64_t changes;
    uint64_t moment; /* Σ change × time since the start */
};

struct crowd {
    int64_t start;
    struct node *nodes; /* of bucket i at i + 1; the first is not used */
    size_t room;        /* buckets, a power of two */
    unsigned shift;     /* a bucket is 2^shift ns long */
};

struct crowd *crowd_new(int64_t start)
{
    struct crowd *crowd = memory_zeroed(1, sizeof *crowd);
    crowd->start = start;
    crowd->room = ROOM_FIRST;
    crowd->shift = SHIFT_FIRST;
    crowd->nodes = memory_zeroed(crowd->room + 1, sizeof *crowd->nodes);
    return crowd;
}

void crowd_free(struct crowd *crowd)
{
    if (crowd == NULL)
        return;
    free(crowd->nodes);
    free(crowd);
}

static void add(struct node *node, const struct node *more)
{
    node->changes += more->changes;
    node->moment += more->moment;
}

/* The part of a tree's nodes that lies below node `i` on its right edge: how many buckets it stands for. */
static size_t reach(size_t i)
{
    return i & -i;
}

static void plant(struct crowd *crowd, size_t bucket, const struct node *more)
{
    for (size_t i = bucket + 1; i <= crowd->room; i += reach(i))
        add(&crowd->nodes[i], more);
}

/* The sum of the first `count` buckets. */
static struct node sum_of(const struct crowd *crowd, size_t count)
{
    struct node sum = {0};
    for (size_t i = count; i > 0; i -= reach(i))
        add(&sum, &crowd->nodes[i]);
    return sum;
}

/* The same changes in `room` buckets of 2^shift ns, no shorter than they are. */
static void replant(struct crowd *crowd, size_t room, unsigned shift)
{
    struct crowd former = *crowd;
    crowd->room = room;
    crowd->shift = shift;
    crowd->nodes = memory_zeroed(crowd->room + 1, sizeof *crowd->nodes);
    struct node before = {0};
    for (size_t i = 0; i < former.room; i++) {
        struct node sum = sum_of(&former, i + 1);
        plant(crowd, i >> (crowd->shift - former.shift),
              &(struct node){.changes = sum.changes - before.changes, .moment = sum.moment - before.moment});
        before = sum;
    }
    free(former.nodes);
}

/* Twice the time: in twice as many buckets or, once there are as many as there may be, in buckets twice as long. */
static void extend(struct crowd *crowd)
{
    if (crowd->room < CROWD_MOST)
        replant(crowd, crowd->room * 2, crowd->shift);
    else
        replant(crowd, crowd->room, crowd->shift + 1);
}

void crowd_fade(struct crowd *crowd, size_t buckets)
{
    while (crowd->room > buckets)
        replant(crowd, crowd->room / 2, crowd->shift + 1);
}

void crowd_change(struct crowd *crowd, int64_t time, int change)
{
    uint64_t since = (uint64_t)(time - crowd->start);
    while (since >> crowd->shift >= crowd->room)
        extend(crowd);
    plant(crowd, since >> crowd->shift, &(struct node){.changes = change, .moment = (uint64_t)change * since});
}

/* What all changes have brought up to the edge before a bucket; the last of them is valid for ever. */
static uint64_t brought(const struct crowd *crowd, size_t bucket)
{
    struct node sum = sum_of(crowd, bucket < crowd->room ? bucket : crowd->room);
    return ((uint64_t)bucket << crowd->shift) * (uint64_t)sum.changes - sum.moment;
}

static uint64_t brought_by(const struct crowd *crowd, int64_t time)
{
    if (time <= crowd->start)
        return 0;
    uint64_t since = (uint64_t)(time - crowd->start), bucket = since >> crowd->shift;
    uint64_t rest = since - (bucket << crowd->shift);
    uint64_t before = brought(crowd, bucket);
    if (rest == 0)
        return before;
    double part = (double)rest / (double)(UINT64_C(1) << crowd->shift);
    return before + (uint64_t)(part * (double)(brought(crowd, bucket + 1) - before));
}

int64_t crowd_busy(const struct crowd *crowd, int64_t from, int64_t to)
{
    return from < to ? (int64_t)(brought_by(crowd, to) - brought_by(crowd, from)) : 0;
}
