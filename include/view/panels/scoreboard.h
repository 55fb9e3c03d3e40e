/*
 * scoreboard — in which order it has the runs: for who moves in it.
 */
#ifndef OVERLAP_VIEW_PANELS_SCOREBOARD_H
#define OVERLAP_VIEW_PANELS_SCOREBOARD_H

#include "view/scene.h"

/* Fills in the indices of all runs of the scene, as many as it has, from the top of the scoreboard to its bottom. */
void scoreboard_order(const struct scene *scene, size_t order[]);

#endif
