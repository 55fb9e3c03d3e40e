/*
 * json — runs as JSON on standard output: one object and a newline.
 *
 * Times are in seconds, to the nanosecond. Write errors are left to output_flush and output_close.
 */
#ifndef OVERLAP_CLI_JSON_H
#define OVERLAP_CLI_JSON_H

#include "outcome.h"

void json_write_run(const struct outcome *outcome);

/* {"runs": [one such object each]} */
void json_write_runs(const struct outcome outcomes[], size_t count);

#endif
