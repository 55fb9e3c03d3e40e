/*
 * claim — where main said that it was finished while its threads went on: a line across them.
 */
#ifndef OVERLAP_VIEW_CLAIM_H
#define OVERLAP_VIEW_CLAIM_H

#include "panel.h"

/* Draws it over rows `top` up to `bottom` of the columns of time, in every run that has such a moment. */
void claim_draw(struct canvas *canvas, int top, int bottom, const struct frame *frame);

#endif
