/*
 * comparison — several runs of one plan side by side: a table, bars, and what follows from them in a sentence.
 */
#pragma once

#include "cli/output.h"
#include "cli/result.h"

/* At least one result, all of one plan. */
void comparison_print(struct output output, const struct result results[], size_t count);
