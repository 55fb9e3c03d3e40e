/* heap — a heap of deadlines, each above four others */
#include "clock/heap.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { WAYS = 4 }; /* entries below each */

static size_t above(size_t index)
{
    return (index - 1) / WAYS;
}

void heap_reserve(struct heap *heap, size_t count)
{
    if (count <= heap->room)
        return;
    size_t old = heap->room;
    heap->room = count > 2 * old ? count : 2 * old;
    heap->entries = memory_resized(heap->entries, heap->room, sizeof heap->entries[0]);
    memset(heap->entries + old, 0, (heap->room - old) * sizeof heap->entries[0]); /* its pages come now */
}

void heap_release(struct heap *heap)
{
    free(heap->entries);
    *heap = (struct heap){0};
}

static bool is_before(const struct heap_entry *a, const struct heap_entry *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

static void set(struct heap *heap, size_t index, struct heap_entry entry)
{
    heap->entries[index] = entry;
    entry.node->place = index + 1;
}

/* The entry goes to this index, or nearer to the first. */
static void rise(struct heap *heap, size_t index, struct heap_entry entry)
{
    for (; index > 0 && is_before(&entry, &heap->entries[above(index)]); index = above(index))
        set(heap, index, heap->entries[above(index)]);
    set(heap, index, entry);
}

/* The earliest of those below, the first of which is `first`. */
static size_t earliest_below(const struct heap *heap, size_t first)
{
    size_t earliest = first;
    for (size_t index = first + 1; index < first + WAYS && index < heap->count; index++)
        if (is_before(&heap->entries[index], &heap->entries[earliest]))
            earliest = index;
    return earliest;
}

/* The entry goes to this index, or nearer to the last. */
static void sink(struct heap *heap, size_t index, struct heap_entry entry)
{
    for (size_t first = WAYS * index + 1; first < heap->count; first = WAYS * index + 1) {
        size_t earliest = earliest_below(heap, first);
        if (!is_before(&heap->entries[earliest], &entry))
            break;
        set(heap, index, heap->entries[earliest]);
        index = earliest;
    }
    set(heap, index, entry);
}

void heap_insert(struct heap *heap, struct heap_node *node, int64_t deadline)
{
    assert(node->place == 0);
    node->deadline = deadline;
    heap_reserve(heap, heap->count + 1);
    rise(heap, heap->count++, (struct heap_entry){deadline, heap->inserted++, node});
}

void heap_remove(struct heap *heap, struct heap_node *node)
{
    if (node->place == 0)
        return;
    size_t index = node->place - 1;
    struct heap_entry last = heap->entries[--heap->count];
    node->place = 0;
    if (last.node == node)
        return;
    if (index > 0 && is_before(&last, &heap->entries[above(index)]))
        rise(heap, index, last);
    else
        sink(heap, index, last);
}

struct heap_node *heap_first(const struct heap *heap)
{
    return heap->count > 0 ? heap->entries[0].node : NULL;
}
