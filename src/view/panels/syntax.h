/*
 * syntax — a line of a program with its keywords, strings and comments in colours of the theme.
 */
#pragma once

#include "view/canvas/theme.h"

/* As canvas_text; with a theme of greys alone, all is in that style. `comment` is the language's: "# " or "// ". */
int syntax_draw(struct canvas *canvas, int x, int y, int width, struct style style, const struct theme *theme,
                const char *comment, const char *text);
