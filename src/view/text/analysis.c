/* analysis — what the captions rest on: one run, counted once. */
#include "base/units.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <string.h>

static struct worker_totals totals_of(const struct scene_run *run, enum lane_kind kind, int64_t from, int64_t now)
{
    double all = now > from ? (double)(now - from) * runs_lane_count(run, kind) : 1;
    struct worker_totals totals = {.kind = kind, .count = runs_lane_count(run, kind)};
    for (int state = 0; state < STATE_COUNT; state++)
        totals.first_in[state] = LANE_NONE;
    for (int i = totals.count; i-- > 0;) {
        lane_id id = lane_id_of(kind, (uint32_t)i);
        const struct lane *lane = trace_lane(run->trace, id);
        enum state now_in = runs_segment_at(run, id, now, now).state;
        totals.in[now_in]++;
        totals.first_in[now_in] = id;
        if (lane == NULL)
            continue;
        struct state_times times = lane_state_times(lane, from, now, now);
        for (int state = 0; state < STATE_COUNT; state++)
            totals.share[state] += (double)times.ns[state] / all;
    }
    return totals;
}

/* What a worker that is ready waits for, in the run's mode. */
static enum reason ready_for(const struct scene_run *run)
{
    return mode_has_gil(run->mode, &run->plan)     ? REASON_GIL
           : strcmp(run->mode->name, "async") == 0 ? REASON_LOOP
           : strcmp(run->mode->name, "sync") == 0  ? REASON_TURN
                                                   : REASON_CORE;
}

static double trend_of(const struct item_history *items, int64_t from, int64_t end)
{
    double grown = (double)item_history_depth(items, TIME_NEVER) - (double)item_history_depth(items, from);
    return end > from ? grown / units_seconds(end - from) : 0;
}

struct analysis analysis_of(const struct scene_run *run, int64_t now)
{
    int64_t start = run->trace->start, end = trace_end(run->trace, now);
    int64_t from = end - start > ANALYSIS_RECENT ? end - ANALYSIS_RECENT : start;
    int64_t oldest = trace_oldest_item(run->trace);
    struct segment main = runs_segment_at(run, lane_id_of(LANE_MAIN, 0), end, end);
    struct analysis analysis = {
        .run = run,
        .now = now,
        .stats = stats_of(run->trace, now),
        .producers = totals_of(run, run->plan.tasks > 0 ? LANE_TASK : LANE_PRODUCER, from, end),
        .consumers = totals_of(run, LANE_CONSUMER, from, end),
        .workers = runs_worker_count(run),
        .threads = (int)run->trace->lanes[LANE_POOL].count,
        .recent = end - from,
        .depth = item_history_depth(run->trace->item_history, TIME_NEVER),
        .oldest = oldest == TIME_NEVER ? 0 : end - oldest,
        .trend = trend_of(run->trace->item_history, from, end),
        .turn = main.reason == REASON_TURN ? main.other : LANE_NONE,
        .ready_for = ready_for(run),
    };
    const struct worker_totals *producers = &analysis.producers, *consumers = &analysis.consumers;
    for (int state = 0; state < STATE_COUNT; state++) {
        analysis.in[state] = producers->in[state] + consumers->in[state];
        analysis.average[state] =
            producers->share[state] * producers->count + consumers->share[state] * consumers->count;
    }
    return analysis;
}

struct segment analysis_last(const struct analysis *analysis, lane_id id)
{
    int64_t end = trace_end(analysis->run->trace, analysis->now);
    return runs_segment_at(analysis->run, id, end, end);
}

size_t analysis_find(const struct analysis *analysis, enum state state, enum reason reason, lane_id found[], size_t max)
{
    size_t count = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(analysis->run, kind); i++) {
            struct segment last = analysis_last(analysis, lane_id_of(kind, (uint32_t)i));
            if (last.state != state || last.reason != reason)
                continue;
            if (count < max)
                found[count] = lane_id_of(kind, (uint32_t)i);
            count++;
        }
    return count;
}
