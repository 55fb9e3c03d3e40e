/* caption_modes — what a mode with a lock or a pool is held up by. */
#include "base/units.h"
#include "view/panels/lanes.h"
#include "view/text/caption_rules.h"
#include "view/text/phrases.h"

#include <stdio.h>

static const int64_t soonest = NS_PER_S / 2; /* before, figures say little */
static const double nearly_always = 0.9, wanted = 0.5;

static bool is_running(const struct analysis *analysis)
{
    return analysis->run->status == RUN_RUNNING && analysis->stats.elapsed >= soonest;
}

static int threads_of(const struct analysis *analysis)
{
    return (int)analysis->run->trace->lanes[LANE_POOL].count;
}

/* Tasks in the pool's line: workers that are idle though its threads run. */
static struct worker_totals in_line(const struct analysis *analysis)
{
    return analysis->consumers.in[STATE_IDLE] > 0 ? analysis->consumers : analysis->producers;
}

/* A deadlock in which those that could help have no thread. */
bool rule_pool_starves(const struct analysis *analysis, char *text, size_t size)
{
    struct worker_totals tasks = in_line(analysis);
    if (analysis->run->status != RUN_STUCK || threads_of(analysis) == 0 || tasks.in[STATE_IDLE] == 0)
        return false;
    bool producers_hold = tasks.kind == LANE_CONSUMER;
    const struct worker_totals *holders = producers_hold ? &analysis->producers : &analysis->consumers;
    struct subject holding = phrase_some(holders, STATE_WAITING), starving = phrase_some(&tasks, STATE_IDLE);
    (void)snprintf(text, size, "Pool starvation: %s %s %s thread%s and %s for %s; %s, which alone could help, %s none.",
                   holding.text, holding.many ? "hold" : "holds", threads_of(analysis) == 1 ? "the only" : "all",
                   threads_of(analysis) == 1 ? "" : "s", holding.many ? "wait" : "waits",
                   producers_hold ? "room" : "an item", starving.text, starving.many ? "get" : "gets");
    return true;
}

/* Lane main is the lock's. */
bool rule_lock_is_short(const struct analysis *analysis, char *text, size_t size)
{
    lane_id id = lane_id_of(LANE_MAIN, 0);
    const struct lane *lane = trace_lane(analysis->run->trace, id);
    int64_t now = trace_end(analysis->run->trace, analysis->scene->now);
    if (!is_running(analysis) || lane == NULL || lanes_at(analysis->run, id, now, now).reason != REASON_LOCK)
        return false;
    double held =
        (double)lane_state_times(lane, now - analysis->recent, now, now).ns[STATE_WORKING] / (double)analysis->recent;
    double work = (analysis_share(analysis, &analysis->producers, STATE_WORKING) * analysis->producers.count +
                   analysis_share(analysis, &analysis->consumers, STATE_WORKING) * analysis->consumers.count);
    if (held < nearly_always || work < nearly_always || analysis->workers < 2)
        return false;
    (void)snprintf(
        text, size,
        "The lock is the bottleneck: held %.0f %% of the %s, so the %d threads work one at a time, as in sync.",
        phrase_percent(held), phrase_recent(analysis), analysis->workers);
    return true;
}

/* All threads have a task, and others stand in line. */
bool rule_pool_is_short(const struct analysis *analysis, char *text, size_t size)
{
    int idle = analysis->producers.in[STATE_IDLE] + analysis->consumers.in[STATE_IDLE], threads = threads_of(analysis);
    if (!is_running(analysis) || threads == 0 || idle == 0 || idle < wanted * threads)
        return false;
    (void)snprintf(text, size,
                   "The pool is the bottleneck: %d task%s in line while its %d thread%s busy: %.2f× overlap.", idle,
                   idle == 1 ? " stands" : "s stand", threads, threads == 1 ? " is" : "s are", analysis->stats.overlap);
    return true;
}
