/*
 * timebase — what time it is: simulated time as a straight line over the machine's monotonic clock.
 *
 * The machine's clock leaps while the program is stopped, or all of the machine with it. That is a pause: nobody could
 * do anything meanwhile. So time goes on for TIMEBASE_LEAP at most without being kept, and stands until it is.
 *
 * One thread at a time may move or keep it (the clock's lock sees to that); any thread may read it, without a lock.
 */
#ifndef OVERLAP_CLOCK_TIMEBASE_H
#define OVERLAP_CLOCK_TIMEBASE_H

#include "base/units.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define TIMEBASE_LEAP NS_PER_S /* of the machine's clock: more than this at once did not pass */

/* simulated = simulated0 + min(machine − machine0, TIMEBASE_LEAP) × rate. A seqlock: a writer makes `version` odd,
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

/* It goes on and was not moved for a while: time to keep it. Any thread. */
bool timebase_is_old(const struct timebase *base);

/* Where it is old, lets it go on as it does from where it is. Has to be called several times in each TIMEBASE_LEAP. */
void timebase_keep(struct timebase *base);

#endif
