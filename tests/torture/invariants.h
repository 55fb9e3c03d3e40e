/*
 * invariants — listens to a run and says what must not be: an item lost, doubled or out of turn, a queue that is too
 * deep, a lane with a gap. One thread, the trace's.
 */
#pragma once

#include "engine/plan.h"
#include "trace/trace.h"

struct invariants;

/* Listens to the trace from its beginning. The caller frees it, before the trace. */
struct invariants *invariants_new(struct trace *trace);
void invariants_free(struct invariants *invariants);

/* The plan is now this one: told before the run is. */
void invariants_plan(struct invariants *invariants, const struct plan *plan);

/* What is wrong so far, up to `now`; NULL where nothing is. */
const char *invariants_complaint(struct invariants *invariants, int64_t now);
