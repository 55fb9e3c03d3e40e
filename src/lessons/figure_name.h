/* figure_name — the figures by the names that lessons call them. */
#pragma once

#include "base/error.h"
#include "lessons/figures.h"

enum unit { UNIT_NONE, UNIT_SECONDS, UNIT_FACTOR };

/* Which one: of a lane, or of the whole run. */
struct figure_name {
    bool of_lane;
    size_t slot;   /* of a lane: its index, */
    size_t figure; /* and an enum lane_figure; else an enum figure */
    enum unit unit;
};

/* Reads a name at the start of the text and moves `at` behind it: `elapsed`, `C1.idle`. False where there is none of
 * that name. */
bool figure_name_read(const char **at, struct figure_name *name, struct error *error);

/* The lane with that index. */
lane_id figure_lane(size_t slot);

double figure_value(const struct lesson_figures *figures, const struct figure_name *name);
