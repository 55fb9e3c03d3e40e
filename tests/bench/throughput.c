/* throughput — items a second at zero delay, recording on, beside the same items through other queues. */
#include "bench/child.h"
#include "bench/sections.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct shape {
    int producers, consumers;
    int capacity; /* 0: no bound */
};

static const struct shape shapes[] = {
    {1, 1, 1}, {1, 1, 1024}, {1, 1, 0}, {2, 1, 1}, {2, 1, 1024}, {2, 1, 0}, {4, 4, 1}, {4, 4, 1024}, {4, 4, 0},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

/* How each runs the shape: the program and how its arguments are written. */
struct contender {
    const char *name;
    const char *program; /* "": not installed */
    const char *before;  /* between the program and producers, consumers, capacity and items of each */
    int items;           /* in all, where the capacity is not 1 */
    int at_one;          /* where it is: each item is a hand-over */
    bool only_unbounded;
};

static const struct contender ours[] = {
    {.name = "threads", .items = 1000000, .at_one = 40000},
    {.name = "async", .items = 1000000, .at_one = 1000000},
};
enum { RING, CHANNEL, GLIB, QUEUE, ASYNCIO, PEERS };
static const struct contender peers[PEERS] = {
    [RING] = {"C ring", BENCH_RING, "", 1000000, 40000, false},
    [CHANNEL] = {"Go channel", BENCH_CHANNEL, "items ", 1000000, 1000000, false},
    [GLIB] = {"GAsyncQueue", BENCH_GLIB, "", 1000000, 40000, true},
    [QUEUE] = {"queue.Queue", BENCH_PYTHON, BENCH_PEERS_PY " queue ", 100000, 10000, false},
    [ASYNCIO] = {"asyncio.Queue", BENCH_PYTHON, BENCH_PEERS_PY " asyncio ", 100000, 100000, false},
};

/* What one run tells. */
struct figures {
    struct samples rate; /* million items a second */
    struct samples cpu;  /* ns of CPU time an item, all threads together, start and end of the program included */
};

static int items_of(const struct contender *contender, const struct shape *shape)
{
    return shape->capacity == 1 ? contender->at_one : contender->items;
}

static void measure(struct figures *figures, const char *command, double items)
{
    struct result result = child_run(command);
    samples_add(&figures->rate, items / result_number(&result, "elapsed_s") / 1e6);
    samples_add(&figures->cpu, result.json != NULL ? result.cpu / items * 1e9 : (double)NAN);
    result_release(&result);
}

static void run_ours(struct figures *figures, const struct contender *contender, const struct shape *shape)
{
    char command[512], capacity[16];
    int items = items_of(contender, shape);
    (void)snprintf(capacity, sizeof capacity, shape->capacity == 0 ? "inf" : "%d", shape->capacity);
    (void)snprintf(command, sizeof command,
                   BENCH_OVERLAP " run -m %s -p %d -c %d --capacity %s -n %d --produce 0 --consume 0 --seed 1 --json",
                   contender->name, shape->producers, shape->consumers, capacity, items / shape->producers);
    measure(figures, command, items);
}

static void run_peer(struct figures *figures, const struct contender *peer, const struct shape *shape)
{
    char command[512];
    int items = items_of(peer, shape);
    (void)snprintf(command, sizeof command, "%s %s%d %d %d %d", peer->program, peer->before, shape->producers,
                   shape->consumers, shape->capacity, items / shape->producers);
    measure(figures, command, items);
}

static bool takes_part(const struct contender *peer, const struct shape *shape)
{
    return peer->program[0] != '\0' && (shape->capacity == 0 || !peer->only_unbounded);
}

/* The goals: threads at capacity 1024 at least the C ring, then Go; async at least five times asyncio. */
static void set_goal(struct row *row, const char *mode, size_t peer, const struct shape *shape)
{
    row->goal = GOAL_NONE;
    if (strcmp(mode, "threads") == 0 && shape->capacity == 1024 && (peer == RING || peer == CHANNEL))
        row->goal = GOAL_AT_MIN, row->limit = 1;
    if (strcmp(mode, "async") == 0 && peer == ASYNCIO)
        row->goal = GOAL_AT_MIN, row->limit = 5;
}

static void report_shape(struct report *report, const struct shape *shape, const struct figures mine[],
                         const struct figures theirs[])
{
    char capacity[16], what[64];
    (void)snprintf(capacity, sizeof capacity, shape->capacity == 0 ? "unbounded" : "capacity %d", shape->capacity);
    for (size_t m = 0; m < sizeof ours / sizeof *ours; m++) {
        (void)snprintf(what, sizeof what, "%s %d:%d, %s", ours[m].name, shape->producers, shape->consumers, capacity);
        struct row row = {.section = "throughput", .what = what};
        for (size_t p = 0; p < PEERS; p++) {
            if (!takes_part(&peers[p], shape))
                continue;
            row.unit = "M items/s", row.peer = peers[p].name;
            row.ours = mine[m].rate, row.theirs = theirs[p].rate;
            set_goal(&row, ours[m].name, p, shape);
            report_row(report, &row);
        }
        row.unit = "CPU ns/item", row.peer = peers[RING].name, row.goal = GOAL_NONE;
        row.ours = mine[m].cpu, row.theirs = theirs[RING].cpu;
        report_row(report, &row);
    }
}

static void run_shape(struct report *report, const struct settings *settings, const struct shape *shape)
{
    struct figures mine[2] = {0}, theirs[PEERS] = {0};
    for (int round = 0; round < settings->rounds; round++) {
        for (size_t m = 0; m < 2; m++)
            run_ours(&mine[m], &ours[m], shape);
        for (size_t p = 0; p < PEERS; p++)
            if (takes_part(&peers[p], shape))
                run_peer(&theirs[p], &peers[p], shape);
    }
    report_shape(report, shape, mine, theirs);
}

static double clock_read_ns(void)
{
    enum { READS = 200000 };
    struct timespec time;
    double start = bench_cpu_now();
    for (int i = 0; i < READS; i++)
        (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (bench_cpu_now() - start) / READS;
}

/* What recording cannot do without: a reading of the clock for the put and one for the take. */
static void against_the_clock(struct report *report, const struct settings *settings)
{
    struct figures mine = {0};
    struct row row = {.section = "throughput",
                      .what = "async 1:1, capacity 1024, an item",
                      .unit = "ns",
                      .peer = "two clock reads",
                      .goal = GOAL_AT_MAX,
                      .limit = 2};
    for (int round = 0; round < settings->rounds; round++) {
        run_ours(&mine, &ours[1], &shapes[1]);
        samples_add(&row.ours, 1e3 / mine.rate.value[round]);
        samples_add(&row.theirs, 2 * clock_read_ns());
    }
    report_row(report, &row);
}

void bench_throughput(struct report *report, const struct settings *settings)
{
    for (size_t p = 0; p < PEERS; p++)
        if (peers[p].program[0] == '\0')
            report_skip(report, "throughput", peers[p].name);
    against_the_clock(report, settings);
    for (size_t i = 0; i < SHAPES; i++)
        run_shape(report, settings, &shapes[i]);
}
