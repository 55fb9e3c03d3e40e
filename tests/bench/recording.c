/* recording — what an event costs its writer, beside reading the machine's clock and nothing else. */
#include "bench/sections.h"

#include "clock/clock.h"
#include "engine/recorder.h"

#include <time.h>

enum { BATCH = 8192, BATCHES = 64 };

/* As in worker.c: the time, the place, the event. ns an event; emptying the ring is not counted. */
static double spent_recording(const struct clock *clock, struct drain *drain, struct recorder *recorder)
{
    double spent = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = bench_cpu_now();
        for (uint32_t i = 0; i < BATCH; i++) {
            record(recorder, (struct event){.time = clock_now(clock),
                                            .until = TIME_NEVER,
                                            .item = i,
                                            .lane = lane_id_of(LANE_PRODUCER, 0),
                                            .other = LANE_NONE,
                                            .kind = EVENT_STATE,
                                            .state = STATE_WORKING});
        }
        spent += bench_cpu_now() - start;
        drain_read(drain, NULL, true);
    }
    return spent / ((double)BATCH * BATCHES);
}

static double read_clock(void)
{
    struct timespec time;
    double start = bench_cpu_now();
    for (int i = 0; i < BATCH * BATCHES; i++)
        (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (bench_cpu_now() - start) / ((double)BATCH * BATCHES);
}

void bench_recording(struct report *report, const struct settings *settings)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    struct clock *clock = clock_new(CLOCK_REAL, wakeup);
    struct drain drain = {0};
    drain_init(&drain, wakeup);
    struct recorder *recorder = recorder_new(&drain, 2 * BATCH);
    struct row row = {.section = "recording",
                      .what = "an event",
                      .unit = "CPU ns",
                      .peer = "clock_gettime",
                      .goal = GOAL_AT_MAX,
                      .limit = 1.2};
    for (int round = 0; round < 3 * settings->rounds; round++) {
        samples_add(&row.ours, spent_recording(clock, &drain, recorder));
        samples_add(&row.theirs, read_clock());
        wakeup_drain(wakeup);
    }
    report_row(report, &row);
    drain_release(&drain);
    clock_free(clock);
    wakeup_free(wakeup);
}
