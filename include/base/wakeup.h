/*
 * wakeup — wakes a thread that polls descriptors, from any thread.
 *
 * Rings are coalesced: however often it is rung before it is answered, one byte is written.
 */
#pragma once

#include "base/error.h"

struct wakeup;

/* NULL and the reason when the system gives no descriptors. The caller frees it, after everybody who rings. */
struct wakeup *wakeup_new(struct error *error);
void wakeup_free(struct wakeup *wakeup); /* NULL is allowed */

void wakeup_notify(struct wakeup *wakeup); /* any thread; never blocks */

/* The polling thread: readable while a ring is unanswered. Answer first, then look at what has happened: a ring that
 * comes in between is not lost. */
int wakeup_fd(const struct wakeup *wakeup);
void wakeup_drain(struct wakeup *wakeup);

/* Blocks until it is rung, then answers it. */
void wakeup_wait(struct wakeup *wakeup);
