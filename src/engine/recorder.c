/* recorder — a thread's way into the record */
#include "engine/recorder.h"

#include "base/memory.h"

#include <stdlib.h>

void drain_init(struct drain *drain, struct wakeup *wakeup)
{
    drain->wakeup = wakeup;
    pthread_mutex_init(&drain->lock, NULL);
    pthread_cond_init(&drain->drained, NULL);
}

void drain_release(struct drain *drain)
{
    pthread_cond_destroy(&drain->drained);
    pthread_mutex_destroy(&drain->lock);
}

/* Both sides exchange `starving`, so one comes after the other: either the reader sees that a writer waits and wakes
 * it, or the writer's exchange sees the reader's (acquire, release), and with it the room that the reader had made
 * before. */
void drain_done(struct drain *drain)
{
    if (!atomic_exchange_explicit(&drain->writer_waiting, false, memory_order_acq_rel))
        return;
    pthread_mutex_lock(&drain->lock);
    pthread_cond_broadcast(&drain->drained);
    pthread_mutex_unlock(&drain->lock);
}

/* Not inlined: the usual way would save registers for it. */
__attribute__((noinline)) static struct event *wait_for_slot(struct recorder *recorder)
{
    struct drain *drain = recorder->drain;
    struct event *slot;
    atomic_fetch_add_explicit(&drain->stalls, 1, memory_order_relaxed);
    pthread_mutex_lock(&drain->lock);
    for (;;) {
        atomic_exchange_explicit(&drain->writer_waiting, true, memory_order_acq_rel);
        if ((slot = ring_reserve(recorder->ring)) != NULL)
            break;
        wakeup_notify(drain->wakeup);
        pthread_cond_wait(&drain->drained, &drain->lock);
    }
    pthread_mutex_unlock(&drain->lock);
    return slot;
}

struct recorder *recorder_new(struct drain *drain, uint32_t capacity)
{
    struct recorder *recorder = memory_isolated(sizeof *recorder);
    recorder->drain = drain;
    recorder->ring = ring_new(capacity);
    recorder->batch = capacity / 4;
    return recorder;
}

void recorder_free(struct recorder *recorder)
{
    ring_free(recorder->ring);
    free(recorder);
}

struct event *recorder_reserve(struct recorder *recorder)
{
    struct event *slot = ring_reserve(recorder->ring);
    return slot != NULL ? slot : wait_for_slot(recorder);
}

void recorder_commit(struct recorder *recorder)
{
    if ((ring_commit(recorder->ring) & (recorder->batch - 1)) == 0)
        wakeup_notify(recorder->drain->wakeup);
}
