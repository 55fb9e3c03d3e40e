/*
 * theme_menu — the list of themes, over the lanes.
 *
 * What can be seen of the lanes beside it shows the chosen theme, and so do the picker's own samples.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_THEME_MENU_H
#define OVERLAP_VIEW_OVERLAYS_THEME_MENU_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

enum { PICKER_WIDTH = 34 };

/* Draws scene->themes, which is open, from (x, y) on, at most down to row `end`. Rows from `text` on, where sentences
 * and tables stand, are taken as a whole: what is left of them would not be understood. */
void theme_menu_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end);

#endif
