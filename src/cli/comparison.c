/* comparison — several runs of one plan side by side: a table, bars, and what follows from them. */
#include "cli/comparison.h"

#include "base/format.h"
#include "base/memory.h"
#include "cli/advice.h"
#include "cli/report.h"
#include "view/canvas/canvas.h"
#include "view/score.h"
#include "view/text/sentence.h"

#include <stdlib.h>
#include <string.h>

static const struct style plain = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};

/* ---- The table ---- */

static const struct column {
    enum score_column content;
    int min; /* cells wide */
} columns[] = {
    {SCORE_MODE, 10},   {SCORE_ELAPSED, 9}, {SCORE_IDEAL, 9},   {SCORE_ITEMS, 10},
    {SCORE_LATENCY, 9}, {SCORE_LONGEST, 9}, {SCORE_OVERLAP, 9}, {SCORE_RATE, 9},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct row {
    char cells[COLUMNS][SCORE_SIZE];
};

/* Why a run did not finish is written in the place of its relation to the best possible. */
static void write_row(struct row *row, const struct result *result)
{
    struct scene_run run = result_run(result);
    struct score score = score_of(&run, result_end(result));
    score.digits = 2;
    for (int i = 0; i < COLUMNS; i++)
        if (columns[i].content == SCORE_IDEAL && !score.finished)
            (void)snprintf(row->cells[i], SCORE_SIZE, "%s", result->deadlock ? "deadlock" : "stopped");
        else
            score_write(&score, columns[i].content, row->cells[i]);
}

/* As wide as its longest cell and a blank ask for. */
static int width_of(const struct canvas *canvas, int column, const struct row rows[], size_t count)
{
    int width = columns[column].min;
    for (size_t i = 0; i < count; i++) {
        int text = canvas_text_width(canvas, rows[i].cells[column]);
        width = text + 1 > width ? text + 1 : width;
    }
    return width;
}

/* The first column is aligned left, the others right. */
static void draw_column(struct canvas *canvas, int x, int width, int column, const struct row rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = rows[i].cells[column];
        int space = column > 0 ? width - canvas_text_width(canvas, text) : 0;
        canvas_text(canvas, x + space, (int)i, width, plain, text);
    }
}

/* Columns that do not fit are left out, the last first. */
static void draw_table(struct canvas *canvas, const struct row rows[], size_t count, int width_max)
{
    int widths[COLUMNS], whole = 0, shown = 0, x = 0;
    while (shown < COLUMNS && (whole += widths[shown] = width_of(canvas, shown, rows, count)) <= width_max)
        shown++;
    canvas_resize(canvas, width_max, (int)count);
    for (int i = 0; i < shown; i++) {
        draw_column(canvas, x, widths[i], i, rows, count);
        x += widths[i];
    }
}

static void print_table(struct output output, const struct result results[], size_t count)
{
    struct row *rows = memory_zeroed(count + 1, sizeof *rows);
    for (int i = 0; i < COLUMNS; i++)
        (void)snprintf(rows[0].cells[i], SCORE_SIZE, "%s", score_title(columns[i].content));
    for (size_t i = 0; i < count; i++)
        write_row(&rows[i + 1], &results[i]);
    struct canvas *canvas = canvas_new(0, 0, output.ascii);
    draw_table(canvas, rows, count + 1, output.columns);
    canvas_print(canvas, stdout);
    canvas_free(canvas);
    free(rows);
}

/* ---- The bars ---- */

static int64_t longest_of(const struct result results[], size_t count)
{
    int64_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (result_elapsed(&results[i]) > longest)
            longest = result_elapsed(&results[i]);
    return longest;
}

static void print_bars(struct output output, const struct result results[], size_t count)
{
    enum { NAME = 10, BESIDE = 32 /* columns for the mode's name and its time */, BAR_MIN = 8 };
    int width = output.columns > BESIDE + BAR_MIN ? output.columns - BESIDE : BAR_MIN;
    struct canvas *canvas = canvas_new(BESIDE + width, 1, output.ascii);
    for (size_t i = 0; i < count; i++) {
        int64_t elapsed = result_elapsed(&results[i]);
        canvas_resize(canvas, BESIDE + width, 1);
        (void)canvas_text(canvas, 0, 0, NAME, plain, results[i].mode->name);
        int end = bars_row(canvas, NAME, 0, width, (double)elapsed, (double)longest_of(results, count), plain);
        (void)canvas_format(canvas, end + 1, 0, BESIDE, plain, "%s%s", format_duration(elapsed, 2).text,
                            results[i].deadlock ? ", then deadlock" : "");
        output_begin_color(output, i);
        canvas_print(canvas, stdout);
        output_end_color(output);
    }
    canvas_free(canvas);
}

/* ---- What follows ---- */

static void print_ranking(struct output output, const struct result results[], size_t count)
{
    enum { TIE = 10000 /* the part of the longest time that the table cannot tell apart */ };
    char text[768];
    struct scene_run *runs = memory_zeroed(count, sizeof *runs);
    for (size_t i = 0; i < count; i++)
        runs[i] = result_run(&results[i]);
    sentence_ranking(runs, count, 0, longest_of(results, count) / TIE + 1, 2, text, sizeof text);
    output_line(output, "%s", text);
    free(runs);
}

void comparison_print(struct output output, const struct result results[], size_t count)
{
    report_plan(output, &results[0].plan, true);
    for (size_t i = 0; i < count; i++)
        report_bug(output, results[i].mode);
    (void)putchar('\n');
    print_table(output, results, count);
    (void)putchar('\n');
    print_bars(output, results, count);
    for (size_t i = 0; i < count; i++)
        report_problem(output, &results[i]);
    (void)putchar('\n');
    print_ranking(output, results, count);
    struct advice advice = advice_of(results, count);
    if (advice.mode != NULL)
        output_line(output, "Choose %s: %s.", advice.mode->name, advice.why);
}
