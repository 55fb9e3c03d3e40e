/* comparison — several runs of one plan side by side; see the header. */
#include "cli/comparison.h"

#include "base/memory.h"
#include "cli/advice.h"
#include "cli/format.h"
#include "cli/report.h"
#include "view/canvas/canvas.h"
#include "view/score.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BAR_WIDTH = 54 };

/* ---- The table ---- */

static const struct column {
    enum score_column content;
    int least; /* cells wide */
} columns[] = {
    {SCORE_MODE, 10},   {SCORE_ELAPSED, 9}, {SCORE_IDEAL, 9}, {SCORE_ITEMS, 10},  {SCORE_RATE, 9},
    {SCORE_LATENCY, 9}, {SCORE_P99, 8},     {SCORE_MAX, 8},   {SCORE_OVERLAP, 8},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct row {
    char cells[COLUMNS][SCORE_SIZE];
};

static const struct style plain = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};

static void write_titles(struct row *row)
{
    for (int i = 0; i < COLUMNS; i++)
        (void)snprintf(row->cells[i], SCORE_SIZE, "%s", score_title(columns[i].content));
}

/* What became of a run that did not finish stands where its relation to the ideal would be. */
static void write_row(struct row *row, const struct result *result)
{
    const char *note = result->deadlock ? "deadlock" : result->signal != 0 ? "stopped" : "";
    struct score score = {.mode = result->mode->name,
                          .note = note,
                          .plan = &result->plan,
                          .finished = result_is_finished(result),
                          .ideal = result->ideal,
                          .stats = result_stats(result),
                          .digits = 2};
    for (int i = 0; i < COLUMNS; i++)
        if (columns[i].content == SCORE_IDEAL && *note != '\0')
            (void)snprintf(row->cells[i], SCORE_SIZE, "%s", note);
        else
            score_write(&score, columns[i].content, row->cells[i]);
}

/* As wide as its longest cell and a blank ask for. */
static int width_of(const struct canvas *canvas, int column, const struct row rows[], size_t count)
{
    int width = columns[column].least;
    for (size_t i = 0; i < count; i++) {
        int text = canvas_text_width(canvas, rows[i].cells[column]);
        width = text + 1 > width ? text + 1 : width;
    }
    return width;
}

/* The first column is aligned to the left, the others to the right. */
static void draw_column(struct canvas *canvas, int x, int width, int column, const struct row rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = rows[i].cells[column];
        int space = column > 0 ? width - canvas_text_width(canvas, text) : 0;
        canvas_text(canvas, x + space, (int)i, width, plain, text);
    }
}

static void draw_table(struct canvas *canvas, const struct row rows[], size_t count)
{
    int widths[COLUMNS], whole = 0, x = 0;
    for (int i = 0; i < COLUMNS; i++) {
        widths[i] = width_of(canvas, i, rows, count);
        whole += widths[i];
    }
    canvas_resize(canvas, whole, (int)count);
    for (int i = 0; i < COLUMNS; i++) {
        draw_column(canvas, x, widths[i], i, rows, count);
        x += widths[i];
    }
}

static void print_table(struct output output, const struct result results[], size_t count)
{
    struct row *rows = memory_zeroed(count + 1, sizeof *rows);
    write_titles(&rows[0]);
    for (size_t i = 0; i < count; i++)
        write_row(&rows[i + 1], &results[i]);
    struct canvas *canvas = canvas_new(0, 0, output.ascii);
    draw_table(canvas, rows, count + 1);
    canvas_print(canvas, stdout);
    canvas_free(canvas);
    free(rows);
}

/* ---- The bars ---- */

/* A bar as long as `part` is of `whole`, to an eighth of a cell where there are blocks. */
static void print_bar(int64_t part, int64_t whole, bool ascii)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double cells = whole > 0 ? (double)part / (double)whole * BAR_WIDTH : 0;
    int length = (int)(cells * 8 + 0.5);
    if (ascii)
        length = (length + 4) / 8 * 8;
    for (int i = 0; i < length / 8; i++)
        (void)fputs(ascii ? "#" : "█", stdout);
    (void)fputs(eighths[length % 8], stdout);
}

static void print_bars(struct output output, const struct result results[], size_t count)
{
    int64_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (result_elapsed(&results[i]) > longest)
            longest = result_elapsed(&results[i]);
    for (size_t i = 0; i < count; i++) {
        char elapsed[FORMAT_SIZE];
        format_duration(result_elapsed(&results[i]), elapsed);
        (void)printf("%-8s", results[i].mode->name);
        print_bar(result_elapsed(&results[i]), longest, output.ascii);
        (void)printf(" %s%s\n", elapsed, results[i].deadlock ? ", then deadlock" : "");
    }
}

/* ---- What follows ---- */

/* A mode that consumed all items. */
struct finisher {
    const char *name;
    int64_t elapsed;
};

static int by_elapsed(const void *a, const void *b)
{
    int64_t left = ((const struct finisher *)a)->elapsed, right = ((const struct finisher *)b)->elapsed;
    return (left > right) - (left < right);
}

static bool reads_same(int64_t one, int64_t other)
{
    char words[FORMAT_SIZE], others[FORMAT_SIZE];
    format_duration(one, words);
    format_duration(other, others);
    return strcmp(words, others) == 0;
}

static void print_names(const struct finisher finishers[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)printf("%s%s", format_before(i, count), finishers[i].name);
}

/* How many of them, from the first on, save as much as it does. */
static size_t count_alike(const struct finisher finishers[], size_t count, int64_t slowest)
{
    size_t alike = 1;
    while (alike < count && reads_same(slowest - finishers[alike].elapsed, slowest - finishers->elapsed))
        alike++;
    return alike;
}

/* Of those that are sooner than the slowest, the fastest first. */
static void print_gains(const struct finisher finishers[], size_t count, int64_t slowest)
{
    for (size_t at = 0, alike; at < count; at += alike) {
        alike = count_alike(finishers + at, count - at, slowest);
        const char *before = at == 0 ? "" : at + alike < count ? ", " : " and ";
        const char *verb = at > 0 ? "" : alike > 1 ? " finish" : " finishes";
        int64_t gain = slowest - finishers[at].elapsed;
        char words[FORMAT_SIZE];
        format_duration(gain, words);
        (void)fputs(before, stdout);
        print_names(finishers + at, alike);
        (void)printf("%s %s (%.0f%%)", verb, words, 100.0 * (double)gain / (double)slowest);
    }
}

/* In order of time, at least one. */
static void print_finishers(const struct finisher finishers[], size_t count)
{
    int64_t slowest = finishers[count - 1].elapsed;
    size_t sooner = 0;
    while (!reads_same(finishers[sooner].elapsed, slowest))
        sooner++;
    print_gains(finishers, sooner, slowest);
    if (sooner > 0)
        (void)fputs(" sooner than ", stdout);
    print_names(finishers + sooner, count - sooner);
    if (sooner == 0)
        (void)fputs(count == 1 ? " is the only one to finish" : " take the same time", stdout);
}

static int64_t items_of(const struct result *result)
{
    return result->plan.items * result->plan.producers;
}

static bool is_complete(const struct result *result)
{
    return result_is_finished(result) && (int64_t)result_stats(result).consumed >= items_of(result);
}

/* Of a mode that did not consume all items. */
static void print_failure(const struct result *result)
{
    (void)fputs(result->mode->name, stdout);
    if (result_is_finished(result))
        (void)printf(" ends with %" PRIu64 " of %" PRId64 " items", result_stats(result).consumed, items_of(result));
    else
        (void)fputs(result->deadlock ? " never finishes" : " was stopped before its end", stdout);
}

/* Copies the complete ones in order of time; returns how many. */
static size_t sort_finishers(const struct result results[], size_t count, struct finisher finishers[])
{
    size_t finished = 0;
    for (size_t i = 0; i < count; i++)
        if (is_complete(&results[i]))
            finishers[finished++] = (struct finisher){results[i].mode->name, result_elapsed(&results[i])};
    qsort(finishers, finished, sizeof *finishers, by_elapsed);
    return finished;
}

/* The plain result in one line. */
static void conclude(const struct result results[], size_t count)
{
    struct finisher *finishers = memory_zeroed(count, sizeof *finishers);
    size_t finished = sort_finishers(results, count, finishers);
    (void)putchar('\n');
    if (finished > 0)
        print_finishers(finishers, finished);
    const char *separator = finished > 0 ? "; " : "";
    for (size_t i = 0; i < count; i++) {
        if (is_complete(&results[i]))
            continue;
        (void)fputs(separator, stdout);
        print_failure(&results[i]);
        separator = "; ";
    }
    (void)puts(".");
    free(finishers);
}

static void print_advice(const struct result results[], size_t count)
{
    struct advice advice = advice_of(results, count);
    if (advice.mode != NULL)
        (void)printf("Choose %s: %s.\n", advice.mode->name, advice.why);
}

void comparison_print(struct output output, const struct result results[], size_t count)
{
    format_plan(stdout, &results[0].plan, true);
    (void)putchar('\n');
    print_table(output, results, count);
    (void)putchar('\n');
    print_bars(output, results, count);
    for (size_t i = 0; i < count; i++)
        if (results[i].deadlock)
            report_deadlock(&results[i]);
    conclude(results, count);
    print_advice(results, count);
}
