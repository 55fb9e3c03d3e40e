/* memory — an endless run at full speed keeps within bounds, and a simulated day can be looked at. */
#include "bench/child.h"
#include "bench/history.h"

#include <math.h>
#include <stdio.h>

#define ENDLESS BENCH_OVERLAP " run -m %s -p 4 -c 4 --capacity 1024 -n 0 --produce 0 --consume 0 --seed 1 --json"

static void endless(struct report *report, const char *mode, double seconds)
{
    char command[512], what[64];
    (void)snprintf(command, sizeof command, ENDLESS, mode);
    (void)snprintf(what, sizeof what, "%s, 8 workers without an end, %g s", mode, seconds);
    struct result result = child_finish(child_start(command), seconds);
    struct row row = {.section = "memory", .what = what, .unit = "MiB", .goal = GOAL_AT_MAX, .limit = 64};
    samples_add(&row.ours, result.json != NULL ? result.memory / (1 << 20) : (double)NAN);
    report_row(report, &row);
    result_release(&result);
}

void bench_memory(struct report *report, const struct settings *settings)
{
    double seconds = settings->thorough ? 600 : 10;
    endless(report, "threads", seconds);
    endless(report, "async", seconds);
    history_report(report, "memory", &(struct history){8, 24}, &(struct history_screen){200, 50, 4}, 1);
}
