/*
 * ghost — the run before the focused one, dimly under its lanes, aligned at their start.
 */
#ifndef OVERLAP_VIEW_GHOST_H
#define OVERLAP_VIEW_GHOST_H

#include "panel.h"

/* Draws what the worker did then: a line in row y. Where that row belongs to its lane now (`over`), only in the cells
 * in which the lane has nothing. Nothing where there was no run before. */
void ghost_draw(struct canvas *canvas, int y, bool over, const struct frame *frame, lane_id id);

#endif
