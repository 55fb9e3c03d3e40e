/*
 * shop — what the threads of a run share: the queue with its lock and its two conditions, the cores, and how a thread
 * carries out a worker's body by blocking. The modes with threads differ in who is given a thread, and in what working
 * takes.
 */
#ifndef OVERLAP_MODES_SHOP_H
#define OVERLAP_MODES_SHOP_H

#include "clock/condition.h"
#include "engine/cores.h"

struct seat;

/* How a thread puts its worker's item into the queue, and takes one. False: it does not go on, for it was cancelled, or
 * has failed and said so. `got`, false at first: whether there was an item. */
struct manners {
    bool (*put)(struct seat *seat);
    bool (*get)(struct seat *seat, bool *got);
};

/* A lock that is waited for on the clock, so that a deadlock of such ones is noticed. Guarded by the shop's lock. */
struct latch {
    lane_id holder; /* LANE_NONE: nobody */
    struct condition freed;
};

struct shop {
    struct engine *engine;
    const struct manners *manners;
    pthread_attr_t attributes;
    pthread_mutex_t lock; /* guards the queue and the conditions */
    struct condition not_empty, not_full;
    struct latch list, tally; /* of the bug that takes two */
    struct cores cores;
    size_t started; /* threads that are not joined; main's */
};

/* A thread of the shop. Its owner allocates it, zeroed, and starts it as often as it likes, one after another. */
struct seat {
    struct shop *shop;
    struct worker *worker; /* whose body it carries out */
    struct waiter waiter;
    void (*story)(struct seat *seat);
    pthread_t thread;
    bool started;      /* and not joined; main's */
    atomic_bool ended; /* set by the thread with release as it leaves; main joins it when it sees it */
    struct seat *next; /* its owner's */
};

void shop_open(struct shop *shop, struct engine *engine, const struct cores_rule *rule);
void shop_close(struct shop *shop); /* all its threads are joined */

/* Starts a thread that runs `story` between its waiter's beginning and its end. 0, or the system's error. Main only. */
int seat_start(struct seat *seat, void (*story)(struct seat *seat));
bool seat_has_ended(const struct seat *seat);
void seat_join(struct seat *seat); /* waits for its end, which is near */

/* Carries out the seat's worker to the end of its story and releases it. False when cancelled, or when it has failed.
 * On the seat's thread. */
bool seat_carry_out(struct seat *seat);

/* The right way: looking, and waiting while it is not there, under one lock. */
bool shop_put_waiting(struct seat *seat);
extern const struct manners shop_good_manners;

/* The steps of putting and taking, under the shop's lock. Waits on a condition, as the lane shows it: false when
 * cancelled. Wakes the first who waits on one. Puts the item, for which there is room; takes one that is there. */
bool shop_wait_for(struct seat *seat, struct condition *condition, enum reason reason);
void shop_wake_one(struct seat *seat, struct condition *condition);
void shop_put(struct seat *seat);
void shop_take(struct seat *seat);

/* Everybody who waits looks again at what they wait for. */
void shop_wake_everybody(struct shop *shop);

/* The same, and the cores too, where the plan has changed since `changes` was counted. */
void shop_see_changes(struct shop *shop, unsigned *changes);

/* What main does now, unless its lane is a lock's. Main only. */
void shop_enter_main(struct shop *shop, enum state state, enum reason reason, lane_id other);

#endif
