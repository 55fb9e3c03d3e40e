/*
 * cursor — a line over all that stands on the axis of time, at the time looked at.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_CURSOR_H
#define OVERLAP_VIEW_OVERLAYS_CURSOR_H

#include "view/panel.h"

/* Draws it from row `top` up to, not including, row `bottom`; nothing where the scene has none or it is out of sight.
 */
void cursor_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context);

#endif
