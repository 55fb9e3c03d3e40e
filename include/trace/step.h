/*
 * step — when something happened in a run, and which changes belong together.
 *
 * One cause has several effects (a producer wakes, puts an item, a consumer takes it) that a machine records some
 * microseconds apart: these changes are one step, the unit in which a run is stepped through.
 */
#pragma once

#include "trace/trace.h"

#define STEP_GAP INT64_C(1000000) /* ns: changes this close to each other are of one step */

struct step {
    int64_t from, to; /* ns of its first and of its last change, both inclusive */
};

/* The first step that begins after `time`, the last that ends before it, and the one that `time` lies in; of what had
 * happened to a worker or an item by `now`. False: there is none. O(lanes × log segments) a change. */
bool step_after(const struct trace *trace, int64_t time, int64_t now, struct step *step);
bool step_before(const struct trace *trace, int64_t time, int64_t now, struct step *step);
bool step_at(const struct trace *trace, int64_t time, int64_t now, struct step *step);
