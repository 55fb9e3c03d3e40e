/*
 * report — the figures of a bench: each beside what was measured at its side in the same run, as a table and as JSON.
 *
 * A figure's samples come in pairs with its peer's, taken in turns or at once, so that a busy machine is hard on both;
 * the ratio is the median of the pairs' ratios, and its spread is said.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

enum { SAMPLES_MAX = 64 };

struct samples {
    double value[SAMPLES_MAX]; /* NAN: it could not be measured */
    int count;
};

/* Which ratios are good. GOAL_NONE: it is only told. */
enum goal { GOAL_NONE, GOAL_AT_MAX, GOAL_AT_MIN };

struct row {
    const char *section; /* "throughput" */
    const char *what;    /* "threads 1:1, capacity 1024" */
    const char *unit;    /* "M items/s" */
    struct samples ours;
    const char *peer; /* "C ring"; NULL: none, and the goal is one of the figure itself */
    struct samples theirs;
    enum goal goal;
    double limit; /* of the ratio, or where there is no peer of the figure */
};

void samples_add(struct samples *samples, double value);
double samples_median(const struct samples *samples);

/* The value below which `percent` of them lie. Sorts them. */
double percentile(double *values, int count, double percent);

struct report;

struct report *report_new(void);

/* Prints a line of the table, and keeps the row for the JSON. */
void report_row(struct report *report, const struct row *row);

/* What could not be measured, and why. */
void report_skip(struct report *report, const char *section, const char *why);

/* Writes all as JSON; false where the file cannot be written. */
bool report_write(const struct report *report, const char *path);
void report_free(struct report *report);
