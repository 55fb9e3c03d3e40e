/*
 * previous_run — the run before the focused one, dimly under its lanes, aligned at their start.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_PREVIOUS_RUN_H
#define OVERLAP_VIEW_OVERLAYS_PREVIOUS_RUN_H

#include "view/panel.h"

/* Draws what the worker did then: a line in row y. Where that row belongs to its lane now (`over`), only in the cells
 * in which the lane has nothing. Nothing where there was no run before. */
void previous_run_draw(struct canvas *canvas, int y, bool over, const struct draw_context *context, lane_id id);

#endif
