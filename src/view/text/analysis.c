/* analysis — what the caption's rules look at; see the header. */
#include "view/text/analysis.h"

#include "base/units.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <string.h>

static struct worker_totals totals_of(const struct scene_run *run, enum lane_kind kind, int64_t from, int64_t now)
{
    struct worker_totals worker_totals = {.kind = kind, .count = lanes_count(run, kind)};
    for (int state = 0; state < STATE_COUNT; state++)
        worker_totals.first_in[state] = LANE_NONE;
    for (int i = worker_totals.count; i-- > 0;) {
        lane_id id = lane_id_of(kind, (uint32_t)i);
        const struct lane *lane = trace_lane(run->trace, id);
        enum state state = lanes_at(run, id, now, now).state;
        worker_totals.in[state]++;
        worker_totals.first_in[state] = id;
        struct state_times state_times =
            lane == NULL ? (struct state_times){{0}} : lane_state_times(lane, from, now, now);
        for (int each = 0; each < STATE_COUNT; each++)
            worker_totals.recent.ns[each] += state_times.ns[each];
    }
    return worker_totals;
}

/* The latest of what it was ready for, among its newest segments. */
static enum reason ready_reason(const struct lane *lane, int64_t now)
{
    enum { NEWEST = 4 };
    size_t count = lane_count(lane, now);
    for (size_t i = count; i-- > 0 && count - i <= NEWEST;) {
        struct segment segment = lane_segment(lane, i, now);
        if (segment.state == STATE_READY && segment.reason != REASON_NONE)
            return segment.reason;
    }
    return REASON_NONE;
}

static enum reason ready_for(const struct trace *trace, int64_t now)
{
    static const enum lane_kind kinds[] = {LANE_PRODUCER, LANE_CONSUMER};
    enum reason reason = REASON_NONE;
    for (size_t kind = 0; kind < 2; kind++)
        for (uint32_t i = 0; i < trace->lanes[kinds[kind]].count && reason == REASON_NONE; i++)
            reason = ready_reason(trace_lane(trace, lane_id_of(kinds[kind], i)), now);
    return reason;
}

static lane_id turn_of(const struct scene_run *run, int64_t now)
{
    struct segment segment = lanes_at(run, lane_id_of(LANE_MAIN, 0), now, now);
    return segment.reason == REASON_TURN ? segment.other : LANE_NONE;
}

static double trend_of(const struct depth_series *depth, int64_t from, int64_t end)
{
    double grown = (double)depth_series_now(depth) - (double)depth_series_at(depth, from);
    return end > from ? grown / units_seconds(end - from) : 0;
}

static const struct scene_run *comparable(const struct scene *scene, const struct scene_run *run)
{
    for (const struct scene_run *other = run; other > scene->runs;)
        if ((--other)->status == RUN_FINISHED && !other->changed && !run->changed &&
            strcmp(other->mode, run->mode) != 0 && plan_equal(&other->plan, &run->plan))
            return other;
    return NULL;
}

struct analysis analysis_of(const struct scene *scene)
{
    const struct scene_run *run = runs_focus(scene);
    int64_t start = run->trace->start, end = trace_end(run->trace, scene->now);
    int64_t from = end - start > FACTS_RECENT ? end - FACTS_RECENT : start;
    int64_t oldest = trace_oldest_item(run->trace);
    struct analysis analysis = {
        .scene = scene,
        .run = run,
        .other = comparable(scene, run),
        .stats = stats_of(run->trace, scene->now),
        .producers = totals_of(run, LANE_PRODUCER, from, end),
        .consumers = totals_of(run, LANE_CONSUMER, from, end),
        .recent = end - from,
        .depth = depth_series_now(run->trace->depth),
        .oldest = oldest == TIME_NEVER ? 0 : end - oldest,
        .trend = trend_of(run->trace->depth, from, end),
        .turn = turn_of(run, end),
        .ready_for = ready_for(run->trace, end),
    };
    analysis.workers = analysis.producers.count + analysis.consumers.count;
    analysis.busy = analysis.producers.in[STATE_WORKING] + analysis.producers.in[STATE_SLEEPING] +
                    analysis.consumers.in[STATE_WORKING] + analysis.consumers.in[STATE_SLEEPING];
    return analysis;
}

double analysis_share(const struct analysis *analysis, const struct worker_totals *worker_totals, enum state state)
{
    double all = (double)analysis->recent * worker_totals->count;
    return all > 0 ? (double)worker_totals->recent.ns[state] / all : 0;
}

struct state_times analysis_total(const struct scene_run *run, enum lane_kind kind, int64_t now)
{
    struct state_times total = {{0}};
    for (uint32_t i = 0; i < (uint32_t)lanes_count(run, kind); i++) {
        lane_id id = lane_id_of(kind, i);
        if (trace_lane(run->trace, id) == NULL)
            continue;
        struct state_times state_times = stats_worker(run->trace, id, now);
        for (int state = 0; state < STATE_COUNT; state++)
            total.ns[state] += state_times.ns[state];
    }
    return total;
}
