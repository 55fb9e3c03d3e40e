/* figures — the figures of one run, taken from its trace. */
#include "lessons/figures.h"

#include "base/units.h"
#include "trace/stats.h"

#include <math.h>

/* Time in each state of all workers together, and how many of them ended with an error. */
static void add_lane(const struct lane *lane, int64_t start, int64_t end, struct lesson_figures *figures)
{
    struct state_times times = lane_state_times(lane, start, end, end);
    struct segment last = lane_segment(lane, lane_count(lane, end) - 1, end);
    figures->values[FIGURE_IDLE] += units_seconds(times.ns[STATE_IDLE]);
    figures->values[FIGURE_WORKING] += units_seconds(times.ns[STATE_WORKING]);
    figures->values[FIGURE_SLEEPING] += units_seconds(times.ns[STATE_SLEEPING]);
    figures->values[FIGURE_WAITING] += units_seconds(times.ns[STATE_WAITING]);
    figures->values[FIGURE_READY] += units_seconds(times.ns[STATE_READY]);
    figures->values[FIGURE_FAILED] +=
        last.state == STATE_DONE && (last.reason == REASON_FAILED || last.reason == REASON_KILLED);
}

struct lesson_figures lesson_figures_of(const struct trace *trace, int64_t now)
{
    struct stats stats = stats_of(trace, now);
    bool taken = trace->latency->count > 0;
    struct lesson_figures figures = {{
        [FIGURE_ELAPSED] = units_seconds(stats.elapsed),
        [FIGURE_OVERLAP] = stats.overlap,
        [FIGURE_THROUGHPUT] = stats.throughput,
        [FIGURE_PRODUCED] = (double)stats.produced,
        [FIGURE_CONSUMED] = (double)stats.consumed,
        [FIGURE_LATENCY_MEAN] = taken ? stats.latency_mean / NS_PER_S : NAN,
        [FIGURE_LATENCY_MEDIAN] = taken ? units_seconds(stats.latency_p50) : NAN,
        [FIGURE_LATENCY_LONGEST] = taken ? units_seconds(stats.latency_max) : NAN,
        [FIGURE_LATENCY_FIRST] = taken ? units_seconds(stats.latency_first) : NAN,
        [FIGURE_LATENCY_LAST] = taken ? units_seconds(stats.latency_last) : NAN,
        [FIGURE_MAX_DEPTH] = (double)stats.depth_max,
        [FIGURE_MEAN_DEPTH] = stats.depth_mean,
        [FIGURE_LOST] = (double)trace->lost,
        [FIGURE_TAKEN_TWICE] = (double)trace->duplicates,
        [FIGURE_WAKEUPS] = (double)trace->spurious_wakeups,
        [FIGURE_UPDATES_LOST] = (double)(trace->updates - trace->counter),
    }};
    int64_t end = trace_end(trace, now);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            add_lane(trace_lane(trace, lane_id_of(kind, i)), trace->start, end, &figures);
    return figures;
}
