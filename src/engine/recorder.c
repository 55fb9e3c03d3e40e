/* recorder — a thread's way into the trace: a ring, and what to do when it is full */
#include "engine/recorder.h"

#include "base/memory.h"
#include "trace/ring.h"

#include <stdlib.h>

enum { BATCH = 256, BATCHES_MAX = 64 }; /* events that are read at once, and in a round over all rings */

struct recorder {
    struct drain *drain;
    struct ring *ring;
    size_t notice;         /* the wakeup is rung after so many events, a power of two */
    struct recorder *next; /* set once before it is published */
};

void drain_init(struct drain *drain, struct wakeup *wakeup)
{
    drain->wakeup = wakeup;
    pthread_mutex_init(&drain->lock, NULL);
    pthread_cond_init(&drain->drained, NULL);
}

void drain_release(struct drain *drain)
{
    for (struct recorder *recorder = drain->recorders, *next; recorder != NULL; recorder = next) {
        next = recorder->next;
        ring_free(recorder->ring);
        free(recorder);
    }
    pthread_cond_destroy(&drain->drained);
    pthread_mutex_destroy(&drain->lock);
}

struct recorder *recorder_new(struct drain *drain, uint32_t capacity)
{
    struct recorder *recorder = memory_isolated(sizeof *recorder);
    *recorder = (struct recorder){
        .drain = drain,
        .ring = ring_new(capacity),
        .notice = capacity / 4,
        .next = atomic_load_explicit(&drain->recorders, memory_order_relaxed),
    };
    atomic_store_explicit(&drain->recorders, recorder, memory_order_release);
    return recorder;
}

/* ---- The reader ---- */

/* False when there may be more. */
static bool read_ring(struct ring *ring, struct trace *trace, bool all)
{
    struct event events[BATCH];
    for (int batches = 0; all || batches < BATCHES_MAX; batches++) {
        size_t count = ring_pop(ring, events, BATCH);
        for (size_t i = 0; i < count && trace != NULL; i++)
            trace_apply(trace, &events[i]);
        if (count < BATCH)
            return true;
    }
    return false;
}

/* Both sides exchange `writer_waiting`, so one comes after the other: either the reader sees that a writer waits and
 * wakes it, or the writer's exchange sees the reader's (acquire, release), and with it the room that the reader had
 * made before. */
static void drain_done(struct drain *drain)
{
    if (!atomic_exchange_explicit(&drain->writer_waiting, false, memory_order_acq_rel))
        return;
    pthread_mutex_lock(&drain->lock);
    pthread_cond_broadcast(&drain->drained);
    pthread_mutex_unlock(&drain->lock);
}

void drain_read(struct drain *drain, struct trace *trace, bool all)
{
    struct recorder *recorder = atomic_load_explicit(&drain->recorders, memory_order_acquire);
    for (; recorder != NULL; recorder = recorder->next)
        if (!read_ring(recorder->ring, trace, all))
            wakeup_notify(drain->wakeup);
    drain_done(drain);
}

void drain_leave(struct drain *drain)
{
    pthread_mutex_lock(&drain->lock);
    drain->left = true;
    pthread_cond_broadcast(&drain->drained);
    pthread_mutex_unlock(&drain->lock);
}

/* ---- The writer ---- */

/* Not inlined: the usual way would save registers for it. */
__attribute__((noinline)) static struct event *wait_for_slot(struct recorder *recorder)
{
    struct drain *drain = recorder->drain;
    struct event *slot;
    atomic_fetch_add_explicit(&drain->stalls, 1, memory_order_relaxed);
    pthread_mutex_lock(&drain->lock);
    for (;;) {
        atomic_exchange_explicit(&drain->writer_waiting, true, memory_order_acq_rel);
        if (drain->left)
            (void)read_ring(recorder->ring, NULL, false);
        if ((slot = ring_reserve(recorder->ring)) != NULL)
            break;
        wakeup_notify(drain->wakeup);
        pthread_cond_wait(&drain->drained, &drain->lock);
    }
    pthread_mutex_unlock(&drain->lock);
    return slot;
}

struct event *recorder_reserve(struct recorder *recorder)
{
    struct event *slot = ring_reserve(recorder->ring);
    return slot != NULL ? slot : wait_for_slot(recorder);
}

void recorder_commit(struct recorder *recorder)
{
    if ((ring_commit(recorder->ring) & (recorder->notice - 1)) == 0)
        wakeup_notify(recorder->drain->wakeup);
}
