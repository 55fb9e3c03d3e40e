/*
 * history — a long run in simulated time, and how long a frame of it takes to draw at any zoom.
 */
#ifndef TESTS_BENCH_HISTORY_H
#define TESTS_BENCH_HISTORY_H

#include "bench/sections.h"

struct history {
    int lanes;
    double hours;
    int columns, rows; /* of the screen */
};

/* Simulates it in async and reports the p50 and p99 of the CPU time of a frame, over all zooms from a millisecond a
 * column to the whole run on the screen, each live and looking back. `limit`: ms that the p99 may take. */
void history_report(struct report *report, const char *section, const struct history *history, double limit);

#endif
