/* score — the cells of a run, and the order of runs. */
#include "view/score.h"

#include "base/format.h"
#include "view/scene.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct score score_of(const struct scene_run *run, int64_t end)
{
    const char *note = run->status == RUN_STUCK  ? "deadlock"
                       : run->status == RUN_LEFT ? "stopped"
                       : run->changed            ? "changed"
                                                 : "";
    return (struct score){.number = run->number,
                          .mode = run->mode->name,
                          .note = run->mode->bug != NULL ? run->mode->bug : note,
                          .plan = &run->plan,
                          .finished = run->status == RUN_FINISHED && !run->changed,
                          .ideal = run->ideal,
                          .stats = stats_of(run->trace, end),
                          .digits = 1};
}

/* ---- The cells ---- */

/* The note, and what differs from the plan before. */
static void write_plan(char *text, const struct score *score)
{
    const struct plan *plan = score->plan, *before = score->before;
    (void)snprintf(text, SCORE_SIZE, "%s", score->note);
    if (before != NULL && before->language != plan->language)
        format_append(text, SCORE_SIZE, "%s%s", text[0] != '\0' ? ", " : "", plan_language_name(plan->language));
    for (enum control control = 0; before != NULL && control < CONTROL_COUNT; control++) {
        char value[CONTROL_VALUE_SIZE], other[CONTROL_VALUE_SIZE];
        if (!control_applies(plan, control))
            continue;
        control_value(plan, control, value);
        control_value(before, control, other);
        if (strcmp(value, other) == 0)
            continue;
        const char *name = control_name(plan, control);
        bool noun_first = control_noun_first(control);
        format_append(text, SCORE_SIZE, "%s%s %s", text[0] != '\0' ? ", " : "", noun_first ? name : value,
                      noun_first ? value : name);
    }
    if (before != NULL && before->seed != plan->seed)
        format_append(text, SCORE_SIZE, "%sseed %" PRIu64, text[0] != '\0' ? ", " : "", plan->seed);
}

/* The ideal is of all items. */
static bool has_ideal(const struct score *score)
{
    return score->finished && score->ideal > 0 && score->stats.consumed >= (uint64_t)plan_items(score->plan);
}

static double ideal_factor(const struct score *score)
{
    return has_ideal(score) ? (double)score->stats.elapsed / (double)score->ideal : 0;
}

static void write_items(char *text, const struct score *score)
{
    const struct plan *plan = score->plan;
    (void)snprintf(text, SCORE_SIZE, "%" PRIu64, score->stats.consumed);
    if (plan->items > 0)
        format_append(text, SCORE_SIZE, "/%" PRId64, plan_items(plan));
}

void score_write(const struct score *score, enum score_column column, char text[SCORE_SIZE])
{
    const struct stats *stats = &score->stats;
    int digits = score->digits > 0 ? 2 : 0; /* of what is no time */
    (void)snprintf(text, SCORE_SIZE, "%s", column == SCORE_RUN ? "" : "–");
    if (column == SCORE_RUN && score->number > 0)
        (void)snprintf(text, SCORE_SIZE, "%d", score->number);
    else if (column == SCORE_MODE)
        (void)snprintf(text, SCORE_SIZE, "%s", score->mode);
    else if (column == SCORE_PLAN)
        write_plan(text, score);
    else if (column == SCORE_ELAPSED)
        (void)snprintf(text, SCORE_SIZE, "%s", format_duration(stats->elapsed, score->digits).text);
    else if (column == SCORE_IDEAL && has_ideal(score))
        (void)snprintf(text, SCORE_SIZE, "%.*f×", digits, ideal_factor(score));
    else if (column == SCORE_ITEMS)
        write_items(text, score);
    else if (column == SCORE_RATE)
        (void)snprintf(text, SCORE_SIZE, "%.*f", digits, stats->throughput);
    else if (column == SCORE_LATENCY && stats->consumed > 0)
        (void)snprintf(text, SCORE_SIZE, "%s", format_duration((int64_t)stats->latency_mean, score->digits).text);
    else if (column == SCORE_LONGEST && stats->consumed > 0)
        (void)snprintf(text, SCORE_SIZE, "%s", format_duration(stats->latency_max, score->digits).text);
    else if (column == SCORE_OVERLAP)
        (void)snprintf(text, SCORE_SIZE, "%.*f×", digits, stats->overlap);
}

/* ---- Titles and order ---- */

static const char *const titles[SCORE_COLUMNS] = {
    [SCORE_RUN] = "run",         [SCORE_MODE] = "mode",       [SCORE_PLAN] = "plan",    [SCORE_ELAPSED] = "elapsed",
    [SCORE_IDEAL] = "× best",    [SCORE_ITEMS] = "items",     [SCORE_RATE] = "items/s", [SCORE_LATENCY] = "latency",
    [SCORE_LONGEST] = "longest", [SCORE_OVERLAP] = "overlap",
};

static const char *const task_titles[SCORE_COLUMNS] = {
    [SCORE_RUN] = "run",      [SCORE_MODE] = "mode",   [SCORE_PLAN] = "plan",    [SCORE_ELAPSED] = "elapsed",
    [SCORE_IDEAL] = "× best", [SCORE_ITEMS] = "tasks", [SCORE_RATE] = "tasks/s", [SCORE_OVERLAP] = "overlap",
};

const char *score_title(const struct plan *plan, enum score_column column)
{
    return (plan->tasks > 0 ? task_titles : titles)[column];
}

/* What is sorted by, ascending; of rate and overlap the most comes first. */
static double order_of(const struct score *score, enum score_column column)
{
    switch (column) {
    case SCORE_ELAPSED:
        return (double)score->stats.elapsed;
    case SCORE_IDEAL:
        return ideal_factor(score);
    case SCORE_RATE:
        return -score->stats.throughput;
    case SCORE_LATENCY:
        return score->stats.latency_mean;
    case SCORE_OVERLAP:
        return -score->stats.overlap;
    default:
        return 0;
    }
}

int score_compare(const struct score *a, const struct score *b, enum score_column column)
{
    if (column != SCORE_RUN && a->finished != b->finished)
        return a->finished ? -1 : 1; /* what a run had come to when it was left is no result */
    double left = order_of(a, column), right = order_of(b, column);
    if (left != right)
        return left < right ? -1 : 1;
    return a->number - b->number;
}
