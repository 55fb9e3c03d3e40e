/*
 * ideal — how long a plan would take with unlimited cores and no overhead.
 */
#pragma once

#include "engine/plan.h"

/* The makespan of the plan in ns: a simulation of its bodies (the same delays that every mode draws) in which working
 * and sleeping of everybody go on at the same time. -1 for a plan without an end. Any thread; takes well under a
 * microsecond an item. */
int64_t ideal_elapsed(const struct plan *plan);
