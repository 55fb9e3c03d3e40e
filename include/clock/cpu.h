/*
 * cpu — who may work: a limited number of cores that change hands, or one interpreter lock.
 *
 * A thread that works holds a core, one that sleeps or waits none. If all are taken it queues, first come first served,
 * and a holder passes its core on after a slice of time during which a thread has been queued. A global interpreter
 * lock is the same rule with a single place and shorter slices.
 */
#pragma once

#include "clock/clock.h"

struct cpu {
    const struct clock *clock;
    void (*on_holder)(struct cpu *cpu, const struct waiter *holder); /* of an interpreter lock, else NULL */

    pthread_mutex_t guard;      /* of what follows; taken before the clock's lock */
    uint32_t cores;             /* UINT32_MAX: unlimited */
    struct list holders, queue; /* of struct cpu_user, in cpu.c; the longest holder is first */
    uint32_t held;
};

/* 0 cores: unlimited. With on_holder it is an interpreter lock instead: on_holder is told under the guard who holds it
 * from now on, NULL: no thread. */
void cpu_init(struct cpu *cpu, const struct clock *clock, uint32_t cores,
              void (*on_holder)(struct cpu *cpu, const struct waiter *holder));
void cpu_destroy(struct cpu *cpu); /* no thread works any more */

/* Works for `ns` (0: has a place for an instant) on the calling thread, whose waiter it is, and tells its owner when it
 * works and when it has to wait (see waiter.on_activity). False when cancelled. */
bool cpu_run(struct cpu *cpu, struct waiter *waiter, int64_t ns);

/* From now on there are so many cores, 0: unlimited. An interpreter lock stays one. */
void cpu_set_cores(struct cpu *cpu, uint32_t cores);
