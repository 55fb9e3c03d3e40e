/*
 * format — figures as people read them, the same in every report.
 */
#ifndef OVERLAP_CLI_FORMAT_H
#define OVERLAP_CLI_FORMAT_H

#include "engine/plan.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { FORMAT_SIZE = 32 };

/* "21.93 s", "412.000 ms". */
void format_duration(int64_t ns, char text[FORMAT_SIZE]);

/* The sign after a factor: "2.41×". */
const char *format_times(bool ascii);

/* What stands before name number `index` of `count` in a list: "P1, P2 and C1". */
const char *format_before(size_t index, size_t count);

/* The plan in two lines, and one for its bug where it has one; `cpu`: with its cpu share. */
void format_plan(FILE *file, const struct plan *plan, bool cpu);

#endif
