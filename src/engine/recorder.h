/*
 * recorder — a thread's way into the trace: a ring, and what to do when it is full.
 *
 * A writer waits for the reader rather than drop an event; that is counted.
 */
#pragma once

#include "base/wakeup.h"
#include "trace/trace.h"

#include <pthread.h>
#include <stdatomic.h>

struct recorder;

/* All recorders of an engine, and what they share with its reader. */
struct drain {
    struct wakeup *wakeup;
    _Atomic(struct recorder *) recorders; /* prepended by one thread with release, walked by the reader with acquire */
    pthread_mutex_t lock;                 /* guards `left`, and the waiting for `drained` */
    pthread_cond_t drained;
    bool left;                   /* nobody reads any more */
    atomic_bool writer_waiting;  /* a writer waits or is about to; exchanged by both sides, see recorder.c */
    atomic_uint_fast64_t stalls; /* relaxed: a counter */
};

void drain_init(struct drain *drain, struct wakeup *wakeup);
void drain_release(struct drain *drain); /* frees its recorders, too */

/* Moves what has been recorded into the trace (NULL: drops it); writers that wait go on. In one round over all rings,
 * so that a writer that is faster keeps nobody here: the wakeup is rung for what is left, unless `all` is asked for,
 * when nobody writes any more. */
void drain_read(struct drain *drain, struct trace *trace, bool all);

/* The reader goes for good: no writer waits for it, and what finds no room is dropped. */
void drain_leave(struct drain *drain);

/* A recorder with room for `capacity` events (a power of two, at least 4). One thread at a time makes them. */
struct recorder *recorder_new(struct drain *drain, uint32_t capacity);

/* Its one writer: the place for the next event, waiting for the reader when the ring is full; and then: it is recorded.
 * Filled where it stays, because copying what has just been written costs as much as all the rest. */
struct event *recorder_reserve(struct recorder *recorder);
void recorder_commit(struct recorder *recorder);

static inline void record(struct recorder *recorder, struct event event)
{
    *recorder_reserve(recorder) = event;
    recorder_commit(recorder);
}
