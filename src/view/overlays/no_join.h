/*
 * no_join — where main said that it was finished while its threads went on: a line across them.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_NO_JOIN_H
#define OVERLAP_VIEW_OVERLAYS_NO_JOIN_H

#include "view/panel.h"

/* Draws it over rows `top` up to `bottom` of the columns of time, in every run that has such a moment. */
void no_join_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context);

#endif
