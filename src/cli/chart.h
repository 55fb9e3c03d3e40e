/*
 * chart — a sweep as a picture of characters: elapsed time against cpu share, a curve for each mode.
 */
#ifndef OVERLAP_CLI_CHART_H
#define OVERLAP_CLI_CHART_H

#include "cli/output.h"
#include "cli/sweep.h"

void chart_print(struct output output, const struct sweep *sweep);

#endif
