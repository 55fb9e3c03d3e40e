/*
 * wakeup_marks — marks that join the moment at which a worker wakes another to the lane that it wakes.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_WAKEUP_MARKS_H
#define OVERLAP_VIEW_OVERLAYS_WAKEUP_MARKS_H

#include "view/panel.h"

/* Where a lane stands on the canvas. */
struct lane_place {
    lane_id id;
    int y, rows;
};

/* Draws the marks between the lanes that are on the screen, where the scene wants them and items come so seldom that a
 * mark has some columns to itself. */
void wakeup_marks_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                       int count);

#endif
