/* facts — what the caption's rules look at; see the header. */
#include "facts.h"

#include "base/units.h"
#include "lanes.h"

#include <string.h>

static struct crew crew_of(const struct scene_run *run, enum lane_kind kind, int64_t from, int64_t now)
{
    struct crew crew = {.count = lanes_count(run, kind)};
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

static const struct scene_run *comparable(const struct scene *scene, const struct scene_run *run)
{
    for (const struct scene_run *other = run; other-- > scene->runs;)
        if (other->status == RUN_FINISHED && !other->changed && !run->changed && strcmp(other->mode, run->mode) != 0 &&
            plan_equal(&other->plan, &run->plan))
            return other;
    return NULL;
}

struct facts facts_of(const struct scene *scene)
{
    const struct scene_run *run = &scene->runs[scene->run_count - 1];
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
