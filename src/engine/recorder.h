/*
 * recorder — a thread's way into the record: a ring, and what to do when it is full.
 *
 * A writer waits for the reader rather than drop an event; that is counted.
 */
#pragma once

#include "base/wakeup.h"
#include "trace/ring.h"

#include <pthread.h>
#include <stdatomic.h>

/* What all recorders of an engine share with its reader. */
struct drain {
    struct wakeup *wakeup;
    pthread_mutex_t lock; /* guards nothing but the waiting for `drained` */
    pthread_cond_t drained;
    atomic_bool writer_waiting;  /* a writer waits or is about to; exchanged by both sides, see recorder.c */
    atomic_uint_fast64_t stalls; /* relaxed: a counter */
};

struct recorder {
    struct drain *drain;
    struct ring *ring;
    size_t batch;          /* the wakeup is rung after so many events, a power of two */
    struct recorder *next; /* of the engine; set once before it is published */
};

void drain_init(struct drain *drain, struct wakeup *wakeup);
void drain_release(struct drain *drain);

/* The reader has emptied the rings: writers that wait go on. */
void drain_done(struct drain *drain);

/* A recorder with room for `capacity` events (a power of two, at least 4). The caller frees it. */
struct recorder *recorder_new(struct drain *drain, uint32_t capacity);
void recorder_free(struct recorder *recorder);

/* Its one writer: the place for the next event, waiting for the reader when the ring is full; and then: it is recorded.
 * Filled where it stays, because copying what has just been written costs as much as all the rest. */
struct event *recorder_reserve(struct recorder *recorder);
void recorder_commit(struct recorder *recorder);
