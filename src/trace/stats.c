/* stats — adds up a trace. */
#include "trace/stats.h"

#include "base/minmax.h"
#include "base/units.h"

#include <stdbool.h>
#include <stdlib.h>

enum { FEW = 16 /* workers whose lanes are added up one by one, which is exact at every zoom */ };

/* Working and sleeping of all producers and consumers within [from, to), lane by lane. */
static double busy_of_lanes(const struct trace *trace, int64_t from, int64_t to, int64_t end)
{
    double busy = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
            struct state_times times = lane_state_times(trace_lane(trace, lane_id_of(kind, i)), from, to, end);
            busy += (double)(times.ns[STATE_WORKING] + times.ns[STATE_SLEEPING]);
        }
    return busy;
}

/* The same, without the lanes where they no longer know. */
static double busy_within(const struct trace *trace, int64_t from, int64_t to, int64_t end)
{
    bool known = (from <= trace->start || from >= trace->detail_from) && to >= trace->detail_from;
    return known ? busy_of_lanes(trace, from, to, end) : (double)busy_series_busy(trace->busy_series, from, to);
}

/* What follows from the counts, the latencies and the trace from `from` to `end`. */
static void complete(struct stats *stats, const struct trace *trace, const struct histogram *latency, int64_t from,
                     int64_t end)
{
    stats->elapsed = end - from;
    stats->latency_mean = histogram_mean(latency);
    stats->latency_p50 = histogram_percentile(latency, 50);
    stats->latency_p99 = histogram_percentile(latency, 99);
    stats->latency_max = latency->max;
    /* With what came in the last instant. */
    stats->depth_max = item_history_peak_depth(trace->item_history, from, end + 1);
    stats->depth_mean = item_history_mean_depth(trace->item_history, from, end);
    if (stats->elapsed <= 0)
        return;
    stats->overlap = stats->busy / (double)stats->elapsed;
    stats->throughput = (double)stats->consumed / units_seconds(stats->elapsed);
}

struct stats stats_of(const struct trace *trace, int64_t now)
{
    int64_t end = trace_end(trace, now);
    struct stats stats = {.busy = busy_of_lanes(trace, trace->start, end, end),
                          .produced = trace->produced,
                          .consumed = trace->consumed,
                          .latency_first = MAX(trace->first_latency, 0),
                          .latency_last = MAX(trace->last_latency, 0)};
    complete(&stats, trace, trace->latency, trace->start, end);
    return stats;
}

/* From when on the last minute before `end` is counted: of more than RECENT_MAX items, the last of them. */
static int64_t recent_from(const struct trace *trace, int64_t end)
{
    enum { RECENT_MAX = 10000 };
    const struct item_history *history = trace->item_history;
    int64_t from = MAX(end - STATS_RECENT, item_history_detail_from(history));
    if (history->taken > history->first + RECENT_MAX)
        from = MAX(from, item_history_at(history, history->taken - RECENT_MAX)->taken);
    return MIN(from, end);
}

struct stats stats_recent(const struct trace *trace, int64_t now)
{
    int64_t end = trace_end(trace, now), from = recent_from(trace, end);
    const struct item_history *history = trace->item_history;
    struct histogram *latency = histogram_new();
    uint64_t taken = item_history_taken_by(history, end);
    for (uint64_t i = item_history_taken_by(history, from - 1); i < taken; i++) {
        const struct item_record *item = item_history_at(history, i);
        if (item->consumer != LANE_NONE)
            histogram_add(latency, item->taken - item->created);
    }
    struct stats stats = {.busy = busy_within(trace, from, end, end),
                          .produced = item_history_put_by(history, end) - item_history_put_by(history, from - 1),
                          .consumed = latency->count};
    complete(&stats, trace, latency, from, end);
    free(latency);
    return stats;
}

struct state_times stats_worker(const struct trace *trace, lane_id id, int64_t now)
{
    const struct lane *lane = trace_lane(trace, id);
    int64_t end = trace_end(trace, now);
    return lane == NULL ? (struct state_times){{0}} : lane_state_times(lane, trace->start, end, end);
}

double stats_busy_workers(const struct trace *trace, int64_t from, int64_t to, int64_t now)
{
    int64_t end = trace_end(trace, now);
    from = MAX(from, trace->start);
    to = MIN(to, end);
    if (from >= to)
        return 0;
    bool few = trace->lanes[LANE_PRODUCER].count + trace->lanes[LANE_CONSUMER].count <= FEW;
    double busy = few ? busy_within(trace, from, to, end) : (double)busy_series_busy(trace->busy_series, from, to);
    return busy / (double)(to - from);
}
