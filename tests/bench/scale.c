/* scale — a hundred thousand workers that sleep once, in async, beside goroutines and Python's tasks. */
#include "bench/child.h"
#include "bench/sections.h"

#include "engine/worker.h"
#include "modes/modes.h"

#include <math.h>
#include <stdio.h>

enum { WORKERS = 100000 };

/* The engine alone: listing so many workers as JSON would be measured with it. */
static void run_engine(void)
{
    struct plan plan = plan_default();
    plan.producers = WORKERS, plan.consumers = 1, plan.items = 1;
    plan.consume = (struct delay){0, 0};
    plan.cpu_percent = 0, plan.capacity = 0;
    struct wakeup *wakeup = wakeup_new(NULL);
    struct clock *clock = clock_new(CLOCK_REAL, wakeup);
    clock_pause(clock);
    struct trace *trace = trace_new(0);
    struct engine *engine = engine_start(&plan, &mode_async, clock, wakeup, trace, NULL);
    clock_resume(clock);
    while (engine_drain(engine) != ENGINE_FINISHED)
        wakeup_wait(wakeup);
    (void)printf("{\"elapsed_s\": %.9f, \"ideal_s\": %.9f}\n", units_seconds(trace_end(trace, 0)),
                 units_seconds(ideal_elapsed(&plan)));
}

static const struct sleeper {
    const char *name, *program, *command;
} sleepers[] = {
    {"overlap", BENCH_OVERLAP, NULL},
    {"goroutines", BENCH_CHANNEL, BENCH_CHANNEL " sleep 100000"},
    {"asyncio tasks", BENCH_PYTHON, BENCH_PYTHON " " BENCH_PEERS_PY " sleep 100000"},
};
enum { SLEEPERS = sizeof sleepers / sizeof *sleepers };

struct figures {
    struct samples late, cpu, memory; /* ms, s, MiB */
};

/* `command`: NULL for the engine. */
static void measure(struct figures *figures, const char *command)
{
    struct child child = command != NULL ? child_start(command) : child_start_function(run_engine);
    struct result result = child_finish(child, 0);
    double elapsed = result_number(&result, "elapsed_s"), ideal = result_number(&result, "ideal_s");
    samples_add(&figures->late, (elapsed - ideal) * 1e3);
    samples_add(&figures->cpu, result.json != NULL ? result.cpu : (double)NAN);
    samples_add(&figures->memory, result.json != NULL ? result.memory / (1 << 20) : (double)NAN);
    result_release(&result);
}

static void compare(struct report *report, const struct figures *mine, const struct sleeper *peer,
                    const struct figures *theirs)
{
    const char *what = "100000 sleepers";
    report_row(report, &(struct row){"scale", what, "ms late", mine->late, peer->name, theirs->late, 0, 0});
    report_row(report, &(struct row){"scale", what, "CPU s", mine->cpu, peer->name, theirs->cpu, 0, 0});
    report_row(report, &(struct row){"scale", what, "MiB", mine->memory, peer->name, theirs->memory, 0, 0});
}

void bench_scale(struct report *report, const struct settings *settings)
{
    struct figures figures[SLEEPERS] = {0};
    int rounds = settings->rounds < 3 ? settings->rounds : 3;
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < SLEEPERS; i++)
            if (sleepers[i].program[0] != '\0')
                measure(&figures[i], sleepers[i].command);
    report_row(
        report,
        &(struct row){
            "scale", "100000 sleepers, elapsed − ideal", "ms", figures[0].late, NULL, {{0}, 0}, GOAL_AT_MAX, 10});
    struct samples size = {.count = 0};
    samples_add(&size, sizeof(struct worker) + sizeof(struct worker *));
    report_row(report,
               &(struct row){"scale", "a worker besides its lane", "bytes", size, NULL, {{0}, 0}, GOAL_AT_MAX, 256});
    for (size_t i = 1; i < SLEEPERS; i++) {
        if (sleepers[i].program[0] != '\0')
            compare(report, &figures[0], &sleepers[i], &figures[i]);
        else
            report_skip(report, "scale", sleepers[i].name);
    }
}
