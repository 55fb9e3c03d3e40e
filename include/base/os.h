/*
 * os — the machine's own clock, how sharply it is slept by, and its cores.
 */
#ifndef OVERLAP_BASE_OS_H
#define OVERLAP_BASE_OS_H

#include <stdint.h>

/* ns on a clock that only goes forward (CLOCK_MONOTONIC), whatever is done to the time of day. Any thread. */
int64_t os_now(void);

/* From now on sleeps of this thread, and of those that it creates, end as near to their deadline as the machine can.
 * Linux by default lets each end up to 50 µs late, to wake for several at once; where it cannot be told so, nothing
 * changes. */
void os_set_timer_slack(void);

uint32_t os_cores(void); /* that are online, at least 1. Any thread. */

#endif
