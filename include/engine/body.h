/*
 * body — a worker's story, written once for every mode.
 *
 * A coroutine without a stack: it says what it wants to do next and is resumed when that is done. A mode decides how:
 * by blocking a thread, or by coming back later. Plain data; used by one thread at a time.
 *
 *   producer: (work, put the item, sleep) × items
 *   consumer: (get, work, sleep) until there is nothing to get any more
 *   task:     work, sleep, put: its item is its result, which is there when its time is over and goes into no queue
 */
#pragma once

#include "engine/plan.h"
#include "engine/random.h"
#include "trace/event.h"

#include <stdbool.h>

enum op_kind {
    OP_WORK,  /* keep a CPU busy for `ns` */
    OP_SLEEP, /* let `ns` pass (it may be 0: still a moment at which others can go on) */
    OP_PUT,   /* put item number `item` into the queue, waiting for room; a task: its result is there */
    OP_GET,   /* take an item, waiting for one; resumed with whether there was one */
    OP_EXIT   /* the story is over */
};

struct op {
    enum op_kind kind;
    uint32_t item; /* the number of the item that it is about, 0: none */
    int64_t ns;    /* 16 bytes in this order: returned in registers */
};

struct body {
    enum lane_kind kind;
    uint32_t index;      /* within its kind, from 0 */
    uint32_t item;       /* items begun; consumer: items taken */
    int64_t work, sleep; /* ns: the two parts of the present item's delay */
    enum op_kind next;   /* what it asks for when it is resumed */
    struct random random;
};

struct body body_new(enum lane_kind kind, uint32_t index, uint64_t seed);

/* Resumes the body: what it does next under the plan as it is now. `got`: whether a preceding OP_GET brought an item;
 * ignored otherwise. Delays are drawn, and the plan's changes seen, when an item begins. After OP_EXIT a body that has
 * something to do again (see body_has_work) can be resumed: it goes on where it ended. */
struct op body_next(struct body *body, const struct plan *plan, bool got);

/* Whether the plan has a place for this worker and, unless it is a consumer, items that it has not begun. */
bool body_has_work(const struct body *body, const struct plan *plan);
