/* report — medians, ratios, a table and JSON; see the header. */
#include "bench/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report {
    json_t *rows, *skipped;
    const char *section; /* of the latest row */
};

struct distribution {
    double median, least, most;
};

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

void samples_add(struct samples *samples, double value)
{
    if (samples->count < SAMPLES_MAX)
        samples->value[samples->count++] = value;
}

double percentile(double *values, int count, double percent)
{
    if (count == 0)
        return (double)NAN;
    qsort(values, (size_t)count, sizeof *values, ascending);
    int rank = (int)ceil(percent / 100 * count);
    return values[rank < 1 ? 0 : rank - 1];
}

static struct distribution spread_of(const struct samples *samples)
{
    double sorted[SAMPLES_MAX];
    int count = 0;
    for (int i = 0; i < samples->count; i++)
        if (isfinite(samples->value[i]))
            sorted[count++] = samples->value[i];
    double median = percentile(sorted, count, 50);
    return (struct distribution){median, count > 0 ? sorted[0] : median, count > 0 ? sorted[count - 1] : median};
}

double samples_median(const struct samples *samples)
{
    return spread_of(samples).median;
}

/* Of each pair. */
static struct samples ratios_of(const struct row *row)
{
    struct samples ratios = {.count = 0};
    for (int i = 0; i < row->ours.count && i < row->theirs.count; i++)
        samples_add(&ratios, row->ours.value[i] / row->theirs.value[i]);
    return ratios;
}

static const char *verdict(const struct row *row, double figure)
{
    if (row->goal == GOAL_NONE)
        return "";
    bool met = row->goal == GOAL_AT_MAX ? figure <= row->limit : figure >= row->limit;
    return met ? "met" : "not met";
}

static json_t *spread_json(struct distribution distribution)
{
    return isfinite(distribution.median) ? json_pack("{s:f, s:f, s:f}", "median", distribution.median, "min",
                                                     distribution.least, "max", distribution.most)
                                         : json_null();
}

struct report *report_new(void)
{
    struct report *report = calloc(1, sizeof *report);
    report->rows = json_array();
    report->skipped = json_array();
    report->section = "";
    return report;
}

/* At most so many digits that mean something. */
static void number(char text[16], double value)
{
    if (!isfinite(value))
        (void)snprintf(text, 16, "–");
    else
        (void)snprintf(text, 16, "%.*f",
                       fabs(value) >= 100  ? 0
                       : fabs(value) >= 10 ? 1
                       : fabs(value) >= 1  ? 2
                                           : 4,
                       value);
}

static void print_goal(const struct row *row, double figure)
{
    if (row->goal != GOAL_NONE)
        (void)printf("  %s %g %s", row->goal == GOAL_AT_MAX ? "≤" : "≥", row->limit, verdict(row, figure));
}

static void print_row(const struct row *row, struct distribution ours, struct distribution theirs,
                      struct distribution ratio)
{
    char texts[5][16];
    number(texts[0], ours.median), number(texts[1], theirs.median);
    number(texts[2], ratio.median), number(texts[3], ratio.least), number(texts[4], ratio.most);
    (void)printf("  %-38s %9s %-10s", row->what, texts[0], row->unit);
    if (row->peer != NULL)
        (void)printf("%9s %-18s ×%s (%s–%s)", texts[1], row->peer, texts[2], texts[3], texts[4]);
    print_goal(row, row->peer != NULL ? ratio.median : ours.median);
    (void)putchar('\n');
    (void)fflush(stdout);
}

void report_row(struct report *report, const struct row *row)
{
    if (strcmp(report->section, row->section) != 0)
        (void)printf("%s\n", row->section);
    report->section = row->section;
    struct samples ratios = ratios_of(row);
    struct distribution ours = spread_of(&row->ours), theirs = spread_of(&row->theirs), ratio = spread_of(&ratios);
    print_row(row, ours, theirs, ratio);
    double figure = row->peer != NULL ? ratio.median : ours.median;
    (void)json_array_append_new(
        report->rows, json_pack("{s:s, s:s, s:s, s:o, s:s?, s:o, s:o, s:s?, s:o, s:s}", "section", row->section, "what",
                                row->what, "unit", row->unit, "ours", spread_json(ours), "peer", row->peer, "theirs",
                                spread_json(theirs), "ratio", spread_json(ratio), "goal",
                                row->goal == GOAL_NONE     ? NULL
                                : row->goal == GOAL_AT_MAX ? "at most"
                                                           : "at least",
                                "limit", row->goal == GOAL_NONE ? json_null() : json_real(row->limit), "verdict",
                                verdict(row, figure)));
}

void report_skip(struct report *report, const char *section, const char *why)
{
    (void)printf("  skipped: %s (%s)\n", why, section);
    (void)json_array_append_new(report->skipped, json_pack("{s:s, s:s}", "section", section, "why", why));
}

bool report_write(const struct report *report, const char *path)
{
    json_t *root = json_pack("{s:O, s:O}", "rows", report->rows, "skipped", report->skipped);
    bool written = json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) == 0;
    json_decref(root);
    return written;
}

void report_free(struct report *report)
{
    json_decref(report->rows);
    json_decref(report->skipped);
    free(report);
}
