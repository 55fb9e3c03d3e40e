/*
 * ring — a bounded queue of events between one writer thread and one reader thread.
 *
 * Lock-free and allocation-free. One thread at a time may write and one may read. Nothing is dropped: the writer of a
 * full ring decides what to do.
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
