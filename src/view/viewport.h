/*
 * viewport — time ↔ column.
 *
 * Columns are whole cells of time, counted from time 0 of the session, so that what is drawn moves left in whole cells
 * and a cell always covers the same time wherever it stands on the screen. The newest column holds `now`.
 */
#ifndef OVERLAP_VIEW_VIEWPORT_H
#define OVERLAP_VIEW_VIEWPORT_H

#include <stdint.h>

struct viewport {
    int x, columns; /* on the canvas */
    int64_t cell;   /* ns a column */
    int64_t first;  /* number of the leftmost cell; below 0 before the session began */
};

struct viewport viewport_of(int64_t now, int64_t cell, int x, int columns);

/* When a column begins: column 0 is the leftmost. Column `columns` is where the last one ends. */
int64_t viewport_time(const struct viewport *viewport, int column);

/* The column that holds a time; below 0 or ≥ columns outside the window (cut to one beyond it). */
int viewport_column(const struct viewport *viewport, int64_t time);

#endif
