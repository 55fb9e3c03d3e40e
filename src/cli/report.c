/* report — on standard output, one run in words and figures, or several of one plan side by side. */
#include "cli/report.h"

#include "base/format.h"
#include "base/minmax.h"
#include "view/canvas/canvas.h"
#include "view/score.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_SIZE = 768, ITEMS_MANY = 100 /* of which a hundredth is at least one */ };

/* ---- Events ---- */

void report_event(struct output output, const struct event *event)
{
    if (event->kind == EVENT_STATE)
        return;
    char line[EVENT_LINE_SIZE];
    int words = event_line(event, 0, line);
    bool colored = output.color && lane_id_kind(event->lane) != LANE_MAIN;
    (void)printf("%.*s", words, line);
    if (colored)
        output_begin_color(output, event->kind == EVENT_PUT || event->kind == EVENT_FINISHED ? 0 : 1);
    (void)fputs(line + words, stdout);
    if (colored)
        output_end_color(output);
    (void)putchar('\n');
}

/* ---- The plan ---- */

void report_plan(struct output output, const struct plan *plan, bool cpu)
{
    enum { DIGITS = 9, LINE = 256 };
    const struct delay *produce = &plan->produce, *consume = &plan->consume;
    char line[LINE] = "";
    if (plan->tasks > 0)
        format_append(line, LINE, "%s", format_count(plan->tasks, "task").text);
    else
        format_append(line, LINE, "%s with%s", format_count(plan->producers, "producer").text,
                      plan->items == 0 ? "out end" : " ");
    if (plan->items > 0 && plan->tasks == 0)
        format_append(line, LINE, "%s%s", format_count((uint64_t)plan->items, "item").text,
                      plan->producers == 1 ? "" : " each");
    bool falling = plan->distribution == DISTRIBUTION_FALLING;
    if (falling)
        format_append(line, LINE, ", from %s down to", format_range(produce->max, produce->max, DIGITS).text);
    format_append(line, LINE, "%s %s %s", falling ? "" : ",",
                  format_range(produce->min, falling ? produce->min : produce->max, DIGITS).text,
                  plan->tasks > 0 ? "each" : "an item");
    if (plan->tasks == 0)
        format_append(line, LINE, "; %s, %s an item", format_count(plan->consumers, "consumer").text,
                      format_range(consume->min, consume->max, DIGITS).text);
    output_line(output, "%s", line);
    line[0] = '\0';
    if (cpu)
        format_append(line, LINE, "cpu %" PRIu32 " %%%s; ", plan->cpu_percent, plan->burn ? ", burnt" : "");
    format_append(line, LINE, "%s", plan->cores == 0 ? "cores unlimited" : format_count(plan->cores, "core").text);
    if (plan->tasks == 0 && plan->capacity == 0)
        format_append(line, LINE, "; queue unbounded");
    else if (plan->tasks == 0)
        format_append(line, LINE, "; queue of %" PRIu32, plan->capacity);
    output_line(output, "%s; seed %" PRIu64, line, plan->seed);
}

void report_bug(struct output output, const struct mode *mode)
{
    if (mode->bug != NULL)
        output_line(output, "bug %s in %s: %s", mode->bug, mode->name, mode->summary);
}

/* ---- One run ---- */

static void print_workers(struct output output, const struct result *result)
{
    char line[128];
    bool tasks = result->run.plan.tasks > 0;
    (void)snprintf(line, sizeof line, "%-8s%8s", tasks ? "task" : "worker", tasks ? "" : "items");
    for (enum state state = STATE_IDLE; state < STATE_DONE; state++)
        format_append(line, sizeof line, "%12s", state_name(state));
    output_line(output, "%s", line);
    for (uint32_t i = 0; i < result_workers(result); i++) {
        lane_id worker = result_worker(result, i);
        struct state_times times = result_state_times(result, worker);
        char name[LANE_NAME_SIZE];
        lane_id_name(worker, name);
        if (tasks) /* each is one */
            (void)snprintf(line, sizeof line, "%-16s", name);
        else
            (void)snprintf(line, sizeof line, "%-8s%8" PRIu64, name, trace_items(result->run.trace, worker));
        for (enum state state = STATE_IDLE; state < STATE_DONE; state++) {
            struct format time = format_duration(times.ns[state], 2);
            bool micro = strstr(time.text, "µ") != NULL; /* a byte more than it is wide */
            format_append(line, sizeof line, "%*s", 12 + micro, time.text);
        }
        output_line(output, "%s", line);
    }
}

static struct format time_of(int64_t ns)
{
    return format_duration(ns, 2);
}

static void print_figures(struct output output, const struct result *result)
{
    struct stats stats = result_stats(result);
    uint32_t tasks = result->run.plan.tasks;
    if (result->run.ideal >= 0)
        output_line(output, "elapsed     %s (best possible: %s)", time_of(stats.elapsed).text,
                    time_of(result->run.ideal).text);
    else
        output_line(output, "elapsed     %s", time_of(stats.elapsed).text);
    output_line(output, "overlap     %.2f×", stats.overlap);
    if (tasks > 0)
        output_line(output, "tasks       %" PRIu64 " of %" PRIu32 " finished", stats.consumed, tasks);
    else
        output_line(output, "items       %" PRIu64 " produced, %" PRIu64 " consumed", stats.produced, stats.consumed);
    output_line(output, "throughput  %.2f %s per second", stats.throughput, tasks > 0 ? "tasks" : "items");
    if (stats.consumed > 0 && tasks == 0) {
        bool many = stats.consumed >= ITEMS_MANY;
        output_line(output, "latency     mean %s, median %s%s%s, longest %s", time_of((int64_t)stats.latency_mean).text,
                    time_of(stats.latency_p50).text, many ? ", p99 " : "", many ? time_of(stats.latency_p99).text : "",
                    time_of(stats.latency_max).text);
        output_line(output, "            first item %s, last item %s", time_of(stats.latency_first).text,
                    time_of(stats.latency_last).text);
    }
    if (tasks == 0)
        output_line(output, "queue       at most %s, on average %.2f", format_count(stats.depth_max, "item").text,
                    stats.depth_mean);
    if (result->stalls > 0 && !result->instant) /* in simulated time it costs nothing, and differs from call to call */
        output_line(output, "record      full %s: a worker waited for it to be read",
                    format_count(result->stalls, "time").text);
}

/* What the run's bug shows, or why it cannot go on if it is in a deadlock; nothing otherwise. */
static void print_problem(struct output output, const struct result *result)
{
    char text[SENTENCE_SIZE];
    if (!sentence_problem(&result->run, result_end(result), text, sizeof text))
        return;
    (void)putchar('\n');
    output_line(output, "%s: %s", result->run.mode->name, text);
}

void report_summary(struct output output, const struct result *result)
{
    (void)putchar('\n');
    output_line(output, "%s: %s", result->run.mode->name, modes_find(result->run.mode->name)->summary);
    report_plan(output, &result->run.plan, true);
    report_bug(output, result->run.mode);
    (void)putchar('\n');
    print_workers(output, result);
    (void)putchar('\n');
    print_figures(output, result);
    print_problem(output, result);
    if (result->trouble.message[0] != '\0')
        output_line(output, "incomplete: %s", result->trouble.message);
    if (result->signal != 0)
        output_line(output, "interrupted before its end");
}

/* ---- Several runs ---- */

static const struct style plain = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};

static const struct column {
    enum score_column content;
    int min; /* cells wide */
} columns[] = {
    {SCORE_MODE, 10},   {SCORE_ELAPSED, 9}, {SCORE_IDEAL, 9},   {SCORE_ITEMS, 10},
    {SCORE_LATENCY, 9}, {SCORE_LONGEST, 9}, {SCORE_OVERLAP, 9}, {SCORE_RATE, 9},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Why a run did not finish is written in the place of its relation to the best possible. */
static void write_cell(const struct result *result, enum score_column content, char text[SCORE_SIZE])
{
    struct score score = score_of(&result->run, result_end(result));
    score.digits = 2;
    if (content == SCORE_IDEAL && !score.finished)
        (void)snprintf(text, SCORE_SIZE, "%s", result->run.status == RUN_STUCK ? "deadlock" : "stopped");
    else
        score_write(&score, content, text);
}

/* A column is as wide as its longest cell and a blank ask for. The first is aligned left, the others right; from one
 * that does not fit on they are left out. */
static void print_table(struct output output, const struct result results[], size_t count)
{
    struct canvas *canvas = canvas_new(output.columns, (int)count + 1, output.ascii);
    char cells[MODES_MAX + 1][SCORE_SIZE];
    for (int column = 0, x = 0, width; column < COLUMNS; column++, x += width) {
        const char *title = score_title(&results[0].run.plan, columns[column].content);
        width = title != NULL ? columns[column].min : 0;
        for (size_t i = 0; i <= count && title != NULL; i++) {
            if (i == 0)
                (void)snprintf(cells[i], SCORE_SIZE, "%s", title);
            else
                write_cell(&results[i - 1], columns[column].content, cells[i]);
            width = MAX(width, canvas_text_width(canvas, cells[i]) + 1);
        }
        if (x + width > output.columns)
            break;
        for (size_t i = 0; i <= count && title != NULL; i++) {
            int space = column > 0 ? width - canvas_text_width(canvas, cells[i]) : 0;
            canvas_text(canvas, x + space, (int)i, width, plain, cells[i]);
        }
    }
    canvas_print(canvas, stdout);
    canvas_free(canvas);
}

static int64_t longest_of(const struct result results[], size_t count)
{
    int64_t longest = 0;
    for (size_t i = 0; i < count; i++)
        longest = MAX(longest, result_elapsed(&results[i]));
    return longest;
}

static void print_bars(struct output output, const struct result results[], size_t count)
{
    enum { NAME = 10, BESIDE = 32 /* columns for the mode's name and its time */, BAR_MIN = 8 };
    int width = MAX(output.columns - BESIDE, BAR_MIN);
    struct canvas *canvas = canvas_new(BESIDE + width, 1, output.ascii);
    for (size_t i = 0; i < count; i++) {
        int64_t elapsed = result_elapsed(&results[i]);
        canvas_resize(canvas, BESIDE + width, 1);
        (void)canvas_text(canvas, 0, 0, NAME, plain, results[i].run.mode->name);
        int end = bars_row(canvas, NAME, 0, width, (double)elapsed, (double)longest_of(results, count), plain);
        (void)canvas_format(canvas, end + 1, 0, BESIDE, plain, "%s%s", format_duration(elapsed, 2).text,
                            results[i].run.status == RUN_STUCK ? ", then deadlock" : "");
        output_begin_color(output, i);
        canvas_print(canvas, stdout);
        output_end_color(output);
    }
    canvas_free(canvas);
}

static void print_ranking(struct output output, const struct result results[], size_t count)
{
    enum { TIE = 10000 /* the part of the longest time that the table cannot tell apart */ };
    char text[SENTENCE_SIZE];
    struct scene_run runs[MODES_MAX];
    for (size_t i = 0; i < count; i++)
        runs[i] = results[i].run;
    sentence_ranking(runs, count, 0, longest_of(results, count) / TIE + 1, 2, text, sizeof text);
    output_line(output, "%s", text);
}

void report_comparison(struct output output, const struct result results[], size_t count)
{
    report_plan(output, &results[0].run.plan, true);
    for (size_t i = 0; i < count; i++)
        report_bug(output, results[i].run.mode);
    (void)putchar('\n');
    print_table(output, results, count);
    (void)putchar('\n');
    print_bars(output, results, count);
    for (size_t i = 0; i < count; i++)
        print_problem(output, &results[i]);
    (void)putchar('\n');
    print_ranking(output, results, count);
    struct advice advice = advice_of(results, count);
    if (advice.mode != NULL)
        output_line(output, "Choose %s: %s.", advice.mode->name, advice.why);
}
