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
    struct lab lab;
    struct transcript transcript;
    bool real;
    uint32_t capacity_most; /* that can have been in force when an item was put; 0: unbounded */
    struct transit *item_history;
    size_t put, taken, room;
    uint32_t next_item[WORKERS_MAX];
};

#define CHECK(trial, condition) check(trial, condition, #condition, __LINE__)

static void check(const struct simulation_result *trial, bool holds, const char *condition, int line)
{
    if (!holds)
        fail_msg("%s, seed %" PRIu64 ", line %d: %s", trial->mode->name, trial->seed, line, condition);
}

static int64_t between(struct simulation_result *trial, int64_t min, int64_t max)
{
    return random_between(&trial->random, min, max);
}

static uint32_t small(struct simulation_result *trial, uint32_t min, uint32_t max)
{
    return (uint32_t)between(trial, min, max);
}

/* ---- Watching ---- */

static void watch_put(struct simulation_result *trial, const struct event *event)
{
    uint32_t producer = lane_id_index(event->lane);
    CHECK(trial, producer < WORKERS_MAX);
    CHECK(trial, event->item == ++trial->next_item[producer]);
    CHECK(trial, event->until <= event->time);
    if (trial->put == trial->room) {
        trial->room = 2 * trial->room + 64;
        trial->item_history = memory_resized(trial->item_history, trial->room, sizeof *trial->item_history);
    }
    trial->item_history[trial->put++] = (struct transit){event->lane, event->item, event->until};
    CHECK(trial, trial->capacity_most == 0 || trial->put - trial->taken <= trial->capacity_most);
}

static void watch_take(struct simulation_result *trial, const struct event *event)
{
    CHECK(trial, trial->taken < trial->put); /* the depth is never negative */
    const struct transit *passage = &trial->item_history[trial->taken++];
    CHECK(trial, passage->producer == event->other && passage->item == event->item);
    CHECK(trial, passage->created == event->until && event->time >= event->until);
}

static void watch(void *context, const struct event *event)
{
    struct simulation_result *trial = context;
    transcript_event(&trial->transcript, event);
    if (event->kind == EVENT_PUT)
        watch_put(trial, event);
    else if (event->kind == EVENT_TAKE)
        watch_take(trial, event);
}

static void check_lane(const struct simulation_result *trial, const struct lane *lane)
{
    int64_t end = trace_end(trial->lab.trace, TIME_NEVER);
    int64_t at = trial->lab.trace->start;
    for (size_t i = 0; i < lane_count(lane, end); i++) {
        struct segment segment = lane_segment(lane, i, end);
        CHECK(trial, segment.start == at);
        CHECK(trial, segment.end >= segment.start);
        at = segment.end;
    }
    CHECK(trial, at == end);
}

static void check_end(const struct simulation_result *trial, bool finished)
{
    const struct trace *trace = trial->lab.trace;
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            check_lane(trial, trace_lane(trace, lane_id_of(kind, i)));
    CHECK(trial, trace->produced == trial->put && trace->consumed == trial->taken);
    if (!finished)
        return;
    CHECK(trial, trial->put == trial->taken);
    for (uint32_t i = 0; i < trial->plan.producers && !trial->real; i++) /* in real time a change may come too late */
        CHECK(trial, trial->next_item[i] == trial->plan.items);
}

/* ---- Driving ---- */

static struct delay some_delay(struct simulation_result *trial)
{
    int64_t unit = trial->real ? NS_PER_MS : 100 * NS_PER_MS;
    int64_t least = trial->plan.items == 0 ? unit : 0; /* an endless run of no time is another test's */
    int64_t min = between(trial, 0, 2) == 0 ? least : least + between(trial, 0, 10) * unit;
    return (struct delay){min, between(trial, 0, 1) == 0 ? min : min + between(trial, 0, 10 * unit)};
}

static uint32_t some_cpu(struct simulation_result *trial)
{
    static const uint32_t usual[] = {0, 20, 50, 100};
    return usual[between(trial, 0, 3)];
}

static uint32_t some_capacity(struct simulation_result *trial)
{
    return between(trial, 0, 1) == 0 ? 0 : small(trial, 1, 5);
}

static void draw_plan(struct simulation_result *trial)
{
    trial->plan = (struct plan){.items = between(trial, 0, 7) == 0 ? 0 : between(trial, 1, 12), .seed = trial->seed};
    trial->plan.producers = small(trial, 1, WORKERS_MAX);
    trial->plan.consumers = small(trial, 1, WORKERS_MAX);
    trial->plan.produce = some_delay(trial);
    trial->plan.consume = some_delay(trial);
    trial->plan.cpu_percent = some_cpu(trial);
    trial->plan.capacity = some_capacity(trial);
    trial->plan.cores = small(trial, 0, 4);
    trial->plan.language = between(trial, 0, 1) == 0 ? LANGUAGE_C : LANGUAGE_PYTHON;
    trial->plan.pool = small(trial, 0, 2 * WORKERS_MAX);
    trial->plan.results = between(trial, 0, 1) == 0 ? RESULTS_COMPLETED : RESULTS_SUBMITTED;
    trial->capacity_most = trial->plan.capacity;
}

static void change(struct simulation_result *trial)
{
    struct plan *plan = &trial->plan;
    if (engine_drain(trial->lab.engine) == ENGINE_FINISHED)
        return;
    switch (between(trial, 0, 7)) {
    case 0:
        plan->producers = small(trial, 1, WORKERS_MAX);
        break;
    case 1:
        plan->consumers = small(trial, 1, WORKERS_MAX);
        break;
    case 2:
        plan->produce = some_delay(trial);
        break;
    case 3:
        plan->consume = some_delay(trial);
        break;
    case 4:
        plan->cpu_percent = some_cpu(trial);
        break;
    case 5:
        plan->cores = small(trial, 0, 4);
        break;
    case 6:
        plan->pool = small(trial, 0, 2 * WORKERS_MAX);
        break;
    default:
        plan->capacity = some_capacity(trial);
        break;
    }
    engine_change(trial->lab.engine, plan);
    if (!trial->real)
        trial->capacity_most = plan->capacity;
    else if (plan->capacity == 0 || trial->capacity_most == 0)
        trial->capacity_most = 0;
    else if (plan->capacity > trial->capacity_most) /* what was put before the change may be read after it */
        trial->capacity_most = plan->capacity;
}

static void pause_and_step(struct simulation_result *trial)
{
    clock_pause(trial->lab.clock);
    for (int64_t steps = between(trial, 0, 5); steps > 0; steps--) {
        int64_t before = clock_now(trial->lab.clock);
        clock_step(trial->lab.clock);
        if (trial->real)
            engine_drain(trial->lab.engine);
        else
            lab_advance(&trial->lab, before);
    }
    if (between(trial, 0, 2) == 0)
        change(trial);
    clock_resume(trial->lab.clock);
}

static void let_time_pass(struct simulation_result *trial)
{
    if (trial->real)
        engine_drain(trial->lab.engine);
    else
        lab_advance(&trial->lab, clock_now(trial->lab.clock) + between(trial, 0, 30 * 100 * NS_PER_MS));
}

/* Only sync can get stuck, and only by its queue; and a pool, by its threads. Returns whether the run came to its end.
 */
static bool finish(struct simulation_result *trial)
{
    let_time_pass(trial);
    bool left = trial->plan.items == 0 || between(trial, 0, 4) == 0;
    if (left) {
        engine_stop(trial->lab.engine);
        return false;
    }
    while (lab_finish(&trial->lab) == ENGINE_STUCK) {
        CHECK(trial, (trial->mode == &mode_sync && trial->plan.capacity != 0) ||
                         (trial->mode == &mode_pool && trial->plan.pool != 0));
        trial->plan.capacity = trial->capacity_most = 0;
        trial->plan.pool = 0;
        engine_change(trial->lab.engine, &trial->plan);
    }
    return true;
}

/* Carries out the trial of this seed; returns its transcript, which the caller frees. */
static char *carry_out(uint64_t seed, const struct mode *mode, bool real)
{
    struct simulation_result trial = {.seed = seed, .mode = mode, .random = random_stream(seed, 0), .real = real};
    draw_plan(&trial);
    transcript_begin(&trial.transcript);
    trial.lab = real ? lab_open_real(&trial.plan, mode, 1000) : lab_open(&trial.plan, mode);
    trace_listen(trial.lab.trace, watch, &trial);
    if (!real)
        lab_advance(&trial.lab, 0);
    for (int64_t actions = between(&trial, 0, 8); actions > 0; actions--) {
        let_time_pass(&trial);
        if (between(&trial, 0, 2) == 0)
            pause_and_step(&trial);
        else
            change(&trial);
    }
    check_end(&trial, finish(&trial));
    transcript_end(&trial.transcript, trial.lab.trace, TIME_NEVER);
    lab_close(&trial.lab);
    free(trial.item_history);
    return trial.transcript.text;
}

TEST(every_item_passes_once_and_in_order_and_every_lane_is_whole)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(RUNS); seed++)
            free(carry_out(seed, modes[i], false));
}

TEST(in_simulated_time_a_run_goes_the_same_way_every_time)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint64_t seed = 1; seed <= (uint64_t)effort(RUNS); seed++) {
            char *first = carry_out(seed, modes[i], false);
            char *second = carry_out(seed, modes[i], false);
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
            free(carry_out(seed, modes[i], true));
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
