/*
 * seeds — runs of one plan that differ in their seed alone: how many go wrong, and which first.
 */
#pragma once

#include "app/simulation.h"
#include "trace/failure.h"

struct seeds {
    uint64_t runs, failed;  /* carried out so far, and of them gone wrong */
    uint64_t first;         /* the lowest seed that did, */
    struct failure failure; /* how, its time in ns from the run's start, */
    int64_t eve;            /* and the moment just before, likewise */
};

/* Carries out the plan, which has an end, with its seed and counts what becomes of it. False and the reason where it
 * could not be carried out (see simulate). */
bool seeds_try(struct simulator *simulator, const struct plan *plan, const struct mode *mode, struct seeds *seeds,
               struct error *error);

/* Adds what was found of other seeds. */
void seeds_add(struct seeds *seeds, const struct seeds *more);

/* "37 of 1000", "every one of 1000", "none of 1000": the seeds that failed. */
enum { SEEDS_COUNT_SIZE = 64 };
void seeds_count(const struct seeds *seeds, char text[SEEDS_COUNT_SIZE]);
