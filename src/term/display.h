/*
 * display — a canvas onto the screen of ncurses.
 */
#pragma once

#include "view/canvas/canvas.h"
#include "view/canvas/theme.h"

#include <stdbool.h>
#include <stdio.h>

struct display;

/* Makes ncurses, which writes to `stream`, ready to draw in this many colours (as palette_colors gives them), the
 * cursor hidden. */
struct display *display_new(FILE *stream, int colors);
void display_free(struct display *display);

/* Updates the screen where the canvas has changed, or everything if `all`. The screen beyond the canvas is blank. */
void display_draw(struct display *display, const struct canvas *canvas, const struct theme *theme, bool all);
