/* heap — a binary heap of deadlines; see the header. */
#include "engine/heap.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

void heap_reserve(struct heap *heap, size_t count)
{
    if (count <= heap->room)
        return;
    heap->room = count > 2 * heap->room ? count : 2 * heap->room;
    heap->nodes = memory_resized(heap->nodes, heap->room, sizeof(struct heap_node *));
}

void heap_release(struct heap *heap)
{
    free(heap->nodes);
    *heap = (struct heap){0};
}

static bool is_before(const struct heap_node *a, const struct heap_node *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

static void set(struct heap *heap, size_t index, struct heap_node *node)
{
    heap->nodes[index] = node;
    node->place = index + 1;
}

static void rise(struct heap *heap, size_t index)
{
    struct heap_node *node = heap->nodes[index];
    while (index > 0 && is_before(node, heap->nodes[(index - 1) / 2])) {
        set(heap, index, heap->nodes[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    set(heap, index, node);
}

static void sink(struct heap *heap, size_t index)
{
    struct heap_node *node = heap->nodes[index];
    for (size_t child = 2 * index + 1; child < heap->count; child = 2 * index + 1) {
        if (child + 1 < heap->count && is_before(heap->nodes[child + 1], heap->nodes[child]))
            child++;
        if (!is_before(heap->nodes[child], node))
            break;
        set(heap, index, heap->nodes[child]);
        index = child;
    }
    set(heap, index, node);
}

void heap_insert(struct heap *heap, struct heap_node *node, int64_t deadline)
{
    assert(node->place == 0);
    node->deadline = deadline;
    node->order = heap->inserted++;
    heap_reserve(heap, heap->count + 1);
    set(heap, heap->count++, node);
    rise(heap, heap->count - 1);
}

void heap_remove(struct heap *heap, struct heap_node *node)
{
    if (node->place == 0)
        return;
    size_t index = node->place - 1;
    struct heap_node *last = heap->nodes[--heap->count];
    node->place = 0;
    if (last == node)
        return;
    set(heap, index, last);
    rise(heap, index);
    sink(heap, last->place - 1);
}

struct heap_node *heap_first(const struct heap *heap)
{
    return heap->count > 0 ? heap->nodes[0] : NULL;
}
