/*
 * ring — a bounded queue of events between one writer thread and one reader thread.
 *
 * Lock-free and allocation-free: the writer publishes with a release store, the reader frees places with another.
 * One thread at a time may write (a thread of its own, or the holder of the lock that guards the ring) and one at
 * a time may read. Nothing is dropped: a full ring has no place for one more, and the writer decides what to do.
 */
#pragma once

#include "trace/event.h"

#include <stdbool.h>
#include <stddef.h>

struct ring;

/* A ring with room for at least `capacity` events (rounded up to a power of two). The caller frees it. */
struct ring *ring_new(size_t capacity);
void ring_free(struct ring *ring); /* NULL is allowed */

/* Writer: reserves the place for the next event (NULL: the ring is full), and commits it once it is filled. Commit
 * returns how many events have ever been committed. */
struct event *ring_reserve(struct ring *ring);
size_t ring_commit(struct ring *ring);

/* Reader: moves up to `most` of the oldest events into `events`; returns how many. */
size_t ring_pop(struct ring *ring, struct event *events, size_t most);
