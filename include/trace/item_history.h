/*
 * item_history — each item's way through the queue: which producer put it and when, which consumer took it and when.
 *
 * The queue is first in, first out, so an item has the same position, counted from 0, among all that were put and among
 * all that were taken: what was in the queue at any time are the positions between two look-ups. Memory is bounded but
 * for what is in the queue: of the items that were taken, the newest are kept. One thread owns it: the one that owns
 * the trace.
 */
#pragma once

#include "trace/event.h"

#include <stddef.h>

struct item_record {
    int64_t created, put; /* ns */
    int64_t taken;        /* TIME_NEVER while it is in the queue */
    uint32_t number;      /* within its producer, from 1 */
    lane_id producer;
    lane_id consumer; /* LANE_NONE while it is in the queue, and if it was lost */
};

struct item_history {
    struct item_record *records; /* the one of a position is at `position % capacity` */
    size_t capacity;             /* a power of two, or 0 */
    size_t max;                  /* taken ones that are kept */
    uint64_t first, end;         /* positions that are kept: from first up to, not including, end */
    uint64_t taken;              /* the first `taken` positions have left the queue */
};

/* Keeps at most `max` of the items that were taken. The caller frees it. */
struct item_history *item_history_new(size_t max);
void item_history_free(struct item_history *history); /* NULL is allowed */

/* Keeps only the newest `max` items, even of those in the queue, and gives back the memory of the others. No event may
 * be taken in after that. */
void item_history_keep(struct item_history *history, size_t max);

/* Takes in a PUT event, or a TAKE (of LANE_NONE: lost), in the queue's order. A TAKE needs an item in the queue. */
void item_history_put(struct item_history *history, const struct event *put);
void item_history_take(struct item_history *history, const struct event *take);

/* How many items had been put, or taken, up to and including `time`; never below `first`. O(log items). */
uint64_t item_history_put_by(const struct item_history *history, int64_t time);
uint64_t item_history_taken_by(const struct item_history *history, int64_t time);

/* The item at a position that is kept; valid until the next event. */
const struct item_record *item_history_at(const struct item_history *history, uint64_t position);
