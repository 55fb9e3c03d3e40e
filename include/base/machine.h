/*
 * machine — the machine's own clock, and its cores.
 */
#ifndef OVERLAP_BASE_MACHINE_H
#define OVERLAP_BASE_MACHINE_H

#include <stdint.h>

/* ns on a clock that only goes forward (CLOCK_MONOTONIC), whatever is done to the time of day. Any thread. */
int64_t machine_now(void);

uint32_t machine_cores(void); /* that are online, at least 1. Any thread. */

#endif
