/*
 * viewport — time ↔ column.
 *
 * Columns are whole cells of time, counted from an origin (time 0 of the session, or the start of a race), so that what
 * is drawn moves left in whole cells and a cell always covers the same time wherever it stands on the screen.
 */
#pragma once

#include <stdint.h>

struct viewport {
    int x, columns; /* on the canvas */
    int64_t cell;   /* ns a column */
    int64_t first;  /* number of the leftmost cell; below 0 before the origin */
    int64_t origin; /* ns: where cell 0 begins */
};

/* Counted from time 0; the newest column holds `now`. */
struct viewport viewport_of(int64_t now, int64_t cell, int x, int columns);

/* Counted from `start`, which is its left edge. */
struct viewport viewport_from(int64_t start, int64_t cell, int x, int columns);

/* When the cell of that number begins, and the number of the cell that holds a time. */
int64_t viewport_begin(const struct viewport *viewport, int64_t number);
int64_t viewport_number(const struct viewport *viewport, int64_t time);

/* When a column begins: column 0 is the leftmost. Column `columns` is where the last one ends. */
int64_t viewport_time(const struct viewport *viewport, int column);

/* The column that holds a time; below 0 or ≥ columns outside the window (cut to one beyond it). */
int viewport_column(const struct viewport *viewport, int64_t time);
