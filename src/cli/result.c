/* result — what became of a headless run. */
#include "cli/result.h"

#include "cli/command.h"
#include "view/runs.h"

void result_free(struct result *result)
{
    trace_free(result->trace);
    result->trace = NULL;
}

int result_status(const struct result *result, struct error *error)
{
    if (result->trouble.message[0] != '\0') {
        *error = result->trouble;
        return STATUS_FAILED;
    }
    if (result->deadlock)
        return STATUS_DEADLOCK;
    return result->signal != 0 ? STATUS_SIGNAL + result->signal : STATUS_DONE;
}

struct scene_run result_run(const struct result *result)
{
    bool stopped = result->signal != 0 || result->trouble.message[0] != '\0';
    return (struct scene_run){.mode = result->mode,
                              .status = result->deadlock ? RUN_STUCK
                                        : stopped        ? RUN_LEFT
                                                         : RUN_FINISHED,
                              .plan = result->plan,
                              .ideal = result->ideal,
                              .lateness = result->lateness,
                              .trace = result->trace};
}

bool result_is_finished(const struct result *result)
{
    return result_run(result).status == RUN_FINISHED;
}

bool result_is_complete(const struct result *result)
{
    return result_is_finished(result) &&
           (int64_t)result->trace->consumed >= result->plan.items * result->plan.producers;
}

int64_t result_end(const struct result *result)
{
    return trace_end(result->trace, result->trace->latest);
}

int64_t result_elapsed(const struct result *result)
{
    return result_end(result) - result->trace->start;
}

struct stats result_stats(const struct result *result)
{
    return stats_of(result->trace, result_end(result));
}

uint32_t result_workers(const struct result *result)
{
    return result->plan.producers + result->plan.consumers;
}

lane_id result_worker(const struct result *result, uint32_t index)
{
    uint32_t producers = result->plan.producers;
    return index < producers ? lane_id_of(LANE_PRODUCER, index) : lane_id_of(LANE_CONSUMER, index - producers);
}

struct state_times result_state_times(const struct result *result, lane_id worker)
{
    if (trace_lane(result->trace, worker) != NULL)
        return stats_worker(result->trace, worker, result_end(result));
    return (struct state_times){.ns = {[STATE_IDLE] = result_end(result) - result->trace->start}};
}

/* Workers that were last in that state for that reason. */
static uint32_t count_last(const struct result *result, enum state state, enum reason reason)
{
    struct scene_run run = result_run(result);
    int64_t end = result_end(result);
    uint32_t count = 0;
    for (uint32_t i = 0; i < result_workers(result); i++) {
        struct segment last = runs_segment_at(&run, result_worker(result, i), end, end);
        count += last.state == state && last.reason == reason;
    }
    return count;
}

bool result_pool_starves(const struct result *result)
{
    return result->deadlock && result->trace->lanes[LANE_POOL].count > 0 &&
           count_last(result, STATE_IDLE, REASON_NONE) > 0;
}

uint32_t result_failed(const struct result *result)
{
    return count_last(result, STATE_DONE, REASON_FAILED) + count_last(result, STATE_DONE, REASON_KILLED);
}
