/*
 * chart — a sweep as a picture of characters: elapsed time against cpu share, a curve for each mode.
 */
#pragma once

#include "cli/output.h"
#include "cli/sweep.h"

void chart_print(struct output output, const struct sweep *sweep);
