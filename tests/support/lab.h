/* lab — a run on an instant clock of its own, for tests: start it, let time go on, look at its trace. */
#ifndef OVERLAP_TESTS_LAB_H
#define OVERLAP_TESTS_LAB_H

#include "engine/engine.h"
#include "record/stats.h"

struct lab {
    struct doorbell *doorbell;
    struct clock *clock;
    struct trace *trace;
    struct engine *engine;
};

/* A run at time 0 in which no time goes on yet. */
struct lab lab_open(const struct plan *plan, const struct mode *mode);

/* Lets time go on to `until` and no further; comes back when nobody can run any more. */
enum engine_status lab_advance(struct lab *lab, int64_t until);

/* Lets time go on until the run is finished or stuck. */
enum engine_status lab_finish(struct lab *lab);

void lab_close(struct lab *lab);

#endif
