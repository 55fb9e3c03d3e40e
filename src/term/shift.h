/*
 * shift — cells that have moved along their row are moved on the terminal, too, instead of being sent again.
 *
 * A lane moves left by a cell and its figures stay where they are: characters are deleted at its beginning and inserted
 * at its end. ncurses itself moves the rest of a row, never a part of it. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_SHIFT_H
#define OVERLAP_TERM_SHIFT_H

#include "view/canvas/canvas.h"

#include <stdbool.h>
#include <stdio.h>

/* Where cells of a row move to the left: those of [from + by, to) to `from`; the last `by` become blank. */
struct shift {
    int from, to, by;
};

/* The shift that brings most of the row `before` to what it is `after`. False where none saves anything. Pure. */
bool shift_find(const struct cell *before, const struct cell *after, int width, struct shift *shift);

/* Does it on the terminal, through the stream that ncurses writes to as well, and in what ncurses holds to be on the
 * screen. Between two updates that leave the cursor at home; only where terminfo_can_shift. */
void shift_send(FILE *stream, int y, const struct shift *shift);

#endif
