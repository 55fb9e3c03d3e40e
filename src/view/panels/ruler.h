/*
 * ruler — round durations for the marks on an axis of time.
 */
#ifndef OVERLAP_VIEW_PANELS_RULER_H
#define OVERLAP_VIEW_PANELS_RULER_H

#include <stddef.h>
#include <stdint.h>

/* The smallest of the round durations that leaves room for labels where a cell stands for so much time, ns. */
int64_t ruler_tick(int64_t cell);

/* "50ms", "0.2s", "3.5s", and from a minute on as a clock shows it: "1:05", "2:00:00". At most RULER_SIZE bytes. */
enum { RULER_SIZE = 40 };
void ruler_write(char *text, size_t size, int64_t ns);

#endif
