/*
 * stats — the figures of a run: pure functions over a trace.
 *
 * `now` is the time up to which an unfinished run is measured; a closed trace is measured to its end.
 */
#pragma once

#include "base/units.h"
#include "trace/trace.h"

struct stats {
    int64_t elapsed; /* ns */
    double busy; /* Σ over producers and consumers of working + sleeping, ns; of thousands, more than int64_t holds */
    double overlap; /* busy ÷ elapsed; 0 where nothing has elapsed */
    uint64_t produced, consumed;
    double throughput;   /* items consumed per second; 0 where nothing has elapsed */
    double latency_mean; /* ns; the five latencies are 0 where nothing was consumed */
    int64_t latency_p50, latency_p99, latency_max, latency_first, latency_last;
    uint32_t depth_max;
    double depth_mean;
};

struct stats stats_of(const struct trace *trace, int64_t now);

/* The same of the last minute before the run's end or now, or less of it if the run is younger or had too many items:
 * `elapsed` says how long. Latencies are of the items taken in it; the first and the last one's are 0. */
#define STATS_RECENT (60 * NS_PER_S)
struct stats stats_recent(const struct trace *trace, int64_t now);

/* Time per state of one lane from the run's start to its end (or now). */
struct state_times stats_worker(const struct trace *trace, lane_id id, int64_t now);

/* Mean number of workers (lane main is none) that are working or sleeping within that part of [from, to) that lies in
 * the run: the overlap row. 0 where no part does. */
double stats_busy_workers(const struct trace *trace, int64_t from, int64_t to, int64_t now);
