/* facts — what the caption's rules look at; see the header. */
#include "facts.h"

#include "base/units.h"
#include "heat.h"
#include "lanes.h"

#include <string.h>

static struct crew crew_of(const struct scene_run *run, enum lane_kind kind, int64_t from, int64_t now)
{
    struct crew crew = {.kind = kind, .count = lanes_count(run, kind)};
    for (int state = 0; state < STATE_COUNT; state++)
        crew.first_in[state] = LANE_NONE;
    for (int i = crew.count; i-- > 0;) {
        lane_id id = lane_id_of(kind, (uint32_t)i);
        const struct lane *lane = trace_lane(run->trace, id);
        enum state state = lanes_at(run, id, now, now).state;
        crew.in[state]++;
        crew.first_in[state] = id;
        struct shares shares = lane == NULL ? (struct shares){{0}} : lane_shares(lane, from, now, now);
        for (int each = 0; each < STATE_COUNT; each++)
            crew.recent.ns[each] += shares.ns[each];
    }
    return crew;
}

/* The latest of what it was ready for, among its newest spans. */
static enum reason ready_reason(const struct lane *lane, int64_t now)
{
    enum { NEWEST = 4 };
    size_t count = lane_count(lane, now);
    for (size_t i = count; i-- > 0 && count - i <= NEWEST;) {
        struct span span = lane_span(lane, i, now);
        if (!span.mixed && span.state == STATE_READY && span.reason != REASON_NONE)
            return span.reason;
    }
    return REASON_NONE;
}

static enum reason ready_for(const struct trace *trace, int64_t now)
{
    static const enum lane_kind kinds[] = {LANE_PRODUCER, LANE_CONSUMER};
    enum reason reason = REASON_NONE;
    for (size_t kind = 0; kind < 2; kind++)
        for (uint32_t i = 0; i < trace_lanes(trace, kinds[kind]) && reason == REASON_NONE; i++)
            reason = ready_reason(trace_lane(trace, lane_id_of(kinds[kind], i)), now);
    return reason;
}

static lane_id turn_of(const struct scene_run *run, int64_t now)
{
    struct span span = lanes_at(run, lane_id_of(LANE_MAIN, 0), now, now);
    return span.reason == REASON_TURN ? span.other : LANE_NONE;
}

static double trend_of(const struct depth *depth, int64_t from, int64_t end)
{
    double grown = (double)depth_now(depth) - (double)depth_at(depth, from);
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

struct facts facts_of(const struct scene *scene)
{
    const struct scene_run *run = heat_focus(scene);
    int64_t start = trace_start(run->trace), end = trace_end(run->trace, scene->now);
    int64_t from = end - start > FACTS_RECENT ? end - FACTS_RECENT : start;
    int64_t oldest = trace_oldest(run->trace);
    struct facts facts = {
        .scene = scene,
        .run = run,
        .other = comparable(scene, run),
        .stats = stats_of(run->trace, scene->now),
        .producers = crew_of(run, LANE_PRODUCER, from, end),
        .consumers = crew_of(run, LANE_CONSUMER, from, end),
        .recent = end - from,
        .depth = depth_now(trace_depth(run->trace)),
        .oldest = oldest == TIME_NEVER ? 0 : end - oldest,
        .trend = trend_of(trace_depth(run->trace), from, end),
        .turn = turn_of(run, end),
        .ready_for = ready_for(run->trace, end),
    };
    facts.workers = facts.producers.count + facts.consumers.count;
    facts.busy = facts.producers.in[STATE_WORKING] + facts.producers.in[STATE_SLEEPING] +
                 facts.consumers.in[STATE_WORKING] + facts.consumers.in[STATE_SLEEPING];
    return facts;
}

double facts_share(const struct facts *facts, const struct crew *crew, enum state state)
{
    double all = (double)facts->recent * crew->count;
    return all > 0 ? (double)crew->recent.ns[state] / all : 0;
}

struct shares facts_total(const struct scene_run *run, enum lane_kind kind, int64_t now)
{
    struct shares total = {{0}};
    for (uint32_t i = 0; i < (uint32_t)lanes_count(run, kind); i++) {
        lane_id id = lane_id_of(kind, i);
        if (trace_lane(run->trace, id) == NULL)
            continue;
        struct shares shares = stats_worker(run->trace, id, now);
        for (int state = 0; state < STATE_COUNT; state++)
            total.ns[state] += shares.ns[state];
    }
    return total;
}
