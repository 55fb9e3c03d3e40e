/*
 * mistakes — the menu of the classic mistakes, over the lanes.
 */
#ifndef OVERLAP_VIEW_MISTAKES_H
#define OVERLAP_VIEW_MISTAKES_H

#include "view/canvas.h"
#include "view/scene.h"

/* Draws the menu, in which scene->mistake is chosen, from row y on. */
void mistakes_draw(struct canvas *canvas, const struct scene *scene, int y);

#endif
