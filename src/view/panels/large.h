/*
 * large — the screen for the last row of a class: three large figures and a few tall lanes, nothing small.
 */
#ifndef OVERLAP_VIEW_PANELS_LARGE_H
#define OVERLAP_VIEW_PANELS_LARGE_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

/* Draws on the whole of a cleared canvas. */
void large_draw(struct canvas *canvas, const struct scene *scene);

#endif
