/*
 * json — runs as JSON on standard output: one object and a newline.
 *
 * Times are in seconds, to the nanosecond. Write errors are left to output_flush and output_close.
 */
#pragma once

#include "cli/headless.h"
#include "cli/sweep.h"

void json_write_run(const struct result *result);

/* {"runs": [one such object each], "advice": which mode to choose and why, or null} */
void json_write_runs(const struct result results[], size_t count);

/* {"sweep": "cpu", "cpu_percent": [0, 10, …], "runs": [{"mode", "elapsed_s": [one each]}], "choice": [a mode each], …}
 */
void json_write_sweep(const struct sweep *sweep);
