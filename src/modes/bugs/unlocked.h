/*
 * unlocked — item = list[0], then del list[0], with time between them, for the bugs in which others come in between.
 */
#pragma once

#include "modes/thread.h"

/* Takes the first item in two steps, each atomic and a millisecond after the one before. False: cancelled, or the list
 * was empty by then and the consumer has crashed. */
bool unlocked_take(struct shared *shared, struct thread *thread);
