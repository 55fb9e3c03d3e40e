/*
 * palette — how a style looks on a terminal with so many colours. Pure; any thread.
 */
#pragma once

#include "view/canvas/canvas.h"
#include "view/canvas/theme.h"

#include <stdbool.h>

/* Colour numbers of the terminal, or THEME_TERMINAL; both are THEME_TERMINAL without colours. */
struct terminal_style {
    int fg, bg;
    bool bold, dim, reverse;
};

/* How many colours to use of the `colors` that a terminal has: 0, 8, 16 or 256. */
int palette_colors(int colors, const char *no_color);

/* How a style looks; `colors` as palette_colors gives it. */
struct terminal_style palette_style(const struct theme *theme, struct style style, int colors);
