/*
 * timebase — what time it is: simulated time as a straight line over the machine's monotonic clock.
 *
 * One thread at a time may move it (the clock's lock sees to that); any thread may read it, without a lock.
 */
#pragma once

#include "base/units.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* simulated = simulated0 + (machine − machine0) × rate. A seqlock: a writer makes `version` odd,
 * writes, and makes it even; a reader reads again when the version was odd or has changed. Fields are stored with
 * release and loaded with acquire, so that a reader that sees a new value also sees the odd version before it. All zero
 * is a valid one: it stands still at 0. */
struct timebase {
    atomic_uint version;
    _Atomic int64_t simulated, machine; /* ns */
    _Atomic double rate;                /* 0: stands still */
};

/* Simulated ns; never less than an earlier reading, on whatever thread. */
int64_t timebase_now(const struct timebase *base);

/* From now on time goes on at `rate`, `jump` ≥ 0 ns from where it is. */
void timebase_move(struct timebase *base, int64_t jump, double rate);
