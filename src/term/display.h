/*
 * display — a canvas onto the screen of ncurses.
 */
#pragma once

#include "view/canvas/canvas.h"
#include "view/canvas/theme.h"

#include <stdio.h>

/* Colour numbers of the terminal, or THEME_TERMINAL; both are THEME_TERMINAL without colours. */
struct terminal_style {
    int fg, bg;
    bool bold, dim, reverse;
};

/* How many colours to use of the `colors` that a terminal has: 0, 8, 16 or 256. */
int palette_colors(int colors, const char *no_color);

/* How a style looks; `colors` as palette_colors gives it. */
struct terminal_style palette_style(const struct theme *theme, struct style style, int colors);

struct display;

/* Makes ncurses, which writes to `stream`, ready to draw in this many colours (as palette_colors gives them), the
 * cursor hidden. */
struct display *display_new(FILE *stream, int colors);
void display_free(struct display *display);

/* Updates the screen where the canvas has changed, or everything if `all`. The screen beyond the canvas is blank. */
void display_draw(struct display *display, const struct canvas *canvas, const struct theme *theme, bool all);

/* ---- Moving cells along their row on the terminal, instead of sending them again ---- */

/* Where cells of a row move to the left: those of [from + by, to) to `from`; the last `by` become blank. */
struct shift {
    int from, to, by;
};

/* The shift that brings most of the row `before` to what it is `after`. False if none saves anything. Pure. */
bool shift_find(const struct cell *before, const struct cell *after, int width, struct shift *shift);

/* Does it on the terminal, by the stream that ncurses writes to, and in ncurses' idea of the screen. Between two
 * updates that leave the cursor at home. */
void shift_send(FILE *stream, int y, const struct shift *shift);
