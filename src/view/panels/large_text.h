/*
 * large_text — capital letters and digits of block characters, which the last row of a class can read.
 */
#pragma once

#include "view/layout.h"

struct letter_size {
    int width;  /* of a point, cells */
    int halves; /* of a cell's height; only even ones where there is only ASCII */
};

enum { LETTER_SPACE = 2 /* least points between two texts */ };

int large_text_width(const char *text, struct letter_size size);
int large_text_height(struct letter_size size);

/* Returns the column after it. What is no letter, digit or point is left out. */
int large_text_draw(struct canvas *canvas, int x, int y, const char *text, struct letter_size size, struct style style);

/* ---- The header of a run in a race: large.c ---- */

/* The largest in which the names of all its modes fit, with lanes below them; a width of 0: none does. A run has so
 * many rows, and workers. */
struct letter_size large_race_size(const struct draw_context *context, int rows, int workers);

/* The mode, the elapsed time and beside them its place, if it has one, and its overlap. */
void large_race_draw(struct canvas *canvas, int y, const struct draw_context *context, struct letter_size size,
                     const char *place);
