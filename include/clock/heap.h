/*
 * heap — what is due first: a heap of deadlines.
 *
 * Each entry stands above four, not two: half as many moves, each of which visits an owner that is seldom in the cache
 * (Johnson, "Priority queues with update and finding minimum spanning trees", 1975).
 *
 * Equal deadlines come out in the order in which they went in, so that a run is the same every time. Nodes live inside
 * their owners' structs, and are compared without visiting them. No locks: its owner has one, or is one thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_node {
    int64_t deadline; /* ns */
    size_t place;     /* index + 1 in the heap; 0: not in it */
};

struct heap_entry {
    int64_t deadline; /* the node's */
    uint64_t order;   /* number of the insertion: breaks ties */
    struct heap_node *node;
};

struct heap {
    struct heap_entry *entries;
    size_t count, room;
    uint64_t inserted;
};

/* Makes room for `count` nodes: insertions up to there allocate nothing. A zeroed heap is a valid empty one. */
void heap_reserve(struct heap *heap, size_t count);
void heap_release(struct heap *heap); /* frees the array, not the nodes */

void heap_insert(struct heap *heap, struct heap_node *node, int64_t deadline); /* node must not be in a heap */
void heap_remove(struct heap *heap, struct heap_node *node);                   /* nothing when it is not in it */
struct heap_node *heap_first(const struct heap *heap);                         /* NULL when empty */
