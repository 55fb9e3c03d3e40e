/* frame_time — what a frame costs when there are many lanes and much to look back on; prints it. */
#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WORKERS = 1000, WIDTH = 200, HEIGHT = 50, FRAMES = 5 };

static const int64_t history = 3600 * NS_PER_S;

/* Far above what it takes where nothing is instrumented: it fails where a frame has come to depend on the whole of the
 * record. */
static const int64_t bound = 100 * NS_PER_MS;

static void apply(struct trace *trace, lane_id lane, int64_t time, enum event_kind kind, enum state state)
{
    trace_apply(trace, &(struct event){.time = time,
                                       .until = kind == EVENT_STATE ? TIME_NEVER : time,
                                       .item = 1,
                                       .lane = lane,
                                       .other = kind == EVENT_TAKE ? lane_id_of(LANE_PRODUCER, 0) : LANE_NONE,
                                       .kind = (uint8_t)kind,
                                       .state = (uint8_t)state});
}

/* An hour of items, each worked on for 0.5 s and slept over for 0.5 to 1.5 s; every second worker waits as long. */
static void live_an_hour(struct trace *trace)
{
    uint32_t random = 1;
    int64_t due[WORKERS] = {0};
    for (int64_t second = 0; second < history; second += 2 * NS_PER_S)
        for (int i = 0; i < WORKERS; i++) {
            lane_id lane =
                i % 2 == 0 ? lane_id_of(LANE_PRODUCER, (uint32_t)i / 2) : lane_id_of(LANE_CONSUMER, (uint32_t)i / 2);
            random = random * 1103515245u + 12345u;
            int64_t time = due[i] > second ? due[i] : second;
            apply(trace, lane, time, EVENT_STATE, STATE_WORKING);
            apply(trace, lane, time += NS_PER_S / 2, i % 2 == 0 ? EVENT_PUT : EVENT_TAKE, STATE_WORKING);
            apply(trace, lane, time, EVENT_STATE, STATE_SLEEPING);
            due[i] = time + NS_PER_S / 2 + (int64_t)(random >> 8 & 0xffff) * NS_PER_S / 65536;
            if (random % 2 == 0)
                apply(trace, lane, due[i], EVENT_STATE, STATE_WAITING);
        }
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Of this thread: what others do on the machine does not count. */
static int64_t cpu_time(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}

/* The median of a few frames. */
static int64_t frame_time(struct canvas *canvas, struct scene *scene)
{
    int64_t times[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
        scene->now += 33 * NS_PER_MS;
        int64_t begin = cpu_time();
        scene_draw(canvas, scene);
        times[i] = cpu_time() - begin;
    }
    qsort(times, FRAMES, sizeof times[0], compare);
    return times[FRAMES / 2];
}

SCENARIO_TEST(a_frame_of_a_thousand_lanes_and_an_hour_is_cheap)
{
    scenario->scene.plan.producers = scenario->scene.plan.consumers = WORKERS / 2;
    live_an_hour(scenario_empty_run(scenario, "threads"));
    scenario->scene.now = history;
    struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    for (int grouped = 0; grouped < 2; grouped++)
        for (int64_t cell = NS_PER_MS; cell <= 30 * NS_PER_S; cell *= 4) {
            scenario->scene.view.time.cell = cell;
            scenario->scene.view.lanes.grouped = grouped;
            int64_t time = frame_time(canvas, &scenario->scene);
            printf("%d lanes%s, %.3f s a column: %.2f ms a frame\n", WORKERS, grouped ? " in bands" : "",
                   units_seconds(cell), (double)time / 1e6);
            assert_true(time < bound);
        }
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_of_a_thousand_lanes_and_an_hour_is_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
