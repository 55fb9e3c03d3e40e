/* json — runs as JSON on standard output. */
#include "app/seeds.h"
#include "base/units.h"
#include "cli/report.h"
#include "cli/sweep.h"
#include "view/runs.h"

#include <jansson.h>
#include <math.h>

/* Enough for times to the nanosecond, and too few for a double's rounding to be seen: 4 is 4.0, not 4.0000000000000001.
 */
enum { DIGITS = 15 };

/* A figure without a unit, to a millionth. */
static double ratio(double value)
{
    return round(value * 1e6) / 1e6;
}

static json_t *delay_of(struct delay delay)
{
    return json_pack("[f, f]", units_seconds(delay.min), units_seconds(delay.max));
}

/* 0: there is none. */
static json_t *limit_of(uint32_t limit)
{
    return limit == 0 ? json_null() : json_integer(limit);
}

/* What tasks do not have. */
static void leave_out(json_t *object, const char *const keys[])
{
    for (; *keys != NULL; keys++)
        (void)json_object_del(object, *keys);
}

static json_t *plan_of(const struct plan *plan, const struct mode *mode)
{
    json_t *object =
        json_pack("{s:I, s:I, s:I, s:o, s:o, s:I, s:o, s:o, s:b, s:o, s:s, s:b, s:s, s:s?}", "producers",
                  (json_int_t)plan->producers, "consumers", (json_int_t)plan->consumers, "items",
                  (json_int_t)plan->items, "produce_s", delay_of(plan->produce), "consume_s", delay_of(plan->consume),
                  "cpu_percent", (json_int_t)plan->cpu_percent, "capacity", limit_of(plan->capacity), "cores",
                  limit_of(plan->cores), "burn", (int)plan->burn, "pool", limit_of(plan->pool), "results",
                  plan->results == RESULTS_SUBMITTED ? "submitted" : "completed", "falling",
                  (int)(plan->distribution == DISTRIBUTION_FALLING), "language", plan_language_name(plan->language),
                  "bug", mode->bug);
    if (plan->tasks > 0) {
        leave_out(object,
                  (const char *const[]){"producers", "consumers", "items", "produce_s", "consume_s", "capacity", NULL});
        (void)json_object_set_new(object, "tasks", json_integer(plan->tasks));
        (void)json_object_set_new(object, "task_s", delay_of(plan->produce));
    }
    return object;
}

static json_t *latency_of(const struct stats *stats)
{
    return json_pack("{s:f, s:f, s:f, s:f, s:f, s:f}", "mean", units_seconds((int64_t)round(stats->latency_mean)),
                     "p50", units_seconds(stats->latency_p50), "p99", units_seconds(stats->latency_p99), "max",
                     units_seconds(stats->latency_max), "first", units_seconds(stats->latency_first), "last",
                     units_seconds(stats->latency_last));
}

static json_t *worker_of(const struct result *result, lane_id worker)
{
    static const char *const kinds[] = {
        [LANE_PRODUCER] = "producer", [LANE_TASK] = "task", [LANE_CONSUMER] = "consumer"};
    char name[LANE_NAME_SIZE], field[16];
    lane_id_name(worker, name);
    struct state_times times = result_state_times(result, worker);
    json_t *object = json_pack("{s:s, s:s, s:I}", "name", name, "kind", kinds[lane_id_kind(worker)], "items",
                               (json_int_t)trace_items(result->run.trace, worker));
    for (enum state state = STATE_IDLE; state < STATE_DONE; state++) {
        (void)snprintf(field, sizeof field, "%s_s", state_name(state));
        (void)json_object_set_new(object, field, json_real(units_seconds(times.ns[state])));
    }
    uint32_t number;
    int64_t received = trace_received(result->run.trace, worker, &number);
    if (runs_has_futures(&result->run) && received != TIME_NEVER) {
        (void)json_object_set_new(object, "result", json_integer(number));
        (void)json_object_set_new(object, "received_s", json_real(units_seconds(received - result->run.trace->start)));
    }
    return object;
}

static json_t *workers_of(const struct result *result)
{
    json_t *workers = json_array();
    for (uint32_t i = 0; i < result_workers(result); i++)
        (void)json_array_append_new(workers, worker_of(result, result_worker(result, i)));
    return workers;
}

/* Workers that were last in that state for that reason. */
static uint32_t count_last(const struct result *result, enum state state, enum reason reason)
{
    int64_t end = result_end(result);
    uint32_t count = 0;
    for (uint32_t i = 0; i < result_workers(result); i++) {
        struct segment last = runs_segment_at(&result->run, result_worker(result, i), end, end);
        count += last.state == state && last.reason == reason;
    }
    return count;
}

static json_t *run_of(const struct result *result)
{
    struct stats stats = result_stats(result);
    const struct scene_run *run = &result->run;
    bool deadlock = run->status == RUN_STUCK;
    bool starves =
        deadlock && run->trace->lanes[LANE_POOL].count > 0 && count_last(result, STATE_IDLE, REASON_NONE) > 0;
    uint32_t failed = count_last(result, STATE_DONE, REASON_FAILED) + count_last(result, STATE_DONE, REASON_KILLED);
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:I, s:o, s:f, s:o, s:f, s:I, s:I, s:f, s:b, s:b, s:{s:I, s:I, s:I, s:I, s:I}, s:o, s:o, "
        "s:{s:I, s:f}, "
        "s:o, s:o}",
        "version", OVERLAP_VERSION, "mode", run->mode->name, "clock", result->instant ? "instant" : "real", "seed",
        (json_int_t)run->plan.seed, "plan", plan_of(&run->plan, run->mode), "elapsed_s", units_seconds(stats.elapsed),
        "ideal_s", run->ideal < 0 ? json_null() : json_real(units_seconds(run->ideal)), "overlap", ratio(stats.overlap),
        "produced", (json_int_t)stats.produced, "consumed", (json_int_t)stats.consumed, "throughput_per_s",
        ratio(stats.throughput), "deadlock", (int)deadlock, "pool_starvation", (int)starves, "mishaps", "lost",
        (json_int_t)run->trace->lost, "taken_twice", (json_int_t)run->trace->duplicates, "wakeups_in_vain",
        (json_int_t)run->trace->spurious_wakeups, "updates_lost",
        (json_int_t)(run->trace->updates - run->trace->counter), "failed", (json_int_t)failed, "counter",
        run->trace->updates > 0 ? json_integer((json_int_t)run->trace->counter) : json_null(), "latency_s",
        latency_of(&stats), "queue", "max_depth", (json_int_t)stats.depth_max, "mean_depth", ratio(stats.depth_mean),
        "workers", workers_of(result), "trouble",
        result->trouble.message[0] == '\0' ? json_null() : json_string(result->trouble.message));
    if (run->plan.tasks > 0) {
        leave_out(object, (const char *const[]){"produced", "consumed", "latency_s", "queue", NULL});
        (void)json_object_set_new(object, "finished", json_integer((json_int_t)stats.consumed));
    }
    return object;
}

static void dump(json_t *root)
{
    (void)json_dumpf(root, stdout, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    (void)putchar('\n');
    json_decref(root);
}

void json_write_run(const struct result *result)
{
    dump(run_of(result));
}

void json_write_runs(const struct result results[], size_t count)
{
    json_t *runs = json_array();
    for (size_t i = 0; i < count; i++)
        (void)json_array_append_new(runs, run_of(&results[i]));
    struct advice advice = advice_of(results, count);
    dump(json_pack("{s:o, s:o}", "runs", runs, "advice",
                   advice.mode == NULL ? json_null()
                                       : json_pack("{s:s, s:s}", "mode", advice.mode->name, "why", advice.why)));
}

/* One mode's elapsed times in the order of the shares; null where it did not finish. */
static json_t *elapsed_times_of(const struct sweep *sweep, size_t mode)
{
    json_t *times = json_array();
    for (size_t i = 0; i < SWEEP_STEPS; i++) {
        int64_t elapsed = sweep->elapsed[i][mode];
        (void)json_array_append_new(times, elapsed < 0 ? json_null() : json_real(units_seconds(elapsed)));
    }
    return times;
}

void json_write_sweep(const struct sweep *sweep)
{
    json_t *state_times = json_array(), *choices = json_array(), *runs = json_array(),
           *plan = plan_of(&sweep->options->plan, sweep->options->racers[0]);
    for (uint32_t i = 0; i < SWEEP_STEPS; i++) {
        const struct mode *choice = sweep_choice(sweep, i);
        (void)json_array_append_new(state_times, json_integer(sweep_percent(i)));
        (void)json_array_append_new(choices, choice == NULL ? json_null() : json_string(choice->name));
    }
    for (size_t mode = 0; mode < sweep->options->racer_count; mode++)
        (void)json_array_append_new(runs, json_pack("{s:s, s:o}", "mode", sweep->options->racers[mode]->name,
                                                    "elapsed_s", elapsed_times_of(sweep, mode)));
    (void)json_object_del(plan, "cpu_percent"); /* it is what is swept */
    dump(json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:o, s:o}", "version", OVERLAP_VERSION, "sweep", "cpu", "clock",
                   "instant", "seed", (json_int_t)sweep->options->plan.seed, "plan", plan, "cpu_percent", state_times,
                   "runs", runs, "choice", choices));
}

static json_t *failure_of_first(const struct seeds *seeds)
{
    static const char *const kinds[] = {
        [FAILURE_CRASHED] = "crashed", [FAILURE_KILLED] = "killed",           [FAILURE_TWICE] = "taken_twice",
        [FAILURE_LOST] = "lost",       [FAILURE_OVERWRITTEN] = "update_lost", [FAILURE_LEFT] = "left",
        [FAILURE_STUCK] = "deadlock",  [FAILURE_UNFINISHED] = "unfinished",
    };
    char name[LANE_NAME_SIZE];
    const struct failure *failure = &seeds->failure;
    if (seeds->failed == 0)
        return json_null();
    lane_id_name(failure->lane, name);
    return json_pack("{s:s, s:f, s:s?}", "kind", kinds[failure->kind], "time_s", units_seconds(failure->time), "worker",
                     failure->lane != LANE_NONE ? name : NULL);
}

void json_write_seeds(const struct options *options, const struct seeds *seeds)
{
    dump(json_pack("{s:s, s:s, s:s, s:I, s:o, s:I, s:I, s:o, s:o}", "version", OVERLAP_VERSION, "mode",
                   options->mode->name, "clock", "instant", "seed", (json_int_t)options->plan.seed, "plan",
                   plan_of(&options->plan, options->mode), "runs", (json_int_t)seeds->runs, "failed",
                   (json_int_t)seeds->failed, "first_failing_seed",
                   seeds->failed > 0 ? json_integer((json_int_t)seeds->first) : json_null(), "first_failure",
                   failure_of_first(seeds)));
}
