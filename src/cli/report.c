/* report — one run in words, on standard output. */
#include "cli/report.h"

#include "base/format.h"
#include "modes/modes.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_SIZE = 512, ITEMS_MANY = 100 /* of which a hundredth is at least one */ };

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
        output_begin_color(output, event->kind == EVENT_PUT ? 0 : 1);
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
    format_append(line, LINE, "%s with%s", format_count(plan->producers, "producer").text,
                  plan->items == 0 ? "out end" : " ");
    if (plan->items > 0)
        format_append(line, LINE, "%s%s", format_count((uint64_t)plan->items, "item").text,
                      plan->producers == 1 ? "" : " each");
    bool falling = plan->distribution == DISTRIBUTION_FALLING;
    if (falling)
        format_append(line, LINE, ", from %s down to", format_range(produce->max, produce->max, DIGITS).text);
    format_append(line, LINE, "%s %s an item", falling ? "" : ",",
                  format_range(produce->min, falling ? produce->min : produce->max, DIGITS).text);
    output_line(output, "%s; %s, %s an item", line, format_count(plan->consumers, "consumer").text,
                format_range(consume->min, consume->max, DIGITS).text);
    line[0] = '\0';
    if (cpu)
        format_append(line, LINE, "cpu %" PRIu32 " %%%s; ", plan->cpu_percent, plan->burn ? ", burnt" : "");
    format_append(line, LINE, "%s; queue ",
                  plan->cores == 0 ? "cores unlimited" : format_count(plan->cores, "core").text);
    if (plan->capacity == 0)
        format_append(line, LINE, "unbounded");
    else
        format_append(line, LINE, "of %" PRIu32, plan->capacity);
    output_line(output, "%s; seed %" PRIu64, line, plan->seed);
}

void report_bug(struct output output, const struct mode *mode)
{
    if (mode->bug != NULL)
        output_line(output, "bug %s in %s: %s", mode->bug, mode->name, mode->summary);
}

/* ---- The summary ---- */

static const enum state columns[] = {STATE_IDLE, STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void print_workers(struct output output, const struct result *result)
{
    char line[128];
    (void)snprintf(line, sizeof line, "%-8s%8s", "worker", "items");
    for (size_t i = 0; i < COLUMNS; i++)
        format_append(line, sizeof line, "%12s", state_name(columns[i]));
    output_line(output, "%s", line);
    for (uint32_t i = 0; i < result_workers(result); i++) {
        lane_id worker = result_worker(result, i);
        struct state_times times = result_state_times(result, worker);
        char name[LANE_NAME_SIZE];
        lane_id_name(worker, name);
        (void)snprintf(line, sizeof line, "%-8s%8" PRIu64, name, trace_items(result->trace, worker));
        for (size_t state = 0; state < COLUMNS; state++) {
            struct format time = format_duration(times.ns[columns[state]], 2);
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
    if (result->ideal >= 0)
        output_line(output, "elapsed     %s (best possible: %s)", time_of(stats.elapsed).text,
                    time_of(result->ideal).text);
    else
        output_line(output, "elapsed     %s", time_of(stats.elapsed).text);
    output_line(output, "overlap     %.2f×", stats.overlap);
    output_line(output, "items       %" PRIu64 " produced, %" PRIu64 " consumed", stats.produced, stats.consumed);
    output_line(output, "throughput  %.2f items per second", stats.throughput);
    if (stats.consumed > 0) {
        bool many = stats.consumed >= ITEMS_MANY;
        output_line(output, "latency     mean %s, median %s%s%s, longest %s", time_of((int64_t)stats.latency_mean).text,
                    time_of(stats.latency_p50).text, many ? ", p99 " : "", many ? time_of(stats.latency_p99).text : "",
                    time_of(stats.latency_max).text);
        output_line(output, "            first item %s, last item %s", time_of(stats.latency_first).text,
                    time_of(stats.latency_last).text);
    }
    output_line(output, "queue       at most %s, on average %.2f", format_count(stats.depth_max, "item").text,
                stats.depth_mean);
    if (result->stalls > 0 && !result->instant) /* in simulated time it costs nothing, and differs from call to call */
        output_line(output, "record      full %s: a worker waited for it to be read",
                    format_count(result->stalls, "time").text);
}

void report_problem(struct output output, const struct result *result)
{
    char text[SENTENCE_SIZE];
    struct scene_run run = result_run(result);
    if (!sentence_problem(&run, result_end(result), text, sizeof text))
        return;
    (void)putchar('\n');
    output_line(output, "%s: %s", result->mode->name, text);
}

void report_summary(struct output output, const struct result *result)
{
    (void)putchar('\n');
    output_line(output, "%s: %s", result->mode->name, modes_find(result->mode->name)->summary);
    report_plan(output, &result->plan, true);
    report_bug(output, result->mode);
    (void)putchar('\n');
    print_workers(output, result);
    (void)putchar('\n');
    print_figures(output, result);
    report_problem(output, result);
    if (result->trouble.message[0] != '\0')
        output_line(output, "stopped early: %s", result->trouble.message);
    if (result->signal != 0)
        output_line(output, "interrupted before its end");
}
