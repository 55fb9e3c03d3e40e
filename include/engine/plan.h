/*
 * plan — what is to be done: workers, items, delays, cpu share, capacity, cores, seed.
 *
 * A plain struct that is copied freely. Any thread.
 */
#pragma once

#include "trace/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PLAN_WORKERS_MAX = 100000,      /* producers, consumers, and tasks; a mode may take fewer */
    PLAN_CAPACITY_MAX = 1000000000, /* items */
    PLAN_UNBOUNDED_MAX = 4000000,   /* items in an unbounded queue of a run without an end: a few hundred MiB */
    PLAN_CORES_MAX = 10000,
    PLAN_POOL_MAX = 10000,
};
#define PLAN_ITEMS_MAX INT64_C(1000000000)    /* per producer */
#define PLAN_DELAY_MAX INT64_C(3600000000000) /* ns: an hour */

struct delay {
    int64_t min, max; /* ns, 0 ≤ min ≤ max ≤ PLAN_DELAY_MAX; one is drawn uniformly */
};

/* How the producers, or the tasks, share the range of their delay. */
enum distribution {
    DISTRIBUTION_DRAWN,  /* each item's delay is drawn from it */
    DISTRIBUTION_FALLING /* each has a delay of its own, evenly from the longest, the first one's, to the shortest */
};

/* In which order the main program receives the results of a pool's tasks. */
enum results { RESULTS_COMPLETED, RESULTS_SUBMITTED };

/* Of the program that a run stands for: in python its threads share a global interpreter lock. */
enum language { LANGUAGE_C, LANGUAGE_PYTHON };

struct plan {
    uint32_t tasks; /* in the place of producers, consumers and queue: each is one item, which takes as long as to
                       produce one; 0: there are none */
    uint32_t producers, consumers;  /* 1 … PLAN_WORKERS_MAX */
    int64_t items;                  /* per producer; 0: no end; with tasks 1 */
    struct delay produce, consume;  /* per item */
    uint32_t cpu_percent;           /* 0 … 100: the share of a delay spent working */
    uint32_t capacity;              /* of the queue; 0: unbounded */
    uint32_t cores;                 /* that working takes place on; 0: unlimited */
    bool burn;                      /* working keeps a CPU of this machine busy */
    uint32_t pool;                  /* threads of a pool, in mode pool; 0: one for every worker */
    enum results results;           /* in mode pool */
    enum distribution distribution; /* of `produce` */
    enum language language;
    uint64_t seed;
};

/* The plan of DESIGN's two-producer scenario: 2 × 20 items, 1 consumer, 0.5–1.5 s and 0.5 s, cpu 20 %, unbounded, 4
 * cores, a pool of 5 threads, results as completed, language c, seed 0. */
struct plan plan_default(void);

/* "python", "c" */
const char *plan_language_name(enum language language);

/* How many workers of a kind there are to be. */
uint32_t plan_workers(const struct plan *plan, enum lane_kind kind);
uint32_t plan_workers_all(const struct plan *plan); /* of all kinds */

/* Items of all workers together; 0: no end. */
int64_t plan_items(const struct plan *plan);

bool plan_equal(const struct plan *a, const struct plan *b);
