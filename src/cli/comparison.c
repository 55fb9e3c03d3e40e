/* comparison — several runs of one plan side by side; see the header. */
#include "comparison.h"

#include "advice.h"
#include "base/memory.h"
#include "report.h"
#include "view/canvas.h"
#include "view/score.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

enum { BAR_WIDTH = 54 };

/* ---- The table ---- */

static const struct column {
    enum score_column content;
    int width;
} columns[] = {
    {SCORE_MODE, 10},   {SCORE_ELAPSED, 9}, {SCORE_IDEAL, 9}, {SCORE_ITEMS, 10},  {SCORE_RATE, 9},
    {SCORE_LATENCY, 9}, {SCORE_P99, 8},     {SCORE_MAX, 8},   {SCORE_OVERLAP, 8},
};
enum { COLUMNS = sizeof columns / sizeof *columns, TABLE_WIDTH = 80 };

static const struct style plain = {.ink = HUE_TEXT, .paper = HUE_PAPER};

/* The first column is aligned to the left, the others to the right. */
static void write_cell(struct canvas *canvas, int y, int column, const char *text)
{
    int x = 0;
    for (int i = 0; i < column; i++)
        x += columns[i].width;
    int space = columns[column].width - canvas_text_width(canvas, text);
    canvas_text(canvas, x + (column > 0 && space > 0 ? space : 0), y, TABLE_WIDTH - x, plain, text);
}

/* What became of a run that did not finish stands where its relation to the ideal would be. */
static void write_row(struct canvas *canvas, int y, const struct outcome *outcome)
{
    const char *note = outcome->deadlock ? "deadlock" : outcome->signal != 0 ? "stopped" : "";
    struct score score = {.mode = outcome->mode->name,
                          .note = note,
                          .plan = &outcome->plan,
                          .finished = outcome_is_finished(outcome),
                          .ideal = outcome->ideal,
                          .stats = outcome_stats(outcome),
                          .digits = 2};
    for (int i = 0; i < COLUMNS; i++) {
        char text[SCORE_SIZE];
        score_write(&score, columns[i].content, text);
        write_cell(canvas, y, i, columns[i].content == SCORE_IDEAL && *note != '\0' ? note : text);
    }
}

static void print_table(struct output output, const struct outcome outcomes[], size_t count)
{
    struct canvas *canvas = canvas_new(TABLE_WIDTH, (int)count + 1, output.ascii);
    for (int i = 0; i < COLUMNS; i++)
        write_cell(canvas, 0, i, score_title(columns[i].content));
    for (size_t i = 0; i < count; i++)
        write_row(canvas, (int)i + 1, &outcomes[i]);
    canvas_print(canvas, stdout);
    canvas_free(canvas);
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

static void print_bars(struct output output, const struct outcome outcomes[], size_t count)
{
    int64_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (outcome_elapsed(&outcomes[i]) > longest)
            longest = outcome_elapsed(&outcomes[i]);
    for (size_t i = 0; i < count; i++) {
        char elapsed[WORDS_SIZE];
        words_duration(outcome_elapsed(&outcomes[i]), elapsed);
        (void)printf("%-8s", outcomes[i].mode->name);
        print_bar(outcome_elapsed(&outcomes[i]), longest, output.ascii);
        (void)printf(" %s%s\n", elapsed, outcomes[i].deadlock ? ", then deadlock" : "");
    }
}

/* ---- What follows ---- */

/* A finished mode, and its place among them. */
struct finisher {
    const char *name;
    int64_t elapsed;
};

/* Finishers next to each other in order of time, all within two hundredths of the first. */
struct group {
    const struct finisher *first;
    size_t count;
    int64_t mean;
};

static int by_elapsed(const void *a, const void *b)
{
    int64_t left = ((const struct finisher *)a)->elapsed, right = ((const struct finisher *)b)->elapsed;
    return (left > right) - (left < right);
}

static struct group group_from(const struct finisher *first, size_t left)
{
    struct group group = {.first = first};
    int64_t sum = 0;
    while (group.count < left && first[group.count].elapsed - first->elapsed <= first->elapsed / 50)
        sum += first[group.count++].elapsed;
    group.mean = sum / (int64_t)group.count;
    return group;
}

static void print_names(const struct group *group)
{
    for (size_t i = 0; i < group->count; i++)
        (void)printf("%s%s", words_before(i, group->count), group->first[i].name);
}

/* Of the fastest group against the slowest, and then of those between. */
static void print_gain(const struct group *group, const struct group *slowest, bool fastest)
{
    char gain[WORDS_SIZE];
    words_duration(slowest->mean - group->mean, gain);
    if (!fastest)
        (void)fputs(", ", stdout);
    print_names(group);
    if (fastest)
        (void)fputs(group->count == 1 ? " finishes" : " finish", stdout);
    (void)printf(" %s (%.0f%%)", gain, 100.0 * (double)(slowest->mean - group->mean) / (double)slowest->mean);
    if (fastest) {
        (void)fputs(" sooner than ", stdout);
        print_names(slowest);
    }
}

static void print_gains(const struct finisher finishers[], size_t count)
{
    struct group fastest = group_from(finishers, count), slowest = fastest;
    for (size_t at = fastest.count; at < count; at += slowest.count)
        slowest = group_from(finishers + at, count - at);
    if (fastest.count == count) {
        print_names(&fastest);
        (void)fputs(count == 1 ? " is the only one to finish" : " take the same time", stdout);
        return;
    }
    print_gain(&fastest, &slowest, true);
    for (size_t at = fastest.count; finishers + at < slowest.first;) {
        struct group between = group_from(finishers + at, count - at);
        print_gain(&between, &slowest, false);
        at += between.count;
    }
}

/* Copies the finished ones in order of time; returns how many. */
static size_t sort_finishers(const struct outcome outcomes[], size_t count, struct finisher finishers[])
{
    size_t finished = 0;
    for (size_t i = 0; i < count; i++)
        if (outcome_is_finished(&outcomes[i]))
            finishers[finished++] = (struct finisher){outcomes[i].mode->name, outcome_elapsed(&outcomes[i])};
    qsort(finishers, finished, sizeof *finishers, by_elapsed);
    return finished;
}

/* The plain result in one line. */
static void conclude(const struct outcome outcomes[], size_t count)
{
    struct finisher *finishers = memory_zeroed(count, sizeof *finishers);
    size_t finished = sort_finishers(outcomes, count, finishers);
    (void)putchar('\n');
    if (finished > 0)
        print_gains(finishers, finished);
    const char *separator = finished > 0 ? "; " : "";
    for (size_t i = 0; i < count; i++) {
        if (outcome_is_finished(&outcomes[i]))
            continue;
        (void)printf("%s%s %s", separator, outcomes[i].mode->name,
                     outcomes[i].deadlock ? "never finishes" : "was stopped before its end");
        separator = "; ";
    }
    (void)puts(".");
    free(finishers);
}

static void print_advice(const struct outcome outcomes[], size_t count)
{
    struct advice advice = advice_of(outcomes, count);
    if (advice.mode != NULL)
        (void)printf("Choose %s: %s.\n", advice.mode->name, advice.why);
}

void comparison_print(struct output output, const struct outcome outcomes[], size_t count)
{
    words_plan(stdout, &outcomes[0].plan, true);
    (void)putchar('\n');
    print_table(output, outcomes, count);
    (void)putchar('\n');
    print_bars(output, outcomes, count);
    for (size_t i = 0; i < count; i++)
        if (outcomes[i].deadlock)
            report_deadlock(&outcomes[i]);
    conclude(outcomes, count);
    print_advice(outcomes, count);
}
