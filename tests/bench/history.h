/*
 * history — a long run in simulated time, and how long a frame of it takes to draw at any zoom.
 */
#pragma once

#include "bench/sections.h"

struct history {
    int lanes;
    double hours;
};

struct history_screen {
    int columns, rows;
    double limit; /* ms that the slowest of the views may take; 0: none */
};

/* Simulates it in async. For each screen, and where not each lane has a row for each view (rows, groups, the race),
 * reports the p50 and p99 of the CPU time of a frame over all zooms, from a millisecond a column to the whole run on
 * the screen, each live and looking back; and the slowest zoom's, of a zoom the median of its frames. */
void history_report(struct report *report, const char *section, const struct history *history,
                    const struct history_screen *screens, size_t count);
