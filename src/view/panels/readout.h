/*
 * readout — what stands to the right of a lane: what its worker does at the moment that the screen tells of, for how
 * long it has done so, and why.
 */
#ifndef OVERLAP_VIEW_PANELS_READOUT_H
#define OVERLAP_VIEW_PANELS_READOUT_H

#include "view/panel.h"

/* Draws it in `rows` rows from y on; where there is one row only, the reason stands in the state's place. */
void readout_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

#endif
