/*
 * shift — moves cells along their row on the terminal, instead of sending them again.
 *
 * A lane moves left by a cell and the readout beside it stays: characters are deleted at the lane's beginning and
 * inserted at its end, which takes a third of the bytes. ncurses itself can only move the whole rest of a row.
 */
#pragma once

#include "view/canvas/canvas.h"

#include <stdbool.h>
#include <stdio.h>

/* Where cells of a row move to the left: those of [from + by, to) to `from`; the last `by` become blank. */
struct shift {
    int from, to, by;
};

/* The shift that brings most of the row `before` to what it is `after`. False if none saves anything. Pure. */
bool shift_find(const struct cell *before, const struct cell *after, int width, struct shift *shift);

/* Whether the terminal can delete and insert characters of a row. After ncurses has started. */
bool shift_is_possible(void);

/* Does it on the terminal, by the stream that ncurses writes to, and in ncurses' idea of the screen. Only if it is
 * possible, between two updates that leave the cursor at home. */
void shift_send(FILE *stream, int y, const struct shift *shift);
