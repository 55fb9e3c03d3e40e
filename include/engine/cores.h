/*
 * cores — who may work: a limited number of places that change hands.
 *
 * A worker that works holds one. Where fewer are free than are wanted, the others stand in line, first come first
 * served, and a holder passes its place on after a slice of time during which somebody has stood in line. In simulated
 * time this is exact: twice the workers on the same cores take twice as long. The cores of a machine are one rule for
 * this, a global interpreter lock is another: one place. Shared by the threads of a run.
 */
#ifndef OVERLAP_ENGINE_CORES_H
#define OVERLAP_ENGINE_CORES_H

#include "engine/worker.h"

struct cores_rule {
    uint32_t places;    /* 0: as many as the plan has cores */
    int64_t slice;      /* ns that a holder keeps its place when others want it */
    enum state state;   /* of a worker that stands in line, */
    enum reason reason; /* and why; event.other says who has what it wants */
    bool is_main_lane;  /* lane main shows who holds the place, and is recorded here alone */
};

extern const struct cores_rule cores_of_machine; /* the plan's cores, in slices of 10 ms */

struct core_user; /* a worker that holds a place or stands in line, in cores.c */

struct cores {
    struct engine *engine;
    const struct cores_rule *rule;
    pthread_mutex_t lock;           /* guards all below; taken before the clock's */
    struct core_user *holders;      /* who got theirs first is first */
    struct core_user *first, *last; /* who stands in line */
    uint32_t held;
};

void cores_open(struct cores *cores, struct engine *engine, const struct cores_rule *rule);
void cores_close(struct cores *cores); /* nobody works any more */

/* Carries out the worker's OP_WORK on the calling thread, whose waiter it is. False when cancelled. */
bool cores_work(struct cores *cores, struct worker *worker, struct waiter *waiter);

/* The plan may have more or fewer cores now. */
void cores_look_again(struct cores *cores);

#endif
