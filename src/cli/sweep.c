/* sweep — every mode at every cpu share, and a chart of it. */
#include "cli/sweep.h"

#include "base/format.h"
#include "base/minmax.h"
#include "cli/command.h"
#include "cli/report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

uint32_t sweep_percent(size_t step)
{
    return (uint32_t)step * 100 / (SWEEP_STEPS - 1);
}

const struct mode *sweep_choice(const struct sweep *sweep, size_t step)
{
    size_t chosen = advice_choose(sweep->options->racers, sweep->elapsed[step], sweep->options->racer_count);
    return chosen < sweep->options->racer_count ? sweep->options->racers[chosen] : NULL;
}

/* One run; returns its exit status. */
static int measure(const struct options *options, const struct mode *mode, int64_t *elapsed, struct error *error)
{
    struct result result;
    if (!headless_run(options, mode, NULL, &result, error))
        return STATUS_FAILED;
    int status = result_status(&result, error);
    *elapsed = result.run.status == RUN_FINISHED ? result_elapsed(&result) : -1;
    result_free(&result);
    return status;
}

bool sweep_run(const struct options *options, struct sweep *sweep, int *status, struct error *error)
{
    struct options at = *options;
    *sweep = (struct sweep){.options = options};
    *status = STATUS_DONE;
    for (size_t mode = 0; mode < options->racer_count; mode++)
        for (size_t step = 0; step < SWEEP_STEPS; step++) {
            at.plan.cpu_percent = sweep_percent(step);
            int one = measure(&at, options->racers[mode], &sweep->elapsed[step][mode], error);
            *status = command_worse_status(*status, one);
            if (one == STATUS_FAILED || one > STATUS_SIGNAL)
                return false;
        }
    return true;
}

/* ---- The chart ---- */

/* With the lines above and below it fits a terminal of 24 rows. */
enum { ROWS = 13, ROWS_PER_LABEL = 4, LEFT = 12, RIGHT = 8 /* columns for the time and for "100% cpu" */ };

struct chart {
    const struct sweep *sweep;
    struct output output;
    int step;                /* columns from one cpu share to the next */
    int64_t longest;         /* ns: what the top row stands for */
    char letters[MODES_MAX]; /* of the curves */
};

/* The first letter of a mode's name that no mode before it has. */
static char letter_of(const struct sweep *sweep, size_t mode, const char letters[])
{
    for (const char *letter = sweep->options->racers[mode]->name; *letter != '\0'; letter++)
        if (memchr(letters, *letter, mode) == NULL)
            return *letter;
    return '?';
}

static struct chart chart_of(struct output output, const struct sweep *sweep)
{
    int step = (output.columns - LEFT - RIGHT) / (SWEEP_STEPS - 1);
    struct chart chart = {.sweep = sweep, .output = output, .step = step < 2 ? 2 : step > 6 ? 6 : step, .longest = 1};
    for (size_t mode = 0; mode < sweep->options->racer_count; mode++) {
        chart.letters[mode] = letter_of(sweep, mode, chart.letters);
        for (size_t step_of = 0; step_of < SWEEP_STEPS; step_of++)
            chart.longest = MAX(chart.longest, sweep->elapsed[step_of][mode]);
    }
    return chart;
}

/* Where a mode's curve is in a column; -1: nowhere. */
static int row_of(const struct chart *chart, size_t mode, int column)
{
    int step = column / chart->step, part = column % chart->step;
    int64_t from = chart->sweep->elapsed[step][mode], to = chart->sweep->elapsed[part > 0 ? step + 1 : step][mode];
    if (from < 0 || to < 0)
        return -1;
    double elapsed = (double)from + (double)(to - from) * part / chart->step;
    return ROWS - 1 - (int)round(elapsed / (double)chart->longest * (ROWS - 1));
}

static void print_in_color(struct output output, size_t mode, const char *text)
{
    output_begin_color(output, mode);
    (void)fputs(text, stdout);
    output_end_color(output);
}

/* A curve alone is a letter at each share and dots between; curves that meet are letters that take turns. */
static void print_cell(const struct chart *chart, int column, const size_t here[], size_t count)
{
    size_t mode = here[(size_t)column % count];
    char letter[] = {chart->letters[mode], '\0'};
    bool dot = count == 1 && column % chart->step != 0;
    print_in_color(chart->output, mode, !dot ? letter : chart->output.ascii ? "." : "·");
}

static void print_row(const struct chart *chart, int row)
{
    struct format label = {""};
    if (row % ROWS_PER_LABEL == 0)
        label = format_duration(chart->longest * (ROWS - 1 - row) / (ROWS - 1), 2);
    (void)printf("%*s %s", LEFT - 3, label.text, chart->output.ascii ? "|" : "│");
    int blanks = 1;
    for (int column = 0; column <= (SWEEP_STEPS - 1) * chart->step; column++, blanks++) {
        size_t here[MODES_MAX], count = 0;
        for (size_t mode = 0; mode < chart->sweep->options->racer_count; mode++)
            if (row_of(chart, mode, column) == row)
                here[count++] = mode;
        if (count == 0)
            continue;
        (void)printf("%*s", blanks, "");
        print_cell(chart, column, here, count);
        blanks = -1;
    }
    (void)putchar('\n');
}

static void print_axis(const struct chart *chart)
{
    size_t labelled = chart->step < 4 ? (SWEEP_STEPS - 1) / 2 : 1; /* each so many shares */
    (void)printf("%*s %s", LEFT - 3, "", chart->output.ascii ? "+" : "└");
    for (int column = -1; column <= (SWEEP_STEPS - 1) * chart->step; column++)
        (void)fputs(chart->output.ascii ? "-" : "─", stdout);
    (void)printf("\n%*s", LEFT, "");
    for (size_t step = 0; step + 1 < SWEEP_STEPS; step += labelled)
        (void)printf("%-*" PRIu32, (int)labelled * chart->step, sweep_percent(step));
    (void)puts("100% cpu");
}

static void print_legend(const struct chart *chart)
{
    int column = 0;
    for (size_t mode = 0; mode < chart->sweep->options->racer_count; mode++) {
        const char *name = chart->sweep->options->racers[mode]->name;
        int width = 3 + 2 + (int)strlen(name);
        if (column == 0 || column + width > chart->output.columns)
            column = printf("%s%*s", column == 0 ? "" : "\n", LEFT - 3, "");
        (void)fputs("   ", stdout);
        print_in_color(chart->output, mode, (char[]){chart->letters[mode], '\0'});
        (void)printf(" %s", name);
        column += width;
    }
    (void)putchar('\n');
}

/* ---- What follows ---- */

enum { TEXT_SIZE = 512 };

static void describe_choice(const struct chart *chart, size_t step, char text[TEXT_SIZE])
{
    const struct mode *choice = sweep_choice(chart->sweep, step);
    (void)snprintf(text, TEXT_SIZE, "%s", choice == NULL ? "none" : choice->name);
}

/* The curves that meet at a share: "s=a t=p". */
static void describe_meetings(const struct chart *chart, size_t step, char text[TEXT_SIZE])
{
    bool told[MODES_MAX] = {false};
    text[0] = '\0';
    for (size_t mode = 0; mode < chart->sweep->options->racer_count; mode++) {
        int row = row_of(chart, mode, (int)step * chart->step);
        size_t met = 0;
        for (size_t other = mode + 1; other < chart->sweep->options->racer_count; other++)
            if (row >= 0 && !told[other] && row_of(chart, other, (int)step * chart->step) == row) {
                if (met++ == 0)
                    format_append(text, TEXT_SIZE, "%s%c", text[0] != '\0' ? " " : "", chart->letters[mode]);
                format_append(text, TEXT_SIZE, "=%c", chart->letters[other]);
                told[other] = true;
            }
    }
}

static void describe_unfinished(const struct chart *chart, size_t step, char text[TEXT_SIZE])
{
    text[0] = '\0';
    for (size_t mode = 0; mode < chart->sweep->options->racer_count; mode++)
        if (chart->sweep->elapsed[step][mode] < 0)
            format_append(text, TEXT_SIZE, "%s%s", text[0] != '\0' ? " and " : "",
                          chart->sweep->options->racers[mode]->name);
}

static void append_shares(char text[TEXT_SIZE], size_t first, size_t last)
{
    uint32_t from = sweep_percent(first), to = sweep_percent(last);
    if (first == 0 && last == SWEEP_STEPS - 1)
        format_append(text, TEXT_SIZE, " at every cpu share");
    else if (first == last)
        format_append(text, TEXT_SIZE, " at %" PRIu32 " %%", to);
    else if (first == 0)
        format_append(text, TEXT_SIZE, " up to %" PRIu32 " %% cpu", to);
    else if (last == SWEEP_STEPS - 1)
        format_append(text, TEXT_SIZE, " from %" PRIu32 " %% on", from);
    else
        format_append(text, TEXT_SIZE, " from %" PRIu32 " to %" PRIu32 " %%", from, to);
}

/* What holds at each share, told once for neighbours of which the same holds; nothing if it holds nowhere. */
static void print_by_share(const struct chart *chart, const char *introduction,
                           void (*describe)(const struct chart *chart, size_t step, char text[TEXT_SIZE]))
{
    char text[TEXT_SIZE] = "", here[TEXT_SIZE], there[TEXT_SIZE];
    for (size_t step = 0, next; step < SWEEP_STEPS; step = next) {
        describe(chart, step, here);
        for (next = step + 1; next < SWEEP_STEPS; next++) {
            describe(chart, next, there);
            if (strcmp(here, there) != 0)
                break;
        }
        if (here[0] == '\0')
            continue;
        format_append(text, TEXT_SIZE, "%s%s", text[0] != '\0' ? ", " : "", here);
        append_shares(text, step, next - 1);
    }
    if (text[0] != '\0')
        output_line(chart->output, "%s %s.", introduction, text);
}

void sweep_print(struct output output, const struct sweep *sweep)
{
    struct chart chart = chart_of(output, sweep);
    report_plan(output, &sweep->options->plan, false);
    (void)puts("elapsed");
    for (int row = 0; row < ROWS; row++)
        print_row(&chart, row);
    print_axis(&chart);
    print_legend(&chart);
    print_by_share(&chart, "Curves that meet:", describe_meetings);
    print_by_share(&chart, "Choose", describe_choice);
    print_by_share(&chart, "Does not finish:", describe_unfinished);
}
