/*
 * threads — a thread for every worker, for the modes that do so.
 */
#ifndef OVERLAP_MODES_THREADS_H
#define OVERLAP_MODES_THREADS_H

#include "engine/cores.h"

enum { THREADS_MAX = 10000 }; /* producers, and consumers: many machines refuse more threads than that */

/* Carries out a run from start to end, as mode.run has it: main starts a thread for every worker and waits in join.
 * `rule`: what working takes. */
void threads_run_under(struct engine *engine, const struct cores_rule *rule);

#endif
