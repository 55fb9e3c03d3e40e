/*
 * item_history — each item's way through the queue, and so how many were in it over time.
 *
 * The queue is first in, first out, so an item has the same position, from 0, among all that were put and all that were
 * taken: what was in the queue at any time are the positions between two look-ups. Memory is bounded but for what is in
 * the queue: the oldest items that were taken are forgotten. The trace's thread owns it.
 */
#pragma once

#include "trace/event.h"
#include "trace/timeline.h"

struct item_record {
    int64_t put, created;    /* ns */
    int64_t taken;           /* TIME_NEVER while it is in the queue */
    double at_put, at_taken; /* items in the queue × ns, from the start to then */
    uint32_t number;         /* within its producer, from 1 */
    lane_id producer;
    lane_id consumer;     /* LANE_NONE while it is in the queue, and if it was lost */
    uint32_t depth, peak; /* of the queue with this item in it; the highest since the start */
};

struct item_history {
    struct timeline line;  /* of struct item_record */
    uint64_t first, end;   /* positions that are kept: from first up to, not including, end */
    uint64_t taken;        /* the first `taken` positions have left the queue */
    int64_t start, latest; /* of the latest put or take */
    double depth_ns; /* items in the queue × ns, from the start to the latest. A double: a long queue in a long run
                        passes 2^64. Exact up to 2^53, and a window's error stays below one part in 10^15 of it. */
    uint32_t peak;
};

/* Nothing was put before `start`. Keeps at most `max` items (at least 4), or four times what the queue ever held. The
 * caller frees it. */
struct item_history *item_history_new(int64_t start, size_t max);
void item_history_free(struct item_history *history); /* NULL is allowed */

/* Keeps only the newest `max` items, even of those in the queue, and gives back the memory of the others. No event may
 * be taken in after that. */
void item_history_keep(struct item_history *history, size_t max);

/* Takes in a PUT event, or a TAKE (of LANE_NONE: lost), in the queue's order. A TAKE needs an item in the queue. An
 * earlier time than the latest is taken as that one. */
void item_history_put(struct item_history *history, const struct event *put);
void item_history_take(struct item_history *history, const struct event *take);

/* How many items had been put, or taken, up to and including `time`; never below `first`. O(log items). */
uint64_t item_history_put_by(const struct item_history *history, int64_t time);
uint64_t item_history_taken_by(const struct item_history *history, int64_t time);

/* The item at a position that is kept; valid until the next event. */
const struct item_record *item_history_at(const struct item_history *history, uint64_t position);

/* From when on all puts and takes are known: the start as long as none is forgotten. */
int64_t item_history_detail_from(const struct item_history *history);

/* How many items were in the queue; 0 before the detail, and now for TIME_NEVER. */
uint32_t item_history_depth(const struct item_history *history, int64_t time);

/* The highest depth within [from, to), also of an item that came and went at once, and the mean over time: exact if
 * `from` is the start (or earlier) or within the detail; else only what lies within the detail counts. */
uint32_t item_history_peak_depth(const struct item_history *history, int64_t from, int64_t to);
double item_history_mean_depth(const struct item_history *history, int64_t from, int64_t to);
