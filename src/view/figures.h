/*
 * figures — what stands to the right of a lane: what its worker does at the moment that the screen tells of, for how
 * long it has done so, and why.
 */
#ifndef OVERLAP_VIEW_FIGURES_H
#define OVERLAP_VIEW_FIGURES_H

#include "panel.h"

/* Draws it in `rows` rows from y on; where there is one row only, the reason stands in the state's place. */
void figures_draw(struct canvas *canvas, int y, int rows, const struct frame *frame, lane_id id);

#endif
