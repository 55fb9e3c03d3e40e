/*
 * timebase — what time it is: simulated time as a straight line over the machine's monotonic clock, up to a limit.
 *
 * One thread at a time may move it (the clock's lock sees to that); any thread may read it, without a lock.
 */
#pragma once

#include "base/units.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* time = min(simulated + (the machine's now − machine) × rate, limit). A seqlock: a writer makes `version` odd,
 * writes, and makes it even; a reader reads again when the version was odd or has changed. Fields are stored with
 * release and loaded with acquire, so that a reader that sees a new value also sees the odd version before it. All zero
 * is a valid one: it stands still at 0. */
struct timebase {
    atomic_uint version;
    _Atomic int64_t simulated, machine, limit; /* ns */
    _Atomic double rate;                       /* 0: stands still */
};

/* Simulated ns; never less than an earlier reading, on whatever thread. */
int64_t timebase_now(const struct timebase *base);

/* From now on time goes on at `rate`, `jump` ≥ 0 ns from where it is, up to `limit`, which is now if it lies before. */
void timebase_move(struct timebase *base, int64_t jump, double rate, int64_t limit);

/* Another limit for the same line. Where the line is ahead of it time is late, and catches up once the limit allows it,
 * but no more than TIMEBASE_AHEAD_MAX of the machine's time. */
#define TIMEBASE_AHEAD_MAX (100 * NS_PER_MS)
void timebase_limit(struct timebase *base, int64_t limit);

/* Where the line is, whatever the limit. For the thread that may move it. */
int64_t timebase_line(const struct timebase *base);
