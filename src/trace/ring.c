/*
 * ring — Lamport's queue of one writer and one reader.
 *
 * `written` and `taken` only grow (and wrap); their difference is what is in the ring. Each side remembers the other's
 * counter and looks again only when that does not suffice: the usual write touches no line that the reader writes.
 */
#include "trace/ring.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

struct ring {
    _Alignas(MEMORY_ISOLATION) atomic_size_t written; /* stored by the writer */
    size_t taken_seen;                                /* writer only */

    _Alignas(MEMORY_ISOLATION) atomic_size_t taken; /* stored by the reader */
    size_t written_seen;                            /* reader only */

    _Alignas(MEMORY_ISOLATION) size_t capacity; /* a power of two; never changes, like the address of the events */
    _Alignas(MEMORY_ISOLATION) struct event events[];
};

struct ring *ring_new(size_t capacity)
{
    size_t places = 1;
    while (places < capacity && places <= SIZE_MAX / 2)
        places *= 2;
    struct ring *ring = memory_isolated(sizeof *ring + places * sizeof ring->events[0]);
    atomic_init(&ring->written, 0);
    atomic_init(&ring->taken, 0);
    ring->capacity = places;
    return ring;
}

void ring_free(struct ring *ring)
{
    free(ring);
}

struct event *ring_reserve(struct ring *ring)
{
    /* relaxed: only this thread stores it (or the lock that guards the writers orders them). */
    size_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    if (written - ring->taken_seen == ring->capacity) {
        /* acquire, with the release in ring_pop: the reader has finished copying out of the places it gave back. */
        ring->taken_seen = atomic_load_explicit(&ring->taken, memory_order_acquire);
        if (written - ring->taken_seen == ring->capacity)
            return NULL;
    }
    return &ring->events[written & (ring->capacity - 1)];
}

size_t ring_commit(struct ring *ring)
{
    size_t written = atomic_load_explicit(&ring->written, memory_order_relaxed) + 1;
    /* release, with the acquire in ring_pop: a reader that sees the new count sees the event. */
    atomic_store_explicit(&ring->written, written, memory_order_release);
    return written;
}

size_t ring_pop(struct ring *ring, struct event *events, size_t most)
{
    /* relaxed: only this thread stores it. */
    size_t taken = atomic_load_explicit(&ring->taken, memory_order_relaxed);
    if (ring->written_seen - taken < most)
        /* acquire, with the release in ring_commit: the events up to this count are complete. */
        ring->written_seen = atomic_load_explicit(&ring->written, memory_order_acquire);

    size_t there = ring->written_seen - taken;
    size_t count = there < most ? there : most;
    for (size_t i = 0; i < count; i++)
        events[i] = ring->events[(taken + i) & (ring->capacity - 1)];
    /* release, with the acquire in ring_reserve: the copies above are made before the places are used again. */
    atomic_store_explicit(&ring->taken, taken + count, memory_order_release);
    return count;
}
