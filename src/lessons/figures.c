/* figures — the figures of one run, taken from its trace. */
#include "lessons/figures.h"

#include "base/units.h"
#include "lessons/figure_name.h"
#include "trace/stats.h"

#include <math.h>

lane_id figure_lane(size_t slot)
{
    if (slot == 0)
        return lane_id_of(LANE_MAIN, 0);
    uint32_t worker = (uint32_t)slot - 1;
    return lane_id_of(LANE_PRODUCER + worker / LESSON_LANES_MAX, worker % LESSON_LANES_MAX);
}

/* When the trace's log says that main received each worker's result. */
static void add_results(const struct trace *trace, int64_t end, struct lesson_figures *figures)
{
    for (size_t i = 0; i < trace_log_count(trace, end); i++) {
        const struct event *event = trace_log_event(trace, i);
        for (size_t slot = 1; event->kind == EVENT_RESULT && slot < LESSON_SLOTS; slot++)
            if (figure_lane(slot) == event->other)
                figures->lanes[slot][LANE_FIGURE_RECEIVED] = units_seconds(event->time - trace->start);
    }
}

static void add_lane(const struct trace *trace, lane_id id, int64_t end, double figures[LANE_FIGURE_COUNT])
{
    const struct lane *lane = trace_lane(trace, id);
    for (int i = 0; i < LANE_FIGURE_COUNT; i++)
        figures[i] = NAN;
    if (lane == NULL)
        return;
    struct state_times times = lane_state_times(lane, trace->start, end, end);
    struct segment last = lane_segment(lane, lane_count(lane, end) - 1, end);
    figures[LANE_FIGURE_IDLE] = units_seconds(times.ns[STATE_IDLE]);
    figures[LANE_FIGURE_WORKING] = units_seconds(times.ns[STATE_WORKING]);
    figures[LANE_FIGURE_SLEEPING] = units_seconds(times.ns[STATE_SLEEPING]);
    figures[LANE_FIGURE_WAITING] = units_seconds(times.ns[STATE_WAITING]);
    figures[LANE_FIGURE_READY] = units_seconds(times.ns[STATE_READY]);
    figures[LANE_FIGURE_ITEMS] = (double)trace_items(trace, id);
    if (last.state == STATE_DONE)
        figures[LANE_FIGURE_DONE] = units_seconds(last.start - trace->start);
    else if (lane_id_kind(id) == LANE_MAIN)
        figures[LANE_FIGURE_DONE] = units_seconds(end - trace->start);
}

/* Time in each state of all workers together, and how many of them ended with an error. */
static void add_worker(const struct trace *trace, lane_id id, int64_t end, struct lesson_figures *figures)
{
    double own[LANE_FIGURE_COUNT];
    const struct lane *lane = trace_lane(trace, id);
    struct segment last = lane_segment(lane, lane_count(lane, end) - 1, end);
    add_lane(trace, id, end, own);
    for (int i = LANE_FIGURE_IDLE; i <= LANE_FIGURE_READY; i++)
        figures->values[FIGURE_IDLE + i] += own[i];
    figures->values[FIGURE_FAILED] +=
        last.state == STATE_DONE && (last.reason == REASON_FAILED || last.reason == REASON_KILLED);
}

struct lesson_figures lesson_figures_of(const struct trace *trace, int64_t now)
{
    struct stats stats = stats_of(trace, now);
    bool taken = trace->latency->count > 0;
    struct lesson_figures figures = {.values = {
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
                                         [FIGURE_FAILING] = NAN,
                                     }};
    int64_t end = trace_end(trace, now);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            add_worker(trace, lane_id_of(kind, i), end, &figures);
    for (size_t slot = 0; slot < LESSON_SLOTS; slot++)
        add_lane(trace, figure_lane(slot), end, figures.lanes[slot]);
    add_results(trace, end, &figures);
    return figures;
}
