/* outcome — reads what became of a headless run; see the header. */
#include "outcome.h"

#include "command.h"

void outcome_release(struct outcome *outcome)
{
    trace_free(outcome->trace);
    outcome->trace = NULL;
}

int outcome_status(const struct outcome *outcome, struct error *error)
{
    if (outcome->trouble.message[0] != '\0') {
        *error = outcome->trouble;
        return STATUS_FAILED;
    }
    if (outcome->deadlock)
        return STATUS_DEADLOCK;
    return outcome->signal != 0 ? STATUS_SIGNAL + outcome->signal : STATUS_DONE;
}

bool outcome_is_finished(const struct outcome *outcome)
{
    return !outcome->deadlock && outcome->signal == 0;
}

int64_t outcome_end(const struct outcome *outcome)
{
    return trace_end(outcome->trace, trace_latest(outcome->trace));
}

int64_t outcome_elapsed(const struct outcome *outcome)
{
    return outcome_end(outcome) - trace_start(outcome->trace);
}

struct stats outcome_stats(const struct outcome *outcome)
{
    return stats_of(outcome->trace, outcome_end(outcome));
}

uint32_t outcome_workers(const struct outcome *outcome)
{
    return outcome->plan.producers + outcome->plan.consumers;
}

lane_id outcome_worker(const struct outcome *outcome, uint32_t index)
{
    uint32_t producers = outcome->plan.producers;
    return index < producers ? lane_id_of(LANE_PRODUCER, index) : lane_id_of(LANE_CONSUMER, index - producers);
}

struct shares outcome_shares(const struct outcome *outcome, lane_id worker)
{
    if (trace_lane(outcome->trace, worker) != NULL)
        return stats_worker(outcome->trace, worker, outcome_end(outcome));
    return (struct shares){.ns = {[STATE_IDLE] = outcome_end(outcome) - trace_start(outcome->trace)}};
}

struct span outcome_last(const struct outcome *outcome, lane_id id)
{
    const struct lane *lane = trace_lane(outcome->trace, id);
    int64_t end = outcome_end(outcome);
    if (lane == NULL)
        return (struct span){.end = end, .state = STATE_IDLE, .other = LANE_NONE};
    return lane_span(lane, lane_count(lane, end) - 1, end);
}
