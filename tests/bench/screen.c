/* screen — what the live screen costs: CPU and bytes beside htop and btop in the same pseudo-terminal, how long a frame
 * takes, how soon a key shows. */
#include "bench/history.h"
#include "support/folder.h"
#include "terminal/terminal.h"

#include <stdio.h>

/* ---- A running screen ---- */

static const struct size {
    int lanes, columns, rows;
} sizes[] = {{8, 80, 24}, {32, 200, 50}, {1000, 200, 50}};
enum { SIZES = sizeof sizes / sizeof *sizes, ARGUMENTS = 16 };

struct cost {
    double cpu;   /* % of a core */
    double bytes; /* KiB a second to the terminal */
};

/* How far a program has come. */
struct hit_area {
    int64_t cpu;
    size_t bytes;
    double time; /* of bench_now */
};

static struct hit_area mark_of(const struct terminal *terminal)
{
    return (struct hit_area){terminal_cpu_time(terminal), terminal_received(terminal), bench_now()};
}

static struct cost cost_since(const struct hit_area *start, const struct terminal *terminal)
{
    struct hit_area end = mark_of(terminal);
    double elapsed = end.time - start->time;
    return (struct cost){.cpu = 100 * (double)(end.cpu - start->cpu) / elapsed,
                         .bytes = (double)(end.bytes - start->bytes) / 1024 / (elapsed / 1e9)};
}

static struct terminal *start(const char *const *arguments, const struct size *size, const char *home)
{
    return terminal_start(
        &(struct terminal_setup){.arguments = arguments, .home = home, .rows = size->rows, .columns = size->columns});
}

static struct terminal *start_ours(const struct size *size)
{
    char producers[16];
    (void)snprintf(producers, sizeof producers, "%d", size->lanes - size->lanes / 4);
    char consumers[16];
    (void)snprintf(consumers, sizeof consumers, "%d", size->lanes / 4);
    const char *const arguments[ARGUMENTS] = {BENCH_OVERLAP, "-m",         "threads", "-p",    producers, "-c",
                                              consumers,     "-n",         "0",       "--cpu", "20",      "--seed",
                                              "1",           "--language", "c",       NULL};
    struct terminal *terminal = start(arguments, size, NULL);
    (void)terminal_pump_shown(terminal, "producers", TERMINAL_PATIENCE);
    return terminal;
}

static const struct monitor {
    const char *name, *program;
    const char *arguments[4]; /* and, below, settings: with which it updates 10 times a second */
} monitors[] = {
    {"htop", BENCH_HTOP, {BENCH_HTOP, "-d", "1", NULL}},
    {"btop", BENCH_BTOP, {BENCH_BTOP, "--utf-force", NULL}},
};

static const char btop_settings[] = ".config/btop/btop.conf";
enum { MONITORS = sizeof monitors / sizeof *monitors };

/* Ours and then the monitors, side by side on the same machine in the same seconds. */
enum { PROGRAMS = 1 + MONITORS, TURN_MS = 5, WARM_UP_MS = 5000 };

struct running {
    struct terminal *terminal; /* NULL: it is not installed */
    struct samples cpu, bytes;
};

/* Reads all of them, so that none waits for its terminal: btop, held up for five seconds, never draws again. */
static void pump_all(const struct running programs[PROGRAMS], int ms)
{
    for (double end = bench_now() + ms * 1e6; bench_now() < end;)
        for (size_t i = 0; i < PROGRAMS; i++)
            if (programs[i].terminal != NULL)
                terminal_pump_for(programs[i].terminal, TURN_MS);
}

static void sample(struct running programs[PROGRAMS], int ms)
{
    struct hit_area starts[PROGRAMS] = {{0}};
    for (size_t i = 0; i < PROGRAMS; i++)
        if (programs[i].terminal != NULL)
            starts[i] = mark_of(programs[i].terminal);
    pump_all(programs, ms);
    for (size_t i = 0; i < PROGRAMS; i++) {
        if (programs[i].terminal == NULL)
            continue;
        struct cost cost = cost_since(&starts[i], programs[i].terminal);
        samples_add(&programs[i].cpu, cost.cpu);
        samples_add(&programs[i].bytes, cost.bytes);
    }
}

static void report_size(struct report *report, const struct size *size, const struct running programs[PROGRAMS])
{
    const struct running *ours = &programs[0], *theirs = &programs[1];
    char what[2][64];
    (void)snprintf(what[0], sizeof what[0], "%d lanes at %d×%d: CPU", size->lanes, size->columns, size->rows);
    (void)snprintf(what[1], sizeof what[1], "%d lanes at %d×%d: output", size->lanes, size->columns, size->rows);
    bool small = size->lanes == 8;
    report_row(
        report,
        &(struct row){"screen", what[0], "% core", ours->cpu, NULL, {{0}, 0}, small ? GOAL_AT_MAX : GOAL_NONE, 0.5});
    report_row(
        report,
        &(struct row){"screen", what[1], "KiB/s", ours->bytes, NULL, {{0}, 0}, small ? GOAL_AT_MAX : GOAL_NONE, 8});
    for (size_t i = 0; i < MONITORS; i++) {
        if (monitors[i].program[0] == '\0')
            continue;
        bool judged = size->lanes == 32 && i == 0;
        report_row(report, &(struct row){"screen", what[0], "% core", ours->cpu, monitors[i].name, theirs[i].cpu,
                                         judged ? GOAL_AT_MAX : GOAL_NONE, 1});
        report_row(report,
                   &(struct row){"screen", what[1], "KiB/s", ours->bytes, monitors[i].name, theirs[i].bytes, 0, 0});
    }
}

static void running_screen(struct report *report, const struct settings *settings, const struct size *size)
{
    struct running programs[PROGRAMS] = {{.terminal = start_ours(size)}};
    int ms = settings->thorough ? 10000 : 3000, rounds = settings->rounds < 3 ? settings->rounds : 3;
    char *home = folder_new();
    folder_write(home, btop_settings, "update_ms=100\n");
    for (size_t i = 0; i < MONITORS; i++)
        if (monitors[i].program[0] != '\0')
            programs[1 + i].terminal = start(monitors[i].arguments, size, home);
    pump_all(programs, WARM_UP_MS); /* lanes have something to show */
    for (int round = 0; round < rounds; round++)
        sample(programs, ms);
    for (size_t i = 0; i < PROGRAMS; i++)
        terminal_free(programs[i].terminal);
    folder_free(home);
    report_size(report, size, programs);
}

/* ---- Keys, the start, a pause ---- */

static void key_to_screen(struct report *report, struct terminal *terminal)
{
    enum { KEYS = 100 };
    double ms[KEYS];
    terminal_send(terminal, " ");
    (void)terminal_pump_quiet(terminal, 300, TERMINAL_PATIENCE);
    struct hit_area start_still = mark_of(terminal);
    terminal_pump_for(terminal, 2000);
    struct cost still = cost_since(&start_still, terminal);
    for (int i = 0; i < KEYS; i++) {
        size_t before = terminal_received(terminal);
        double start = bench_now();
        terminal_send(terminal, i % 2 == 0 ? "P" : "p"); /* changes a figure, also while time stands still */
        (void)terminal_pump_more(terminal, before, TERMINAL_PATIENCE);
        ms[i] = (bench_now() - start) / 1e6;
        (void)terminal_pump_quiet(terminal, 20, TERMINAL_PATIENCE);
    }
    struct row row = {.section = "screen", .what = "key to changed screen, p50", .unit = "ms"};
    samples_add(&row.ours, percentile(ms, KEYS, 50));
    report_row(report, &row);
    row = (struct row){
        .section = "screen", .what = "key to changed screen, p99", .unit = "ms", .goal = GOAL_AT_MAX, .limit = 20};
    samples_add(&row.ours, percentile(ms, KEYS, 99));
    report_row(report, &row);
    row = (struct row){.section = "screen", .what = "paused: CPU", .unit = "% core", .goal = GOAL_AT_MAX, .limit = 0};
    samples_add(&row.ours, still.cpu);
    report_row(report, &row);
    row = (struct row){.section = "screen", .what = "paused: output", .unit = "KiB/s", .goal = GOAL_AT_MAX, .limit = 0};
    samples_add(&row.ours, still.bytes);
    report_row(report, &row);
}

static void first_frame(struct report *report, const struct settings *settings)
{
    struct row row = {
        .section = "screen", .what = "start to first frame", .unit = "ms", .goal = GOAL_AT_MAX, .limit = 50};
    const char *const arguments[ARGUMENTS] = {BENCH_OVERLAP, "--seed", "1", NULL};
    for (int round = 0; round < 2 * settings->rounds; round++) {
        double start_time = bench_now();
        struct terminal *terminal = start(arguments, &sizes[0], NULL);
        while (!emulator_find(terminal_screen(terminal), "producers", NULL, NULL) &&
               terminal_pump_more(terminal, terminal_received(terminal), TERMINAL_PATIENCE))
            continue;
        samples_add(&row.ours, (bench_now() - start_time) / 1e6);
        terminal_free(terminal);
    }
    report_row(report, &row);
}

void bench_screen(struct report *report, const struct settings *settings)
{
    static const struct history_screen few[] = {{80, 24, 0}, {200, 50, 0}}, many[] = {{200, 50, 4}, {80, 24, 4}};
    for (size_t i = 0; i < MONITORS; i++)
        if (monitors[i].program[0] == '\0')
            report_skip(report, "screen", monitors[i].name);
    for (size_t i = 0; i < SIZES; i++)
        running_screen(report, settings, &sizes[i]);
    history_report(report, "screen", &(struct history){8, 1}, few, 1);
    history_report(report, "screen", &(struct history){32, 1}, few + 1, 1);
    history_report(report, "screen", &(struct history){1000, 1}, many, 2);
    struct terminal *terminal = start_ours(&sizes[0]);
    terminal_pump_for(terminal, 500);
    key_to_screen(report, terminal);
    terminal_free(terminal);
    first_frame(report, settings);
}
