/*
 * queue — the FIFO between producers and consumers.
 *
 * Plain data without a lock: the mode that runs the workers guards it (a mutex in threads, nothing where one thread
 * does it all). Only the depth may be read by anybody at any time.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct item {
    int64_t created;   /* ns */
    uint32_t producer; /* its index, from 0 */
    uint32_t number;   /* within its producer, from 1; the item's value is number² */
};

struct queue {
    struct item *items; /* a circle of `room` places, the oldest at `first` */
    size_t room, first;
    atomic_size_t depth; /* relaxed: written by whoever guards the queue; for others a hint */
};

/* A zeroed queue is a valid empty one. Before its first item: makes room for `count`, so that putting those allocates
 * nothing and touches no new page. */
void queue_reserve(struct queue *queue, size_t count);
void queue_release(struct queue *queue); /* frees what it holds */

size_t queue_depth(const struct queue *queue);
void queue_put(struct queue *queue, struct item item); /* grows as needed: who bounds it looks at the depth first */
struct item queue_first(const struct queue *queue);    /* the oldest, which stays; must not be empty */
struct item queue_take(struct queue *queue);           /* the oldest; must not be empty */
