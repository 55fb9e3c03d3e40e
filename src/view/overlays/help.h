/*
 * help — the help screen: every key with what it does, and how to read the lanes.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_HELP_H
#define OVERLAP_VIEW_OVERLAYS_HELP_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

/* How many pages it has on a screen of that size. */
int help_pages(const struct scene *scene, int width, int height);

/* Draws the page that is open (the last where there are fewer) on the whole of a cleared canvas. */
void help_draw(struct canvas *canvas, const struct scene *scene);

#endif
