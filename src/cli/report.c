/* report — one run in words; see the header. */
#include "report.h"

#include "base/units.h"
#include "view/mistake.h"
#include "words.h"

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

static void print_worker(const struct outcome *outcome, lane_id worker)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker, name);
    (void)printf("%-8s%8" PRIu64, name, trace_items(outcome->trace, worker));
    struct shares shares = outcome_shares(outcome, worker);
    for (size_t i = 0; i < COLUMNS; i++) {
        char time[WORDS_SIZE];
        words_duration(shares.ns[columns[i]], time);
        (void)printf("%12s", time);
    }
    (void)putchar('\n');
}

static void print_workers(const struct outcome *outcome)
{
    (void)printf("%-8s%8s", "worker", "items");
    for (size_t i = 0; i < COLUMNS; i++)
        (void)printf("%12s", state_name(columns[i]));
    (void)putchar('\n');
    for (uint32_t i = 0; i < outcome_workers(outcome); i++)
        print_worker(outcome, outcome_worker(outcome, i));
}

static void print_duration(const char *before, int64_t ns)
{
    char time[WORDS_SIZE];
    words_duration(ns, time);
    (void)printf("%s%s", before, time);
}

static void print_elapsed(const struct outcome *outcome, const struct stats *stats)
{
    print_duration("elapsed     ", stats->elapsed);
    if (outcome->ideal >= 0)
        print_duration(" (ideal: ", outcome->ideal);
    (void)puts(outcome->ideal >= 0 ? ")" : "");
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
static void report_mistake(const struct outcome *outcome)
{
    char text[256];
    struct scene_run run = {.mode = outcome->mode->name,
                            .status = outcome->deadlock ? RUN_STUCK : RUN_FINISHED,
                            .plan = outcome->plan,
                            .ideal = outcome->ideal,
                            .trace = outcome->trace};
    if (mistake_tell(&run, outcome_end(outcome), text, sizeof text))
        (void)printf("\n%s\n", text);
}

void report_summary(struct output output, const struct outcome *outcome)
{
    struct stats stats = outcome_stats(outcome);
    (void)printf("\n%s: %s\n", outcome->mode->name, outcome->mode->summary);
    words_plan(stdout, &outcome->plan, true);
    (void)putchar('\n');
    print_workers(outcome);
    (void)putchar('\n');
    print_elapsed(outcome, &stats);
    (void)printf("overlap     %.2f%s\n", stats.overlap, words_times(output.ascii));
    (void)printf("items       %" PRIu64 " produced, %" PRIu64 " consumed\n", stats.produced, stats.consumed);
    (void)printf("throughput  %.2f items per second\n", stats.throughput);
    if (stats.consumed > 0)
        print_latency(&stats);
    (void)printf("queue       depth at most %" PRIu32 ", on average %.2f\n", stats.depth_max, stats.depth_mean);
    if (outcome->stalls > 0 &&
        !outcome->instant) /* in simulated time it costs nothing, and differs from call to call */
        (void)printf("record      full %" PRIu64 " times: a worker waited for it to be read\n", outcome->stalls);
    report_mistake(outcome);
    if (outcome->deadlock)
        report_deadlock(outcome);
    if (outcome->signal != 0)
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

static bool is_hindered(const struct outcome *outcome, lane_id worker, const struct hindrance *hindrance)
{
    struct span last = outcome_last(outcome, worker);
    return last.state == hindrance->state && last.reason == hindrance->reason;
}

static size_t count_hindered(const struct outcome *outcome, const struct hindrance *hindrance)
{
    size_t count = 0;
    for (uint32_t i = 0; i < outcome_workers(outcome); i++)
        count += is_hindered(outcome, outcome_worker(outcome, i), hindrance);
    return count;
}

/* "P1, P2, P3 and 97 more". */
static void print_hindered(const struct outcome *outcome, const struct hindrance *hindrance, size_t count)
{
    enum { NAMED = 3 };
    size_t parts = count > NAMED + 1 ? NAMED + 1 : count, part = 0;
    for (uint32_t i = 0; part < parts; i++) {
        lane_id worker = outcome_worker(outcome, i);
        if (!is_hindered(outcome, worker, hindrance))
            continue;
        char name[LANE_NAME_SIZE];
        lane_id_name(worker, name);
        (void)fputs(words_before(part, parts), stdout);
        if (part == NAMED && count > parts)
            (void)printf("%zu more", count - NAMED);
        else
            (void)fputs(name, stdout);
        part++;
    }
}

/* Whom the main program is with, where it carries out the workers itself. */
static void print_whose_turn(const struct outcome *outcome)
{
    struct span main = outcome_last(outcome, lane_id_of(LANE_MAIN, 0));
    if (main.reason != REASON_TURN || main.other == LANE_NONE)
        return;
    char name[LANE_NAME_SIZE];
    lane_id_name(main.other, name);
    (void)printf(", while %s has not returned", name);
}

void report_deadlock(const struct outcome *outcome)
{
    bool starves = outcome_starves(outcome);
    (void)printf("\n%s in %s (%s): nobody can go on\n", starves ? "pool starvation" : "deadlock", outcome->mode->name,
                 outcome->mode->summary);
    for (size_t i = 0; i < sizeof hindrances / sizeof hindrances[0]; i++) {
        const struct hindrance *hindrance = &hindrances[i];
        size_t count = count_hindered(outcome, hindrance);
        if (count == 0)
            continue;
        (void)fputs("  ", stdout);
        print_hindered(outcome, hindrance, count);
        (void)printf(" %s", count == 1 ? hindrance->one : hindrance->many);
        if (hindrance->reason == REASON_QUEUE_FULL)
            (void)printf(", which holds %" PRIu32 " of %" PRIu32, depth_now(trace_depth(outcome->trace)),
                         outcome->plan.capacity);
        if (hindrance->state != STATE_WAITING)
            print_whose_turn(outcome);
        if (hindrance->state == STATE_IDLE && starves)
            (void)printf(", for all threads of the pool (%zu) are taken", trace_lanes(outcome->trace, LANE_POOL));
        (void)putchar('\n');
    }
}
