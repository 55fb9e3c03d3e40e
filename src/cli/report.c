/* report — one run in words; see the header. */
#include "cli/report.h"

#include "base/units.h"
#include "cli/format.h"
#include "view/text/bug_text.h"

#include <inttypes.h>

/* ---- Events ---- */

static const char YELLOW[] = "\033[33m", CYAN[] = "\033[36m", PLAIN[] = "\033[39m";

void report_event(struct output output, const struct event *event)
{
    if (event->kind == EVENT_STATE)
        return;
    char line[EVENT_LINE_SIZE];
    int words = event_line(event, 0, line);
    const char *color = event->kind == EVENT_PUT ? YELLOW : CYAN;
    bool colored = output.color && lane_id_kind(event->lane) != LANE_MAIN;
    (void)printf("%.*s%s%s%s\n", words, line, colored ? color : "", line + words, colored ? PLAIN : "");
}

/* ---- The summary ---- */

static const enum state columns[] = {STATE_IDLE, STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void print_worker(const struct result *result, lane_id worker)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker, name);
    (void)printf("%-8s%8" PRIu64, name, trace_items(result->trace, worker));
    struct state_times state_times = result_state_times(result, worker);
    for (size_t i = 0; i < COLUMNS; i++) {
        char time[FORMAT_SIZE];
        format_duration(state_times.ns[columns[i]], time);
        (void)printf("%12s", time);
    }
    (void)putchar('\n');
}

static void print_workers(const struct result *result)
{
    (void)printf("%-8s%8s", "worker", "items");
    for (size_t i = 0; i < COLUMNS; i++)
        (void)printf("%12s", state_name(columns[i]));
    (void)putchar('\n');
    for (uint32_t i = 0; i < result_workers(result); i++)
        print_worker(result, result_worker(result, i));
}

static void print_duration(const char *before, int64_t ns)
{
    char time[FORMAT_SIZE];
    format_duration(ns, time);
    (void)printf("%s%s", before, time);
}

static void print_elapsed(const struct result *result, const struct stats *stats)
{
    print_duration("elapsed     ", stats->elapsed);
    if (result->ideal >= 0)
        print_duration(" (ideal: ", result->ideal);
    (void)puts(result->ideal >= 0 ? ")" : "");
}

static void print_latency(const struct stats *stats)
{
    print_duration("latency     mean ", (int64_t)stats->latency_mean);
    print_duration(", p50 ", stats->latency_p50);
    print_duration(", p99 ", stats->latency_p99);
    print_duration(", max ", stats->latency_max);
    print_duration("\n            first item ", stats->latency_first);
    print_duration(", last item ", stats->latency_last);
    (void)putchar('\n');
}

/* In the caption's words. */
static void report_bug(const struct result *result)
{
    char text[256];
    struct scene_run run = {.mode = result->mode->name,
                            .status = result->deadlock ? RUN_STUCK : RUN_FINISHED,
                            .plan = result->plan,
                            .ideal = result->ideal,
                            .trace = result->trace};
    if (bug_text_write(&run, result_end(result), text, sizeof text))
        (void)printf("\n%s\n", text);
}

void report_summary(struct output output, const struct result *result)
{
    struct stats stats = result_stats(result);
    (void)printf("\n%s: %s\n", result->mode->name, result->mode->summary);
    format_plan(stdout, &result->plan, true);
    (void)putchar('\n');
    print_workers(result);
    (void)putchar('\n');
    print_elapsed(result, &stats);
    (void)printf("overlap     %.2f%s\n", stats.overlap, format_times(output.ascii));
    (void)printf("items       %" PRIu64 " produced, %" PRIu64 " consumed\n", stats.produced, stats.consumed);
    (void)printf("throughput  %.2f items per second\n", stats.throughput);
    if (stats.consumed > 0)
        print_latency(&stats);
    (void)printf("queue       depth at most %" PRIu32 ", on average %.2f\n", stats.depth_max, stats.depth_mean);
    if (result->stalls > 0 && !result->instant) /* in simulated time it costs nothing, and differs from call to call */
        (void)printf("record      full %" PRIu64 " times: a worker waited for it to be read\n", result->stalls);
    report_bug(result);
    if (result->deadlock)
        report_deadlock(result);
    if (result->signal != 0)
        (void)puts("interrupted before its end");
}

/* ---- A deadlock ---- */

/* What keeps workers from going on, and how that is said of one and of several of them. */
struct hindrance {
    enum state state;
    enum reason reason;
    const char *one, *many;
};

static const struct hindrance hindrances[] = {
    {STATE_WAITING, REASON_QUEUE_FULL, "waits for a consumer to make room in the queue",
     "wait for a consumer to make room in the queue"},
    {STATE_WAITING, REASON_QUEUE_EMPTY, "waits for a producer's item", "wait for a producer's item"},
    {STATE_WAITING, REASON_LOCK, "waits for a lock", "wait for a lock"},
    {STATE_WAITING, REASON_SIGNAL, "waits for a signal that has come before", "wait for a signal that has come before"},
    {STATE_READY, REASON_TURN, "waits for its turn", "wait for their turn"},
    {STATE_IDLE, REASON_NONE, "has not begun", "have not begun"},
};

static bool is_hindered(const struct result *result, lane_id worker, const struct hindrance *hindrance)
{
    struct segment last = result_last(result, worker);
    return last.state == hindrance->state && last.reason == hindrance->reason;
}

static size_t count_hindered(const struct result *result, const struct hindrance *hindrance)
{
    size_t count = 0;
    for (uint32_t i = 0; i < result_workers(result); i++)
        count += is_hindered(result, result_worker(result, i), hindrance);
    return count;
}

/* "P1, P2, P3 and 97 more". */
static void print_hindered(const struct result *result, const struct hindrance *hindrance, size_t count)
{
    enum { NAMED = 3 };
    size_t parts = count > NAMED + 1 ? NAMED + 1 : count, part = 0;
    for (uint32_t i = 0; part < parts; i++) {
        lane_id worker = result_worker(result, i);
        if (!is_hindered(result, worker, hindrance))
            continue;
        char name[LANE_NAME_SIZE];
        lane_id_name(worker, name);
        (void)fputs(format_before(part, parts), stdout);
        if (part == NAMED && count > parts)
            (void)printf("%zu more", count - NAMED);
        else
            (void)fputs(name, stdout);
        part++;
    }
}

/* Whom the main program is with, where it carries out the workers itself. */
static void print_whose_turn(const struct result *result)
{
    struct segment main = result_last(result, lane_id_of(LANE_MAIN, 0));
    if (main.reason != REASON_TURN || main.other == LANE_NONE)
        return;
    char name[LANE_NAME_SIZE];
    lane_id_name(main.other, name);
    (void)printf(", while %s has not returned", name);
}

void report_deadlock(const struct result *result)
{
    bool starves = result_pool_starves(result);
    (void)printf("\n%s in %s (%s): nobody can go on\n", starves ? "pool starvation" : "deadlock", result->mode->name,
                 result->mode->summary);
    for (size_t i = 0; i < sizeof hindrances / sizeof hindrances[0]; i++) {
        const struct hindrance *hindrance = &hindrances[i];
        size_t count = count_hindered(result, hindrance);
        if (count == 0)
            continue;
        (void)fputs("  ", stdout);
        print_hindered(result, hindrance, count);
        (void)printf(" %s", count == 1 ? hindrance->one : hindrance->many);
        if (hindrance->reason == REASON_QUEUE_FULL)
            (void)printf(", which holds %" PRIu32 " of %" PRIu32, depth_series_now(result->trace->depth),
                         result->plan.capacity);
        if (hindrance->state != STATE_WAITING)
            print_whose_turn(result);
        if (hindrance->state == STATE_IDLE && starves)
            (void)printf(", for all threads of the pool (%zu) are taken", result->trace->lanes[LANE_POOL].count);
        (void)putchar('\n');
    }
}
