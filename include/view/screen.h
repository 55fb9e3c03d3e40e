/*
 * screen — draws a whole scene on a canvas of any size.
 */
#ifndef OVERLAP_VIEW_SCREEN_H
#define OVERLAP_VIEW_SCREEN_H

#include "view/canvas.h"
#include "view/scene.h"

/* Clears the canvas and draws the scene. Any size of at least 1 × 1. Below 40×10 a line says how large to make it. */
void screen_draw(struct canvas *canvas, const struct scene *scene);

/* How many columns of time a canvas of that width has. */
int screen_columns(const struct scene *scene, int width);

#endif
