/* caption_modes — what a mode with a lock or a pool is held up by. */
#include "base/units.h"
#include "lanes.h"
#include "phrases.h"
#include "rules.h"

#include <stdio.h>

static const int64_t soonest = NS_PER_S / 2; /* before, figures say little */
static const double nearly_always = 0.9, wanted = 0.5;

static bool is_running(const struct facts *facts)
{
    return facts->run->status == RUN_RUNNING && facts->stats.elapsed >= soonest;
}

static int threads_of(const struct facts *facts)
{
    return (int)trace_lanes(facts->run->trace, LANE_POOL);
}

/* Tasks in the pool's line: workers that are idle though its threads run. */
static struct crew in_line(const struct facts *facts)
{
    return facts->consumers.in[STATE_IDLE] > 0 ? facts->consumers : facts->producers;
}

/* A deadlock in which those that could help have no thread. */
bool rule_pool_starves(const struct facts *facts, char *text, size_t size)
{
    struct crew tasks = in_line(facts);
    if (facts->run->status != RUN_STUCK || threads_of(facts) == 0 || tasks.in[STATE_IDLE] == 0)
        return false;
    bool producers_hold = tasks.kind == LANE_CONSUMER;
    const struct crew *holders = producers_hold ? &facts->producers : &facts->consumers;
    struct subject holding = phrase_some(holders, STATE_WAITING), starving = phrase_some(&tasks, STATE_IDLE);
    (void)snprintf(text, size, "Pool starvation: %s %s %s thread%s and %s for %s; %s, which alone could help, %s none.",
                   holding.text, holding.many ? "hold" : "holds", threads_of(facts) == 1 ? "the only" : "all",
                   threads_of(facts) == 1 ? "" : "s", holding.many ? "wait" : "waits",
                   producers_hold ? "room" : "an item", starving.text, starving.many ? "get" : "gets");
    return true;
}

/* Lane main is the lock's. */
bool rule_lock_is_short(const struct facts *facts, char *text, size_t size)
{
    lane_id id = lane_id_of(LANE_MAIN, 0);
    const struct lane *lane = trace_lane(facts->run->trace, id);
    int64_t now = trace_end(facts->run->trace, facts->scene->now);
    if (!is_running(facts) || lane == NULL || lanes_at(facts->run, id, now, now).reason != REASON_LOCK)
        return false;
    double held = (double)lane_shares(lane, now - facts->recent, now, now).ns[STATE_WORKING] / (double)facts->recent;
    double work = (facts_share(facts, &facts->producers, STATE_WORKING) * facts->producers.count +
                   facts_share(facts, &facts->consumers, STATE_WORKING) * facts->consumers.count);
    if (held < nearly_always || work < nearly_always || facts->workers < 2)
        return false;
    (void)snprintf(
        text, size,
        "The lock is the bottleneck: held %.0f %% of the %s, so the %d threads work one at a time, as in sync.",
        phrase_percent(held), phrase_recent(facts), facts->workers);
    return true;
}

/* All threads have a task, and others stand in line. */
bool rule_pool_is_short(const struct facts *facts, char *text, size_t size)
{
    int idle = facts->producers.in[STATE_IDLE] + facts->consumers.in[STATE_IDLE], threads = threads_of(facts);
    if (!is_running(facts) || threads == 0 || idle == 0 || idle < wanted * threads)
        return false;
    (void)snprintf(text, size,
                   "The pool is the bottleneck: %d task%s in line while its %d thread%s busy: %.2f× overlap.", idle,
                   idle == 1 ? " stands" : "s stand", threads, threads == 1 ? " is" : "s are", facts->stats.overlap);
    return true;
}
