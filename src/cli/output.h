/*
 * output — standard output as the headless commands write to it: what it can show, and whether it was written.
 */
#ifndef OVERLAP_CLI_OUTPUT_H
#define OVERLAP_CLI_OUTPUT_H

#include "base/error.h"

#include <stdbool.h>

/* What may be written for people. */
struct output {
    bool ascii; /* asked for, or the locale's encoding is not UTF-8 */
    bool color; /* it is a terminal that has colours, and NO_COLOR does not forbid them */
};

struct output output_of(bool ascii);

/* Where standard input, output or error is closed, a file that cannot be read or written takes its place, lest the next
 * file that is opened does. Once, before anything is opened. */
void output_hold_descriptors(void);

/* Writes out what is buffered. False and the reason where that, or a write since the start, failed. */
bool output_flush(struct error *error);

/* The same for the last time. */
bool output_close(struct error *error);

#endif
