/*
 * moments — random runs of a class, and random moments of them, for tests that hold at every one.
 */
#pragma once

#include "engine/random.h"
#include "support/scenario.h"

/* A scenario with one run that has just begun or, before it, one that finished the same plan in another mode. The same
 * seed draws the same. `mode`: a mode or a bug. */
void moments_begin(struct scenario *scenario, struct random *random, const struct mode *mode);

/* A plan that a class can reach by keys. */
struct plan moments_plan(struct random *random, const struct mode *mode);

/* Goes on to a random moment, or to the end where there is one; seldom paused, seldom with a cursor in the past, where
 * something happened. */
void moments_next(struct scenario *scenario, struct random *random, bool end);

/* "threads/poll in python, 2 × 20 items, …, seed 7, at 3.2 s": for the failure of a test. */
void moments_describe(const struct scenario *scenario, char *text, size_t size);
