/*
 * bars — solid bars to an eighth of a cell, upwards and to the right.
 */
#pragma once

#include "view/canvas/canvas.h"

/* The glyphs of 0 … 7 eighths of a cell, upwards and to the right. */
enum { BARS_EIGHTHS = 8 };
extern const uint32_t bars_up[BARS_EIGHTHS], bars_right[BARS_EIGHTHS];

/* A column `rows` cells high whose lowest row is `bottom`, filled up to value ÷ full; anything above 0 shows. */
void bars_column(struct canvas *canvas, int x, int bottom, int rows, double value, double full, struct style style);

/* A row of `width` cells from x, filled up to value ÷ full; returns the column after it. */
int bars_row(struct canvas *canvas, int x, int y, int width, double value, double full, struct style style);
