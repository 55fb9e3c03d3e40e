/*
 * item_history — the items' ways through the queue: who put each and when, who took it and when.
 *
 * The queue is first in, first out, so an item has the same position, counted from 0, among all that were put and among
 * all that were taken: what was in the queue at any time are the positions between two look-ups. Memory is bounded:
 * what lies in the queue is kept, until it fades, and the newest of what was taken. One thread owns it: the one that
 * owns the trace.
 */
#ifndef OVERLAP_TRACE_ITEM_HISTORY_H
#define OVERLAP_TRACE_ITEM_HISTORY_H

#include "trace/event.h"

#include <stddef.h>

struct item_record {
    int64_t created, put; /* ns */
    int64_t taken;        /* TIME_NEVER while it is in the queue */
    uint32_t number;      /* within its producer, from 1 */
    lane_id producer;
    lane_id consumer; /* LANE_NONE while it is in the queue, and where it was lost on its way out */
};

struct item_history;

/* Keeps at most `most` (at least 64) of the items that were taken. The caller frees it. */
struct item_history *item_history_new(size_t most);
void item_history_free(struct item_history *item_history); /* NULL is allowed */

/* Forgets all but the newest `most` (at least 64), and gives back their memory. Nothing is taken in after, since what
 * lies in the queue may be forgotten, too. */
void item_history_downsample(struct item_history *item_history, size_t most);

/* Takes in a PUT event, or a TAKE (of LANE_NONE: lost), in the queue's order. A TAKE only where something is in the
 * queue. */
void item_history_put(struct item_history *item_history, const struct event *put);
void item_history_take(struct item_history *item_history, const struct event *take);

/* How many items had been put, or taken, up to and including `time`; where that is no longer known exactly, the first
 * position that is kept. O(log items). */
uint64_t item_history_put_by(const struct item_history *item_history, int64_t time);
uint64_t item_history_taken_by(const struct item_history *item_history, int64_t time);

/* The positions that are kept: from the first up to, not including, the end. */
uint64_t item_history_first(const struct item_history *item_history);
uint64_t item_history_end(const struct item_history *item_history);

/* The item at a position that is kept; valid until the next event. */
const struct item_record *item_history_at(const struct item_history *item_history, uint64_t position);

#endif
