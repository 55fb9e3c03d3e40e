/*
 * os — the machine's own clock, how sharply it is slept by, and its cores.
 */
#pragma once

#include <stdint.h>

/* ns on a clock that only goes forward (CLOCK_MONOTONIC), whatever is done to the time of day. Any thread. */
int64_t os_now(void);

/* Keeps a CPU busy for so long. Any thread; async-signal-safe. */
void os_burn(int64_t ns);

/* From now on sleeps of this thread, and of those that it creates, end as near to their deadline as the machine can:
 * Linux by default lets each end up to 50 µs late. */
void os_set_timer_slack(void);

/* From now on this thread, and those that it creates, leave the signals that users and terminals send to the program's
 * first thread. Handled in another, a signal to quit could come too late to one that is stopped as it goes on. */
void os_leave_signals(void);

/* How many cores this process may use: those online, as far as its affinity and its cgroup's CPU quota let it; at least
 * 1. Any thread. */
uint32_t os_cores(void);

/* How many cores a cgroup's cpu.max comes to, begun ones included: "150000 100000" is 2; UINT32_MAX where there is no
 * limit. */
uint32_t os_quota_cores(const char *cpu_max);
