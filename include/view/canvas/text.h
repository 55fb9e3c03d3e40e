/*
 * text — a paragraph in a rect.
 */
#pragma once

#include "view/canvas/canvas.h"

/* Writes the text into the rect, broken at blanks; what does not fit is cut off, marked by "…". */
void text_wrap(struct canvas *canvas, struct rect rect, struct style style, const char *text);

/* Rows that the text takes in that width. */
int text_rows(const char *text, int width, bool ascii);
