/*
 * digits — figures large enough for the last row of a class, from block characters.
 */
#ifndef OVERLAP_VIEW_CANVAS_DIGITS_H
#define OVERLAP_VIEW_CANVAS_DIGITS_H

#include "view/canvas/canvas.h"

/* How large a point of a digit is; digits are 3 × 5 points. */
struct digits_size {
    int width;  /* cells */
    int halves; /* of a cell's height; only even ones where there is only ASCII */
};

/* Cells of digits, points and colons in that size; other characters take the place of a blank. */
int digits_width(const char *text, struct digits_size size);
int digits_height(struct digits_size size);

/* Writes them with their upper left corner at (x, y). */
void digits_draw(struct canvas *canvas, int x, int y, const char *text, struct digits_size size, struct style style);

#endif
