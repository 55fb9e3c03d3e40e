/* recording — what an event costs its writer, beside reading the machine's clock and nothing else. */
#include "bench/sections.h"

#include "engine/clock.h"
#include "engine/recorder.h"

#include <time.h>

enum { BATCH = 8192, BATCHES = 64 };

/* As in deeds.c: the time, the place, the event. ns an event; emptying the ring is not counted. */
static double record(const struct clock *clock, struct recorder *recorder)
{
    static struct event drained[BATCH];
    double spent = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = bench_cpu_now();
        for (uint32_t i = 0; i < BATCH; i++) {
            *recorder_place(recorder) = (struct event){.time = clock_now(clock),
                                                       .until = TIME_NEVER,
                                                       .item = i,
                                                       .lane = lane_id_of(LANE_PRODUCER, 0),
                                                       .other = LANE_NONE,
                                                       .kind = EVENT_STATE,
                                                       .state = STATE_WORKING};
            recorder_publish(recorder);
        }
        spent += bench_cpu_now() - start;
        (void)ring_pop(recorder->ring, drained, BATCH);
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
    struct doorbell *doorbell = doorbell_new(NULL);
    struct clock *clock = clock_new(CLOCK_REAL, doorbell);
    struct reading reading = {0};
    reading_init(&reading, doorbell);
    struct recorder *recorder = recorder_new(&reading, 2 * BATCH);
    struct row row = {.section = "recording",
                      .what = "an event",
                      .unit = "CPU ns",
                      .peer = "clock_gettime",
                      .goal = GOAL_AT_MOST,
                      .limit = 1.2};
    for (int round = 0; round < 3 * settings->rounds; round++) {
        samples_add(&row.ours, record(clock, recorder));
        samples_add(&row.theirs, read_clock());
        doorbell_answer(doorbell);
    }
    report_row(report, &row);
    recorder_free(recorder);
    reading_release(&reading);
    clock_free(clock);
    doorbell_free(doorbell);
}
