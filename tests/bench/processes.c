/* processes — what a process and an item's way to it cost, beside a thread and a lock: the constants of mode processes.
 */
#include "bench/child.h"
#include "bench/sections.h"

#include <stdio.h>

enum { WORKERS = 20, ITEMS = 20000 };

/* Seconds that a run takes. */
static double elapsed(const char *mode, int producers, int items)
{
    char command[256];
    (void)snprintf(command, sizeof command,
                   BENCH_OVERLAP " run -m %s -p %d -n %d --produce 0 --consume 0 --seed 1 --json", mode, producers,
                   items);
    struct result result = child_run(command);
    double seconds = result_number(&result, "elapsed_s");
    result_release(&result);
    return seconds;
}

void bench_processes(struct report *report, const struct settings *settings)
{
    struct row start = {.section = "processes", .what = "start and end of a worker", .unit = "µs", .peer = "threads"};
    struct row item = {.section = "processes", .what = "an item, put and taken", .unit = "µs", .peer = "threads"};
    for (int round = 0; round < settings->rounds; round++) {
        samples_add(&start.ours, elapsed("processes", WORKERS, 1) / WORKERS * 1e6);
        samples_add(&start.theirs, elapsed("threads", WORKERS, 1) / WORKERS * 1e6);
        samples_add(&item.ours, elapsed("processes", 1, ITEMS) / ITEMS * 1e6);
        samples_add(&item.theirs, elapsed("threads", 1, ITEMS) / ITEMS * 1e6);
    }
    report_row(report, &start);
    report_row(report, &item);
}
