/*
 * ruler — round durations for the marks on an axis of time.
 */
#ifndef OVERLAP_VIEW_RULER_H
#define OVERLAP_VIEW_RULER_H

#include <stddef.h>
#include <stdint.h>

/* The smallest of the round durations that leaves room for labels where a cell stands for so much time, ns. */
int64_t ruler_tick(int64_t cell);

/* "10s", "250ms": a multiple of a tick in its largest whole unit; "3.2s" where that would be less than a second. */
void ruler_write(char *text, size_t size, int64_t ns);

#endif
