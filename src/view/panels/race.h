/*
 * race — the runs of a batch side by side: what its panels share.
 */
#ifndef OVERLAP_VIEW_PANELS_RACE_H
#define OVERLAP_VIEW_PANELS_RACE_H

#include "view/panel.h"

enum { RACE_READOUT = 11 /* columns on the right of the lanes */ };

/* Columns on their left, for the names of lanes or of groups of them. */
int race_labels(const struct scene *scene);

/* Says the race's result, or so much of it as is known: "threads wins, 1.4 s before async; sync still runs.". False
 * where nobody has finished yet. */
bool race_write_result(const struct scene *scene, char *text, size_t size);

/* The run that the caption is about while nobody has finished, an index: one in a deadlock, else the focused one. */
size_t race_subject(const struct scene *scene);

#endif
