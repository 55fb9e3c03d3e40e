/*
 * display — a canvas onto the screen of ncurses.
 */
#pragma once

#include "view/canvas/canvas.h"
#include "view/canvas/theme.h"

#include <stdbool.h>
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
