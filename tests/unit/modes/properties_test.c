/*
 * What holds in every run, whatever is done to it: hundreds of random plans with random changes, pauses, steps and
 * stops, in every mode. A failure names the seed of its run.
 */
#include "base/memory.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/test.h"
#include "support/transcript.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 100, REAL_RUNS = 40, WORKERS_MAX = 8 };

/* An item as it went through the queue. */
struct transit {
    lane_id producer;
    uint32_t item;
    int64_t created;
};

/* A run that is driven by a random stream of its own and watched on the way. */
struct simulation_result {
    uint64_t seed;
    const struct mode *mode;
    struct random random;
    struct plan plan; /* as it is now */
    struct fixture fixture;
    struct transcript transcript;
    bool real;
    double speed;
    uint32_t capacity_most; /* that can have been in force when an item was put; 0: unbounded */
    struct transit *item_history;
    size_t put, taken, room;
    uint32_t next_item[WORKERS_MAX];
};

#define CHECK(simulated, condition) check(simulated, condition, #condition, __LINE__)

static void check(const struct simulation_result *simulated, bool holds, const char *condition, int line)
{
    if (!holds)
        fail_msg("%s, seed %" PRIu64 ", line %d: %s", simulated->mode->name, simulated->seed, line, condition);
}

static int64_t between(struct simulation_result *simulated, int64_t min, int64_t max)
{
    return random_between(&simulated->random, min, max);
}

static uint32_t small(struct simulation_result *simulated, uint32_t min, uint32_t max)
{
    return (uint32_t)between(simulated, min, max);
}

/* ---- Watching ---- */

static void watch_put(struct simulation_result *simulated, const struct event *event)
{
    uint32_t producer = lane_id_index(event->lane);
    CHECK(simulated, producer < WORKERS_MAX);
    CHECK(simulated, event->item == ++simulated->next_item[producer]);
    CHECK(simulated, event->until <= event->time);
    if (simulated->put == simulated->room) {
        simulated->room = 2 * simulated->room + 64;
        simulated->item_history =
            memory_resized(simulated->item_history, simulated->room, sizeof *simulated->item_history);
    }
    simulated->item_history[simulated->put++] = (struct transit){event->lane, event->item, event->until};
    CHECK(simulated, simulated->capacity_most == 0 || simulated->put - simulated->taken <= simulated->capacity_most);
}

static void watch_take(struct simulation_result *simulated, const struct event *event)
{
    CHECK(simulated, simulated->taken < simulated->put); /* the depth is never negative */
    const struct transit *passage = &simulated->item_history[simulated->taken++];
    CHECK(simulated, passage->producer == event->other && passage->item == event->item);
    CHECK(simulated, passage->created == event->until && event->time >= event->until);
}

static void watch(void *context, const struct event *event)
{
    struct simulation_result *simulated = context;
    transcript_event(&simulated->transcript, event);
    if (event->kind == EVENT_PUT)
        watch_put(simulated, event);
    else if (event->kind == EVENT_TAKE)
        watch_take(simulated, event);
    else if (event->kind == EVENT_FINISHED) {
        CHECK(simulated, ++simulated->next_item[lane_id_index(event->lane)] == 1);
        simulated->put++;
        simulated->taken++;
    }
}

static void check_lane(const struct simulation_result *simulated, const struct lane *lane)
{
    int64_t end = trace_end(simulated->fixture.trace, TIME_NEVER);
    int64_t at = simulated->fixture.trace->start;
    for (size_t i = 0; i < lane_count(lane, end); i++) {
        struct segment segment = lane_segment(lane, i, end);
        CHECK(simulated, segment.start == at);
        CHECK(simulated, segment.end >= segment.start);
        at = segment.end;
    }
    CHECK(simulated, at == end);
}

static void check_end(const struct simulation_result *simulated, bool finished)
{
    const struct trace *trace = simulated->fixture.trace;
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            check_lane(simulated, trace_lane(trace, lane_id_of(kind, i)));
    CHECK(simulated, trace->produced == simulated->put && trace->consumed == simulated->taken);
    if (!finished)
        return;
    CHECK(simulated, simulated->put == simulated->taken);
    uint32_t tasks = simulated->plan.tasks, count = tasks > 0 ? tasks : simulated->plan.producers;
    for (uint32_t i = 0; i < count && !simulated->real; i++) /* in real time a change may come too late */
        CHECK(simulated, simulated->next_item[i] == (tasks > 0 ? 1 : simulated->plan.items));
}

/* ---- Driving ---- */

static struct delay some_delay(struct simulation_result *simulated)
{
    int64_t unit = simulated->speed == 1 ? NS_PER_MS / 1000 : 100 * NS_PER_MS;
    int64_t least = simulated->plan.items == 0 ? unit : 0; /* an endless run of no time is another test's */
    int64_t min = between(simulated, 0, 2) == 0 ? least : least + between(simulated, 0, 10) * unit;
    return (struct delay){min, between(simulated, 0, 1) == 0 ? min : min + between(simulated, 0, 10 * unit)};
}

static uint32_t some_cpu(struct simulation_result *simulated)
{
    static const uint32_t usual[] = {0, 20, 50, 100};
    return usual[between(simulated, 0, 3)];
}

static uint32_t some_capacity(struct simulation_result *simulated)
{
    return between(simulated, 0, 1) == 0 ? 0 : small(simulated, 1, 5);
}

static void draw_plan(struct simulation_result *simulated)
{
    simulated->plan =
        (struct plan){.items = between(simulated, 0, 7) == 0 ? 0 : between(simulated, 1, 12), .seed = simulated->seed};
    simulated->plan.producers = small(simulated, 1, WORKERS_MAX);
    simulated->plan.consumers = small(simulated, 1, WORKERS_MAX);
    simulated->plan.produce = some_delay(simulated);
    simulated->plan.consume = some_delay(simulated);
    simulated->plan.cpu_percent = some_cpu(simulated);
    simulated->plan.capacity = some_capacity(simulated);
    simulated->plan.cores = small(simulated, 0, 4);
    simulated->plan.language = between(simulated, 0, 1) == 0 ? LANGUAGE_C : LANGUAGE_PYTHON;
    simulated->plan.pool = small(simulated, 0, 2 * WORKERS_MAX);
    simulated->plan.results = between(simulated, 0, 1) == 0 ? RESULTS_COMPLETED : RESULTS_SUBMITTED;
    simulated->capacity_most = simulated->plan.capacity;
    if (simulated->seed % 4 == 0) {
        simulated->plan.tasks = small(simulated, 1, WORKERS_MAX);
        simulated->plan.items = 1;
    }
}

static void change(struct simulation_result *simulated)
{
    struct plan *plan = &simulated->plan;
    if (engine_drain(simulated->fixture.engine) == ENGINE_FINISHED)
        return;
    switch (between(simulated, 0, 7)) {
    case 0:
        *(plan->tasks > 0 ? &plan->tasks : &plan->producers) = small(simulated, 1, WORKERS_MAX);
        break;
    case 1:
        plan->consumers = small(simulated, 1, WORKERS_MAX);
        break;
    case 2:
        plan->produce = some_delay(simulated);
        break;
    case 3:
        plan->consume = some_delay(simulated);
        break;
    case 4:
        plan->cpu_percent = some_cpu(simulated);
        break;
    case 5:
        plan->cores = small(simulated, 0, 4);
        break;
    case 6:
        plan->pool = small(simulated, 0, 2 * WORKERS_MAX);
        break;
    default:
        plan->capacity = some_capacity(simulated);
        break;
    }
    engine_change(simulated->fixture.engine, plan);
    if (!simulated->real)
        simulated->capacity_most = plan->capacity;
    else if (plan->capacity == 0 || simulated->capacity_most == 0)
        simulated->capacity_most = 0;
    else if (plan->capacity > simulated->capacity_most) /* what was put before the change may be read after it */
        simulated->capacity_most = plan->capacity;
}

static void pause_and_step(struct simulation_result *simulated)
{
    clock_pause(simulated->fixture.clock);
    for (int64_t steps = between(simulated, 0, 5); steps > 0; steps--) {
        int64_t before = clock_now(simulated->fixture.clock);
        clock_step(simulated->fixture.clock);
        if (simulated->real)
            engine_drain(simulated->fixture.engine);
        else
            fixture_advance(&simulated->fixture, before);
    }
    if (between(simulated, 0, 2) == 0)
        change(simulated);
    clock_resume(simulated->fixture.clock);
}

static void let_time_pass(struct simulation_result *simulated)
{
    if (simulated->real)
        engine_drain(simulated->fixture.engine);
    else
        fixture_advance(&simulated->fixture,
                        clock_now(simulated->fixture.clock) + between(simulated, 0, 30 * 100 * NS_PER_MS));
}

/* Only sync can get stuck, and only by its queue; and a pool, by its threads. Returns whether the run came to its end.
 */
static bool finish(struct simulation_result *simulated)
{
    let_time_pass(simulated);
    bool left = simulated->plan.items == 0 || between(simulated, 0, 4) == 0;
    if (left) {
        engine_stop(simulated->fixture.engine);
        return false;
    }
    while (fixture_finish(&simulated->fixture) == ENGINE_STUCK) {
        CHECK(simulated, simulated->plan.tasks == 0);
        CHECK(simulated, (simulated->mode == &mode_sync && simulated->plan.capacity != 0) ||
                             (simulated->mode == &mode_pool && simulated->plan.pool != 0));
        simulated->plan.capacity = simulated->capacity_most = 0;
        simulated->plan.pool = 0;
        engine_change(simulated->fixture.engine, &simulated->plan);
    }
    return true;
}

/* Carries out the run of this seed, at a speed or (0) in an instant; returns its transcript, which the caller frees. */
static char *carry_out(uint64_t seed, const struct mode *mode, double speed)
{
    struct simulation_result simulated = {
        .seed = seed, .mode = mode, .random = random_stream(seed, 0), .real = speed != 0, .speed = speed};
    draw_plan(&simulated);
    transcript_begin(&simulated.transcript);
    simulated.fixture =
        speed != 0 ? fixture_open_real(&simulated.plan, mode, speed) : fixture_open(&simulated.plan, mode);
    trace_listen(simulated.fixture.trace, watch, &simulated);
    if (speed == 0)
        fixture_advance(&simulated.fixture, 0);
    for (int64_t actions = between(&simulated, 0, 8); actions > 0; actions--) {
        let_time_pass(&simulated);
        if (between(&simulated, 0, 2) == 0)
            pause_and_step(&simulated);
        else
            change(&simulated);
    }
    check_end(&simulated, finish(&simulated));
    transcript_end(&simulated.transcript, simulated.fixture.trace, TIME_NEVER);
    fixture_close(&simulated.fixture);
    free(simulated.item_history);
    return simulated.transcript.text;
}

TEST(every_item_passes_once_and_in_order_and_every_lane_is_whole)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(RUNS); seed++)
            free(carry_out(seed, modes[i], 0));
}

TEST(in_simulated_time_a_run_goes_the_same_way_every_time)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(RUNS); seed++) {
            char *first = carry_out(seed, modes[i], 0);
            char *second = carry_out(seed, modes[i], 0);
            if (strcmp(first, second) != 0)
                fail_msg("%s, seed %" PRIu64 ": two ways\n%s\n---\n%s", modes[i]->name, seed, first, second);
            free(first);
            free(second);
        }
}

TEST(in_real_time_the_same_holds)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(REAL_RUNS); seed++)
            free(carry_out(seed, modes[i], seed % 2 == 0 ? 1 : 1000)); /* as the machine runs, and in steps */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_passes_once_and_in_order_and_every_lane_is_whole),
        cmocka_unit_test(in_simulated_time_a_run_goes_the_same_way_every_time),
        cmocka_unit_test(in_real_time_the_same_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
