/* chart — a sweep as a picture of characters: elapsed time against cpu share, a curve for each mode. */
#include "cli/chart.h"

#include "base/format.h"
#include "cli/report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { ROWS = 17, STEP = 6, COLUMNS = (SWEEP_STEPS - 1) * STEP + 4, LABEL = 9, LETTER_SIZE = 2 };

/* A curve's cell holds its mode's letter at a step and a dot between two. */
struct chart {
    char glyphs[ROWS][COLUMNS]; /* a letter, '.', or 0 */
    size_t modes[ROWS][COLUMNS];
    char letters[SWEEP_MODES_MAX];
    int64_t longest; /* ns: what the top row stands for */
};

/* The first letter of a mode's name that no mode before it has. */
static char letter_of(const struct sweep *sweep, size_t mode, const char letters[])
{
    for (const char *letter = sweep->modes[mode]->name; *letter != '\0'; letter++)
        if (memchr(letters, *letter, mode) == NULL)
            return *letter;
    return '?';
}

static int row_of(const struct chart *chart, double elapsed)
{
    return ROWS - 1 - (int)round(elapsed / (double)chart->longest * (ROWS - 1));
}

/* Beside what is there already, so that curves that meet are all seen. */
static void put_letter(struct chart *chart, int row, int column, size_t mode)
{
    while (column < COLUMNS - 1 && chart->glyphs[row][column] != '\0' && chart->glyphs[row][column] != '.')
        column++;
    chart->glyphs[row][column] = chart->letters[mode];
    chart->modes[row][column] = mode;
}

static void put_dots(struct chart *chart, size_t mode, size_t step, int64_t from, int64_t to)
{
    for (int i = 1; i < STEP; i++) {
        int row = row_of(chart, (double)from + (double)(to - from) * i / STEP), column = (int)step * STEP + i;
        if (chart->glyphs[row][column] != '\0')
            continue;
        chart->glyphs[row][column] = '.';
        chart->modes[row][column] = mode;
    }
}

static void draw_curve(struct chart *chart, const struct sweep *sweep, size_t mode)
{
    const int64_t *elapsed = sweep->elapsed[mode];
    for (size_t step = 0; step < SWEEP_STEPS; step++) {
        if (elapsed[step] >= 0)
            put_letter(chart, row_of(chart, (double)elapsed[step]), (int)step * STEP, mode);
        if (elapsed[step] >= 0 && step + 1 < SWEEP_STEPS && elapsed[step + 1] >= 0)
            put_dots(chart, mode, step, elapsed[step], elapsed[step + 1]);
    }
}

static struct chart chart_of(const struct sweep *sweep)
{
    struct chart chart = {.longest = 1};
    for (size_t mode = 0; mode < sweep->mode_count; mode++) {
        chart.letters[mode] = letter_of(sweep, mode, chart.letters);
        for (size_t step = 0; step < SWEEP_STEPS; step++)
            if (sweep->elapsed[mode][step] > chart.longest)
                chart.longest = sweep->elapsed[mode][step];
    }
    for (size_t mode = 0; mode < sweep->mode_count; mode++)
        draw_curve(&chart, sweep, mode);
    return chart;
}

/* ---- On paper ---- */

static void print_in_color(struct output output, size_t mode, const char *text)
{
    output_begin_color(output, mode);
    (void)fputs(text, stdout);
    output_end_color(output);
}

static void print_row(struct output output, const struct chart *chart, int row)
{
    struct format label = {""};
    if (row % 4 == 0)
        label = format_duration(chart->longest * (ROWS - 1 - row) / (ROWS - 1), 2);
    (void)printf("%*s %s", LABEL, label.text, output.ascii ? "|" : "│");
    int last = COLUMNS - 1;
    while (last >= 0 && chart->glyphs[row][last] == '\0')
        last--;
    if (last >= 0)
        (void)putchar(' ');
    for (int column = 0; column <= last; column++) {
        char glyph = chart->glyphs[row][column], text[LETTER_SIZE] = {glyph, '\0'};
        if (glyph == '\0')
            (void)putchar(' ');
        else
            print_in_color(output, chart->modes[row][column], glyph == '.' && !output.ascii ? "·" : text);
    }
    (void)putchar('\n');
}

static void print_axis(struct output output)
{
    (void)printf("%*s %s", LABEL, "", output.ascii ? "+" : "└");
    for (int column = 0; column < COLUMNS; column++)
        (void)fputs(output.ascii ? "-" : "─", stdout);
    (void)printf("\n%*s", LABEL + 3, "");
    for (size_t step = 0; step < SWEEP_STEPS; step++)
        (void)printf("%-*" PRIu32, step + 1 < SWEEP_STEPS ? STEP : 0, sweep_percent(step));
    (void)puts("% cpu");
}

static void print_legend(struct output output, const struct chart *chart, const struct sweep *sweep)
{
    (void)printf("%*s", LABEL, "");
    for (size_t mode = 0; mode < sweep->mode_count; mode++) {
        char letter[LETTER_SIZE] = {chart->letters[mode], '\0'};
        (void)fputs("   ", stdout);
        print_in_color(output, mode, letter);
        (void)printf(" %s", sweep->modes[mode]->name);
    }
    (void)puts("");
}

/* "Choose async up to 10 % cpu, threads from 20 % on." */
static void print_choice(struct output output, const struct sweep *sweep)
{
    char text[512] = "Choose ";
    for (size_t step = 0, next; step < SWEEP_STEPS; step = next) {
        const struct mode *choice = sweep_choice(sweep, step);
        for (next = step + 1; next < SWEEP_STEPS && sweep_choice(sweep, next) == choice;)
            next++;
        format_append(text, sizeof text, "%s%s", step > 0 ? ", " : "", choice == NULL ? "none" : choice->name);
        if (step == 0 && next == SWEEP_STEPS)
            format_append(text, sizeof text, " at every cpu share");
        else if (next == SWEEP_STEPS)
            format_append(text, sizeof text, " from %" PRIu32 " %% on", sweep_percent(step));
        else
            format_append(text, sizeof text, " up to %" PRIu32 " %% cpu", sweep_percent(next - 1));
    }
    (void)putchar('\n');
    output_line(output, "%s.", text);
}

static void print_unfinished(struct output output, const struct sweep *sweep)
{
    for (size_t mode = 0; mode < sweep->mode_count; mode++) {
        size_t stuck = 0;
        for (size_t step = 0; step < SWEEP_STEPS; step++)
            stuck += sweep->elapsed[mode][step] < 0;
        if (stuck > 0)
            output_line(output, "%s does not finish at %zu of %d cpu shares.", sweep->modes[mode]->name, stuck,
                        SWEEP_STEPS);
    }
}

void chart_print(struct output output, const struct sweep *sweep)
{
    struct chart chart = chart_of(sweep);
    report_plan(output, &sweep->plan, false);
    (void)puts("\nelapsed");
    for (int row = 0; row < ROWS; row++)
        print_row(output, &chart, row);
    print_axis(output);
    print_legend(output, &chart, sweep);
    print_choice(output, sweep);
    print_unfinished(output, sweep);
}
