/*
 * poll — looking at the queue again and again, for the bugs that do so.
 */
#pragma once

#include "modes/thread.h"

/* Waits for a time instead of for something; false when cancelled. */
bool poll_sleep(struct thread *thread, int64_t ns);

/* The time between two steps that should be one, in which others come in between. False when cancelled. */
bool race_window(struct thread *thread);

/* Looks every 10 ms until there is an item, or (`finished`) none will come. False when cancelled. */
bool poll_queue(struct shared *shared, struct thread *thread, bool *finished);
