/*
 * report — what is said of runs on standard output: in words and figures or as JSON, and which mode to choose by them.
 *
 * Of several runs there is at least one, and all are of one plan. Write errors are left to output_flush and
 * output_close.
 */
#pragma once

#include "cli/headless.h"

/* The line of an event; nothing for a change of state. */
void report_event(struct output output, const struct event *event);

/* The plan in two lines; `cpu`: with its cpu share. */
void report_plan(struct output output, const struct plan *plan, bool cpu);

/* A line for the mode's bug, if it has one. */
void report_bug(struct output output, const struct mode *mode);

void report_summary(struct output output, const struct result *result);

/* A table, bars, and what follows from them in a sentence. */
void report_comparison(struct output output, const struct result results[], size_t count);

/* ---- As JSON: one object and a newline; times are in seconds, to the nanosecond ---- */

struct seeds;
struct sweep;

void json_write_run(const struct result *result);

/* {"runs": [one such object each], "advice": which mode to choose and why, or null} */
void json_write_runs(const struct result results[], size_t count);

/* {"sweep": "cpu", "cpu_percent": [0, 10, …], "runs": [{"mode", "elapsed_s": [one each]}], "choice": [a mode each], …}
 */
void json_write_sweep(const struct sweep *sweep);

/* {"runs", "failed", "first_failing_seed": null or a number, "first_failure": null or {"kind", "time_s", "worker"}, …}
 */
void json_write_seeds(const struct options *options, const struct seeds *seeds);

/* ---- The advice ---- */

struct advice {
    const struct mode *mode; /* NULL: none did all its items, or one has a bug */
    char why[192];           /* a clause without a full stop */
};

struct advice advice_of(const struct result results[], size_t count);

/* Which of the modes to choose by their elapsed times (ns; below 0: did not finish): the lightest of those that are as
 * fast as the fastest, or near enough. `count`: none finished. */
size_t advice_choose(const struct mode *const among[], const int64_t elapsed[], size_t count);
