/*
 * doorbell — wakes a thread that polls descriptors, from any thread.
 *
 * Rings are coalesced: however often it is rung before it is answered, one byte is written.
 */
#ifndef OVERLAP_ENGINE_DOORBELL_H
#define OVERLAP_ENGINE_DOORBELL_H

#include "base/error.h"

struct doorbell;

/* NULL and the reason when the system gives no descriptors. The caller frees it, after everybody who rings. */
struct doorbell *doorbell_new(struct error *error);
void doorbell_free(struct doorbell *doorbell); /* NULL is allowed */

void doorbell_ring(struct doorbell *doorbell); /* any thread; never blocks */

/* The polling thread: readable while a ring is unanswered. Answer first, then look at what has happened: a ring that
 * comes in between is not lost. */
int doorbell_descriptor(const struct doorbell *doorbell);
void doorbell_answer(struct doorbell *doorbell);

/* Blocks until it is rung, then answers it. */
void doorbell_wait(struct doorbell *doorbell);

#endif
