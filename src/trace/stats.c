/* stats — adds up a trace. */
#include "trace/stats.h"

#include "base/units.h"

#include <stdbool.h>

static int64_t max(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

enum { FEW = 16 /* workers whose lanes are added up one by one, which is exact at every zoom */ };

/* Working and sleeping of all producers and consumers within [from, to), lane by lane. */
static double busy_of_lanes(const struct trace *trace, int64_t from, int64_t to, int64_t end)
{
    static const enum lane_kind workers[] = {LANE_PRODUCER, LANE_CONSUMER};
    double busy = 0;
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        size_t lanes = trace->lanes[workers[i]].count;
        for (uint32_t index = 0; index < lanes; index++) {
            const struct lane *lane = trace_lane(trace, lane_id_of(workers[i], index));
            struct state_times state_times = lane_state_times(lane, from, to, end);
            busy += (double)(state_times.ns[STATE_WORKING] + state_times.ns[STATE_SLEEPING]);
        }
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
    stats->depth_max = depth_series_peak(trace->depth, from, end + 1); /* with what came in the last instant */
    stats->depth_mean = depth_series_mean(trace->depth, from, end);
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
                          .latency_first = max(trace->first_latency, 0),
                          .latency_last = max(trace->last_latency, 0)};
    complete(&stats, trace, trace->latency, trace->start, end);
    return stats;
}

struct stats stats_recent(const struct trace *trace, int64_t now)
{
    int64_t end = trace_end(trace, now);
    struct histogram *latency = histogram_new();
    struct window_sum sum = window_sum(trace->window, end, latency);
    struct stats stats = {
        .busy = busy_within(trace, sum.from, end, end), .produced = sum.produced, .consumed = sum.consumed};
    complete(&stats, trace, latency, sum.from, end);
    histogram_free(latency);
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
    from = max(from, trace->start);
    to = min(to, end);
    if (from >= to)
        return 0;
    bool few = trace->lanes[LANE_PRODUCER].count + trace->lanes[LANE_CONSUMER].count <= FEW;
    double busy = few ? busy_within(trace, from, to, end) : (double)busy_series_busy(trace->busy_series, from, to);
    return busy / (double)(to - from);
}
