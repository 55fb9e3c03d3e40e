/*
 * shift — moves cells of a row by deleting and inserting characters.
 *
 * A lane moves left by a cell and the readout beside it stays: characters are deleted at the lane's beginning and
 * inserted at its end, which takes a third of the bytes. ncurses itself can only move the whole rest of a row.
 */
#include "term/display.h"

#include "term/terminfo.h"

#include <curses.h>

enum {
    BY_MAX = 4,   /* cells: as far as a lane moves between two frames of a second in 80 columns */
    SAVES_MIN = 6 /* cells that need not be sent: the shift is as long as a few of them */
};

/* The stretch of cells moved by `by` that saves most, and how many of its cells would have to be sent without it. */
static int find_by(const struct cell *before, const struct cell *after, int width, int by, struct shift *shift)
{
    int most = 0;
    for (int x = 0, from = 0, saves = 0; x + by < width; x++) {
        if (!cell_equal(&after[x], &before[x + by])) {
            from = x + 1;
            saves = 0;
            continue;
        }
        saves += !cell_equal(&after[x], &before[x]);
        if (saves > most) {
            most = saves;
            *shift = (struct shift){.from = from, .to = x + 1 + by, .by = by};
        }
    }
    return most;
}

/* A glyph two cells wide must not be cut in two. */
static bool has_wide(const struct cell *row, int width)
{
    for (int x = 0; x < width; x++)
        if (row[x].glyph == 0)
            return true;
    return false;
}

bool shift_find(const struct cell *before, const struct cell *after, int width, struct shift *shift)
{
    int changed = 0;
    for (int x = 0; x < width; x++)
        changed += !cell_equal(&after[x], &before[x]);
    if (changed < SAVES_MIN || has_wide(before, width) || has_wide(after, width))
        return false;
    int most = 0;
    for (int by = 1; by <= BY_MAX; by++) {
        struct shift found;
        int saves = find_by(before, after, width, by, &found);
        if (saves <= most)
            continue;
        most = saves;
        *shift = found;
    }
    return most >= SAVES_MIN;
}

void shift_send(FILE *stream, int y, const struct shift *shift)
{
    terminfo_write(stream, "cup", y, shift->from);
    terminfo_write(stream, "dch", shift->by, 0);
    terminfo_write(stream, "cup", y, shift->to - shift->by);
    terminfo_write(stream, "ich", shift->by, 0);
    terminfo_write(stream, "cup", 0, 0);
    for (int i = 0; i < shift->by; i++) {
        mvwdelch(curscr, y, shift->from);
        mvwinsch(curscr, y, shift->to - 1, ' ');
    }
}
