/*
 * display — a canvas onto the screen of ncurses. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_DISPLAY_H
#define OVERLAP_TERM_DISPLAY_H

#include "view/canvas.h"
#include "view/theme.h"

#include <stdbool.h>

/* Makes ncurses ready to draw in this many colours (as palette_colors gives them), the cursor hidden. */
void display_prepare(int colors);

/* One update of the screen, of what has changed; of all with `all`. Cells of the screen beyond the canvas are blank. */
void display_draw(const struct canvas *canvas, const struct theme *theme, int colors, bool all);

#endif
