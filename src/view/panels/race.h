/*
 * race — the runs of a batch side by side: what its panels share.
 */
#ifndef OVERLAP_VIEW_PANELS_RACE_H
#define OVERLAP_VIEW_PANELS_RACE_H

#include "view/panel.h"

enum { RACE_READOUT = 11 /* columns on the right of the lanes */ };

/* Columns on their left, for the names of lanes or of groups of them. */
int race_labels(const struct scene *scene);

/* The run that the caption is about while no run has finished, an index: one in a deadlock, else the focused one. */
size_t race_subject(const struct scene *scene);

#endif
