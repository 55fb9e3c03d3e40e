/*
 * witness — listens to a run and says what must not be: an item lost, doubled or out of turn, a queue that is too deep,
 * a lane with a gap. One thread, the trace's.
 */
#ifndef OVERLAP_TESTS_WITNESS_H
#define OVERLAP_TESTS_WITNESS_H

#include "engine/plan.h"
#include "trace/trace.h"

struct witness;

/* Listens to the trace from its beginning. The caller frees it, before the trace. */
struct witness *witness_new(struct trace *trace);
void witness_free(struct witness *witness);

/* The plan is now this one: told before the run is. */
void witness_plan(struct witness *witness, const struct plan *plan);

/* What is wrong so far, up to `now`; NULL where nothing is. */
const char *witness_complaint(struct witness *witness, int64_t now);

#endif
