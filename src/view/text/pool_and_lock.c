/* pool_and_lock — what a run with an interpreter lock, or with a pool of threads, is held up by. */
#include "base/format.h"
#include "view/text/captions.h"

#include <stdio.h>

static const double nearly_always = 0.9, wanted = 0.5;

/* The share of the recent time in which some worker held the interpreter lock; 0: there is none. */
static double lock_share(const struct analysis *analysis)
{
    lane_id id = lane_id_of(LANE_GIL, 0);
    const struct lane *lane = trace_lane(analysis->run->trace, id);
    if (lane == NULL)
        return 0;
    int64_t now = trace_end(analysis->run->trace, analysis->now);
    return (double)lane_state_times(lane, now - analysis->recent, now, now).ns[STATE_WORKING] /
           (double)analysis->recent;
}

static bool lock_is_short(const struct analysis *analysis)
{
    double work = analysis_share(analysis, &analysis->producers, STATE_WORKING) * analysis->producers.count +
                  analysis_share(analysis, &analysis->consumers, STATE_WORKING) * analysis->consumers.count;
    return analysis->workers > 1 && work >= nearly_always && lock_share(analysis) >= nearly_always;
}

static void write_lock_is_short(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "The GIL is the bottleneck: it was held %s of the %s, so the %d threads compute one at a time, as "
                   "in sync.",
                   format_percent(lock_share(analysis)).text, sentence_recent(analysis), analysis->workers);
}

/* All threads have a task, and more tasks wait for one. */
static bool pool_is_short(const struct analysis *analysis)
{
    int idle = analysis_in(analysis, STATE_IDLE);
    return analysis->threads > 0 && idle > 0 && idle >= wanted * analysis->threads;
}

static void write_pool_is_short(const struct analysis *analysis, char *text, size_t size)
{
    int idle = analysis_in(analysis, STATE_IDLE), threads = analysis->threads;
    (void)snprintf(text, size, "The pool is the bottleneck: %s %s for a thread while its %s %s busy (overlap %.2f×).",
                   format_count((uint64_t)idle, "task").text, idle == 1 ? "waits" : "wait",
                   format_count((uint64_t)threads, "thread").text, threads == 1 ? "is" : "are",
                   analysis->stats.overlap);
}

const struct caption captions_pool_and_lock[] = {
    {lock_is_short, write_lock_is_short},
    {pool_is_short, write_pool_is_short},
    {NULL, NULL},
};
