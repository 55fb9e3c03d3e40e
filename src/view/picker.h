/*
 * picker — the list of themes, over the lanes.
 *
 * What can be seen of the lanes beside it shows the chosen theme, and so do the picker's own samples.
 */
#ifndef OVERLAP_VIEW_PICKER_H
#define OVERLAP_VIEW_PICKER_H

#include "view/canvas.h"
#include "view/scene.h"

enum { PICKER_WIDTH = 34 };

/* Draws scene->picker, which is open, from (x, y) on, at most down to row `end`. Rows from `text` on, where sentences
 * and tables stand, are taken as a whole: what is left of them would not be understood. */
void picker_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end);

#endif
