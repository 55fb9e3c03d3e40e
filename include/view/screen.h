/*
 * screen — draws a whole scene on a canvas.
 */
#pragma once

#include "view/layout.h"

/* Draws on a canvas of the layout's size, whatever it held. Below 40×10 a line says how large to make the screen.
 * `text_stands`: panels that are read rather than watched stay as the canvas has them, if the layout before was the
 * same. */
void screen_draw(struct canvas *canvas, const struct layout *layout, bool text_stands);

/* Fills in the indices of all runs of the scene, as many as it has, from the top of the scoreboard to its bottom. */
void scoreboard_order(const struct scene *scene, size_t order[]);
