/*
 * race — the runs of a heat side by side: what its panels share.
 */
#ifndef OVERLAP_VIEW_RACE_H
#define OVERLAP_VIEW_RACE_H

#include "panel.h"

enum { RACE_FIGURES = 11 /* columns on the right of the lanes */ };

/* The columns of time that all runs of the heat share: from its start at the left edge, a cell standing for as much
 * time as lets everything fit, in steps. */
struct viewport race_time(const struct scene *scene, int width);

/* Says the race's result, or so much of it as is known: "threads wins, 1.4 s before async; sync still runs.". False
 * where nobody has finished yet. */
bool race_write_result(const struct scene *scene, char *text, size_t size);

/* The run that the caption is about while nobody has finished, an index: one in a deadlock, else the focused one. */
size_t race_subject(const struct scene *scene);

#endif
