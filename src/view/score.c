/* score — writes the cells. */
#include "view/score.h"

#include "base/format.h"
#include "view/controls.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void write_seconds(char *text, const struct score *score, bool known, double ns)
{
    (void)snprintf(text, SCORE_SIZE, "%s", known ? format_duration((int64_t)ns, score->digits).text : "–");
}

static void write_run(char *text, const struct score *score)
{
    text[0] = '\0';
    if (score->number > 0)
        (void)snprintf(text, SCORE_SIZE, "%d", score->number);
}

static void write_mode(char *text, const struct score *score)
{
    (void)snprintf(text, SCORE_SIZE, "%s", score->mode);
}

/* Adds one more thing to a list. */
static void add(char *text, const char *what)
{
    size_t length = strlen(text);
    (void)snprintf(text + length, SCORE_SIZE - length, "%s%s", length > 0 ? ", " : "", what);
}

static void add_control(char *text, const struct plan *plan, enum control control)
{
    static const char *const before[CONTROL_COUNT] = {[CONTROL_PRODUCE] = "producing ",
                                                      [CONTROL_CONSUME] = "consuming ",
                                                      [CONTROL_CPU] = "cpu ",
                                                      [CONTROL_CAPACITY] = "queue "};
    char value[CONTROL_VALUE_SIZE], item[2 * CONTROL_VALUE_SIZE];
    control_value(plan, control, value);
    if (before[control] != NULL)
        (void)snprintf(item, sizeof item, "%s%s", before[control], value);
    else
        (void)snprintf(item, sizeof item, "%s %s", value, control_name(plan, control));
    add(text, item);
}

static void write_plan(char *text, const struct score *score)
{
    const struct plan *plan = score->plan, *before = score->before;
    (void)snprintf(text, SCORE_SIZE, "%s", score->note);
    for (enum control control = 0; before != NULL && control < CONTROL_COUNT; control++) {
        char value[CONTROL_VALUE_SIZE], other[CONTROL_VALUE_SIZE];
        control_value(plan, control, value);
        control_value(before, control, other);
        if (strcmp(value, other) != 0)
            add_control(text, plan, control);
    }
    char seed[32];
    (void)snprintf(seed, sizeof seed, "seed %" PRIu64, plan->seed);
    if (before != NULL && before->seed != plan->seed)
        add(text, seed);
}

static void write_elapsed(char *text, const struct score *score)
{
    write_seconds(text, score, true, (double)score->stats.elapsed);
}

/* The ideal is of all items. */
static bool has_ideal(const struct score *score)
{
    int64_t items = score->plan->items * score->plan->producers;
    return score->finished && score->ideal > 0 && score->stats.consumed >= (uint64_t)items;
}

static double ideal_factor(const struct score *score)
{
    return has_ideal(score) ? (double)score->stats.elapsed / (double)score->ideal : 0;
}

static void write_ideal(char *text, const struct score *score)
{
    if (has_ideal(score))
        (void)snprintf(text, SCORE_SIZE, "%.*f×", score->digits > 0 ? 2 : 0, ideal_factor(score));
    else
        (void)snprintf(text, SCORE_SIZE, "–");
}

static void write_items(char *text, const struct score *score)
{
    const struct plan *plan = score->plan;
    if (plan->items > 0)
        (void)snprintf(text, SCORE_SIZE, "%" PRIu64 "/%" PRId64, score->stats.consumed, plan->items * plan->producers);
    else
        (void)snprintf(text, SCORE_SIZE, "%" PRIu64, score->stats.consumed);
}

static void write_rate(char *text, const struct score *score)
{
    (void)snprintf(text, SCORE_SIZE, "%.*f", score->digits > 0 ? 2 : 0, score->stats.throughput);
}

static void write_latency(char *text, const struct score *score)
{
    write_seconds(text, score, score->stats.consumed > 0, score->stats.latency_mean);
}

static void write_longest(char *text, const struct score *score)
{
    write_seconds(text, score, score->stats.consumed > 0, (double)score->stats.latency_max);
}

static void write_overlap(char *text, const struct score *score)
{
    (void)snprintf(text, SCORE_SIZE, "%.*f×", score->digits > 0 ? 2 : 0, score->stats.overlap);
}

static double number_of(const struct score *score)
{
    return score->number;
}

static double elapsed_of(const struct score *score)
{
    return (double)score->stats.elapsed;
}

static double latency_of(const struct score *score)
{
    return score->stats.latency_mean;
}

/* More is better, so the most comes first. */
static double rate_of(const struct score *score)
{
    return -score->stats.throughput;
}

static double overlap_of(const struct score *score)
{
    return -score->stats.overlap;
}

static const struct {
    const char *title;
    void (*write)(char *text, const struct score *score);
    double (*order)(const struct score *score); /* ascending; NULL: not sorted by */
} columns[SCORE_COLUMNS] = {
    [SCORE_RUN] = {"run", write_run, number_of},
    [SCORE_MODE] = {"mode", write_mode, NULL},
    [SCORE_PLAN] = {"plan", write_plan, NULL},
    [SCORE_ELAPSED] = {"elapsed", write_elapsed, elapsed_of},
    [SCORE_IDEAL] = {"× best", write_ideal, ideal_factor},
    [SCORE_ITEMS] = {"items", write_items, NULL},
    [SCORE_RATE] = {"items/s", write_rate, rate_of},
    [SCORE_LATENCY] = {"latency", write_latency, latency_of},
    [SCORE_LONGEST] = {"longest", write_longest, NULL},
    [SCORE_OVERLAP] = {"overlap", write_overlap, overlap_of},
};

const char *score_title(enum score_column column)
{
    return columns[column].title;
}

void score_write(const struct score *score, enum score_column column, char text[SCORE_SIZE])
{
    columns[column].write(text, score);
}

int score_compare(const struct score *a, const struct score *b, enum score_column column)
{
    double (*order)(const struct score *score) = columns[column].order;
    double left = order != NULL ? order(a) : 0, right = order != NULL ? order(b) : 0;
    if (left != right)
        return left < right ? -1 : 1;
    return a->number - b->number;
}
