/* queue — a circle of items that grows */
#include "engine/queue.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum { LEAST = 16 }; /* places; a power of two */

void queue_release(struct queue *queue)
{
    free(queue->items);
    queue->items = NULL;
    queue->room = queue->first = 0;
    atomic_store_explicit(&queue->depth, 0, memory_order_relaxed);
}

size_t queue_depth(const struct queue *queue)
{
    return atomic_load_explicit(&queue->depth, memory_order_relaxed);
}

/* Twice the places (a power of two, so that an index wraps by a mask); those that had wrapped move behind the others.
 */
__attribute__((noinline)) static void grow(struct queue *queue)
{
    size_t old = queue->room;
    queue->room = old > 0 ? 2 * old : LEAST;
    queue->items = memory_resized(queue->items, queue->room, sizeof(struct item));
    for (size_t i = 0; i < queue->first; i++)
        queue->items[old + i] = queue->items[i];
}

void queue_reserve(struct queue *queue, size_t count)
{
    queue->room = LEAST;
    while (queue->room < count)
        queue->room *= 2;
    queue->items = memory_isolated(queue->room * sizeof(struct item));
}

void queue_put(struct queue *queue, struct item item)
{
    size_t depth = queue_depth(queue);
    if (depth == queue->room)
        grow(queue);
    queue->items[(queue->first + depth) & (queue->room - 1)] = item;
    atomic_store_explicit(&queue->depth, depth + 1, memory_order_relaxed);
}

struct item queue_first(const struct queue *queue)
{
    assert(queue_depth(queue) > 0);
    return queue->items[queue->first];
}

struct item queue_take(struct queue *queue)
{
    size_t depth = queue_depth(queue);
    assert(depth > 0);
    struct item item = queue->items[queue->first];
    queue->first = (queue->first + 1) & (queue->room - 1);
    atomic_store_explicit(&queue->depth, depth - 1, memory_order_relaxed);
    return item;
}
