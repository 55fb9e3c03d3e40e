/* recorder — a thread's way into the record; see the header. */
#include "recorder.h"

#include "base/memory.h"

#include <stdlib.h>

void reading_init(struct reading *reading, struct doorbell *doorbell)
{
    reading->doorbell = doorbell;
    pthread_mutex_init(&reading->lock, NULL);
    pthread_cond_init(&reading->drained, NULL);
}

void reading_release(struct reading *reading)
{
    pthread_cond_destroy(&reading->drained);
    pthread_mutex_destroy(&reading->lock);
}

/* Both sides exchange `starving`, so one comes after the other: either the reader sees that a writer waits and wakes
 * it, or the writer's exchange sees the reader's (acquire, release), and with it the room that the reader had made
 * before. */
void reading_done(struct reading *reading)
{
    if (!atomic_exchange_explicit(&reading->starving, false, memory_order_acq_rel))
        return;
    pthread_mutex_lock(&reading->lock);
    pthread_cond_broadcast(&reading->drained);
    pthread_mutex_unlock(&reading->lock);
}

/* Not inlined: the usual way would save registers for it. */
__attribute__((noinline)) static struct event *wait_for_place(struct recorder *recorder)
{
    struct reading *reading = recorder->reading;
    struct event *place;
    atomic_fetch_add_explicit(&reading->stalls, 1, memory_order_relaxed);
    pthread_mutex_lock(&reading->lock);
    for (;;) {
        atomic_exchange_explicit(&reading->starving, true, memory_order_acq_rel);
        if ((place = ring_place(recorder->ring)) != NULL)
            break;
        doorbell_ring(reading->doorbell);
        pthread_cond_wait(&reading->drained, &reading->lock);
    }
    pthread_mutex_unlock(&reading->lock);
    return place;
}

struct recorder *recorder_new(struct reading *reading, uint32_t capacity)
{
    struct recorder *recorder = memory_apart(sizeof *recorder);
    recorder->reading = reading;
    recorder->ring = ring_new(capacity);
    recorder->notice = capacity / 4;
    return recorder;
}

void recorder_free(struct recorder *recorder)
{
    ring_free(recorder->ring);
    free(recorder);
}

struct event *recorder_place(struct recorder *recorder)
{
    struct event *place = ring_place(recorder->ring);
    return place != NULL ? place : wait_for_place(recorder);
}

void recorder_publish(struct recorder *recorder)
{
    if ((ring_publish(recorder->ring) & (recorder->notice - 1)) == 0)
        doorbell_ring(recorder->reading->doorbell);
}
