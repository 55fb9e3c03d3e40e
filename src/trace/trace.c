/* trace — takes in a run's events one by one and keeps what they add up to; see the header. */
#include "trace/trace.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes share SPANS spans, but each has enough to be drawn. */
enum { SPANS = 1 << 19, LANE_MIN = 128, LANE_MAX = 65536, DEPTH_SERIES_MAX = 65536, ITEM_HISTORY_MAX = 65536 };

/* How often a run may fade; and a lane has enough to be seen then. */
enum { DOWNSAMPLE_MAX = 6, LANE_DOWNSAMPLED = 64 };

struct lane_info {
    struct lane *lane;
    uint64_t items; /* put or taken */
    int64_t latest; /* time of its latest STATE event */
    int64_t due; /* since when the crowd counts it no more, unless it is heard of; TIME_NEVER while it does not know */
    bool busy;   /* working or sleeping */
};

struct lane_infos {
    struct lane_info *lane_info;
    size_t count, room;
};

struct trace {
    int64_t start, latest;
    int64_t end; /* TIME_NEVER while the run goes on */
    struct lane_infos lane_infos[LANE_KIND_COUNT];
    size_t spans;     /* that each lane may keep */
    int downsampling; /* times that the detail was halved */
    struct busy_series *busy_series;
    struct depth_series *depth;
    struct histogram *latency;
    struct log *log;
    struct window *recent;
    struct item_history *item_history;
    uint64_t produced, consumed;
    uint64_t lost, twice, vain; /* of the bugs */
    int64_t first_latency, last_latency;
    void (*listener)(void *context, const struct event *event);
    void *context;
};

struct trace *trace_new(int64_t start)
{
    struct trace *trace = memory_zeroed(1, sizeof *trace);
    trace->start = trace->latest = start;
    trace->end = TIME_NEVER;
    trace->spans = LANE_MAX;
    trace->busy_series = busy_series_new(start);
    trace->depth = depth_series_new(start, DEPTH_SERIES_MAX);
    trace->latency = histogram_new();
    trace->log = log_new();
    trace->recent = window_new(start);
    trace->item_history = item_history_new(ITEM_HISTORY_MAX);
    trace->first_latency = trace->last_latency = -1;
    return trace;
}

void trace_free(struct trace *trace)
{
    if (trace == NULL)
        return;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (size_t i = 0; i < trace->lane_infos[kind].count; i++)
            lane_free(trace->lane_infos[kind].lane_info[i].lane);
        free(trace->lane_infos[kind].lane_info);
    }
    busy_series_free(trace->busy_series);
    depth_series_free(trace->depth);
    histogram_free(trace->latency);
    log_free(trace->log);
    window_free(trace->recent);
    item_history_free(trace->item_history);
    free(trace);
}

/* A lane's part of the spans. Its steps are powers of two, so that it seldom changes. */
static size_t spans_for_each(const struct trace *trace)
{
    size_t lanes = 0, spans = LANE_MAX, least = trace->downsampling > 0 ? LANE_DOWNSAMPLED : LANE_MIN;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        lanes += trace->lane_infos[kind].count;
    while (spans > least && spans * lanes > (size_t)SPANS >> trace->downsampling)
        spans /= 2;
    return spans;
}

static void share_spans(struct trace *trace)
{
    size_t spans = spans_for_each(trace);
    if (spans == trace->spans)
        return;
    trace->spans = spans;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lane_infos[kind].count; i++)
            lane_limit(trace->lane_infos[kind].lane_info[i].lane, spans);
}

/* Lets the lanes of a kind join until there are `count`. */
static void join_lanes(struct trace *trace, enum lane_kind kind, size_t count)
{
    struct lane_infos *lane_infos = &trace->lane_infos[kind];
    if (count > lane_infos->room) {
        size_t doubled = lane_infos->room * 2;
        lane_infos->room = count > doubled ? count : doubled;
        lane_infos->lane_info =
            memory_resized(lane_infos->lane_info, lane_infos->room, sizeof lane_infos->lane_info[0]);
    }
    while (lane_infos->count < count)
        lane_infos->lane_info[lane_infos->count++] =
            (struct lane_info){.lane = lane_new(trace->start, trace->spans), .latest = trace->start, .due = TIME_NEVER};
    share_spans(trace);
}

static struct lane_info *lane_info_of(struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    assert(kind < LANE_KIND_COUNT);
    size_t index = lane_id_index(id);
    if (index >= trace->lane_infos[kind].count)
        join_lanes(trace, kind, index + 1);
    return &trace->lane_infos[kind].lane_info[index];
}

static uint32_t depth_now_of(const struct trace *trace)
{
    return (uint32_t)(trace->produced - trace->consumed - trace->lost);
}

static void put(struct trace *trace, const struct event *event)
{
    trace->produced++;
    window_put(trace->recent, event->time);
    item_history_put(trace->item_history, event);
    depth_series_set(trace->depth, event->time, depth_now_of(trace));
}

static void take(struct trace *trace, const struct event *event)
{
    int64_t latency = event->time > event->until ? event->time - event->until : 0;
    if (trace->consumed++ == 0)
        trace->first_latency = latency;
    trace->last_latency = latency;
    histogram_add(trace->latency, latency);
    window_take(trace->recent, event->time, latency);
    item_history_take(trace->item_history, event);
    depth_series_set(trace->depth, event->time, depth_now_of(trace));
}

/* The item has left the queue, and nobody has it. */
static void lose(struct trace *trace, const struct event *event)
{
    struct event nobody = *event;
    nobody.lane = LANE_NONE;
    trace->lost++;
    item_history_take(trace->item_history, &nobody);
    depth_series_set(trace->depth, event->time, depth_now_of(trace));
}

/* The crowd learns what the lane does from now on, as the lane itself would read: an earlier time than the latest is
 * taken as that one, and a sleep is over at its deadline until something else is heard. */
static void count_in(struct trace *trace, struct lane_info *lane_info, const struct event *event)
{
    bool busy = event->state == STATE_WORKING || event->state == STATE_SLEEPING;
    int64_t time = lane_info->latest = event->time > lane_info->latest ? event->time : lane_info->latest;
    if (lane_info->due != TIME_NEVER)
        busy_series_change(trace->busy_series, lane_info->due, 1);
    if (busy != lane_info->busy)
        busy_series_change(trace->busy_series, time, busy ? 1 : -1);
    lane_info->busy = busy;
    lane_info->due = TIME_NEVER;
    if (event->state == STATE_SLEEPING && event->until != TIME_NEVER) {
        lane_info->due = event->until > time ? event->until : time;
        busy_series_change(trace->busy_series, lane_info->due, -1);
    }
}

void trace_apply(struct trace *trace, const struct event *event)
{
    assert(trace->end == TIME_NEVER);
    struct lane_info *lane_info = lane_info_of(trace, event->lane);
    if (event->time > trace->latest)
        trace->latest = event->time;

    switch ((enum event_kind)event->kind) {
    case EVENT_STATE:
        lane_enter(lane_info->lane, event);
        if (lane_id_kind(event->lane) == LANE_PRODUCER || lane_id_kind(event->lane) == LANE_CONSUMER)
            count_in(trace, lane_info, event);
        if (event->state != STATE_DONE)
            return;
        break;
    case EVENT_PUT:
        lane_info->items++;
        put(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_TAKE:
        lane_info->items++;
        take(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_DUPLICATE:
        lane_info->items++;
        trace->twice++;
        log_add(trace->log, event);
        break;
    case EVENT_LOST:
        lose(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_SPURIOUS_WAKEUP:
        trace->vain++;
        return;
    case EVENT_END:
    case EVENT_RESULT:
        log_add(trace->log, event);
        break;
    }
    if (trace->listener != NULL)
        trace->listener(trace->context, event);
}

void trace_listen(struct trace *trace, void (*listener)(void *context, const struct event *event), void *context)
{
    trace->listener = listener;
    trace->context = context;
}

void trace_close(struct trace *trace, int64_t end)
{
    assert(trace->end == TIME_NEVER);
    trace->end = end > trace->latest ? end : trace->latest;
    window_close(trace->recent, trace->end);
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lane_infos[kind].count; i++)
            lane_close(trace->lane_infos[kind].lane_info[i].lane, trace->end);
}

void trace_downsample(struct trace *trace)
{
    assert(trace->end != TIME_NEVER);
    if (trace->downsampling == DOWNSAMPLE_MAX)
        return;
    trace->downsampling++;
    share_spans(trace);
    depth_series_limit(trace->depth, DEPTH_SERIES_MAX >> trace->downsampling);
    item_history_downsample(trace->item_history, ITEM_HISTORY_MAX >> trace->downsampling);
    busy_series_downsample(trace->busy_series, BUSY_SERIES_MAX >> trace->downsampling);
}

int64_t trace_start(const struct trace *trace)
{
    return trace->start;
}

int64_t trace_end(const struct trace *trace, int64_t now)
{
    if (trace->end != TIME_NEVER)
        return trace->end;
    return now > trace->latest ? now : trace->latest;
}

int64_t trace_latest(const struct trace *trace)
{
    return trace->latest;
}

size_t trace_lanes(const struct trace *trace, enum lane_kind kind)
{
    return trace->lane_infos[kind].count;
}

static const struct lane_info *lane_info_known(const struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind >= LANE_KIND_COUNT || lane_id_index(id) >= trace->lane_infos[kind].count)
        return NULL;
    return &trace->lane_infos[kind].lane_info[lane_id_index(id)];
}

const struct lane *trace_lane(const struct trace *trace, lane_id id)
{
    const struct lane_info *lane_info = lane_info_known(trace, id);
    return lane_info == NULL ? NULL : lane_info->lane;
}

const struct depth_series *trace_depth(const struct trace *trace)
{
    return trace->depth;
}

const struct busy_series *trace_busy_series(const struct trace *trace)
{
    return trace->busy_series;
}

const struct log *trace_log(const struct trace *trace)
{
    return trace->log;
}

const struct histogram *trace_latency(const struct trace *trace)
{
    return trace->latency;
}

const struct window *trace_window(const struct trace *trace)
{
    return trace->recent;
}

uint64_t trace_produced(const struct trace *trace)
{
    return trace->produced;
}

uint64_t trace_consumed(const struct trace *trace)
{
    return trace->consumed;
}

uint64_t trace_lost(const struct trace *trace)
{
    return trace->lost;
}

uint64_t trace_duplicates(const struct trace *trace)
{
    return trace->twice;
}

uint64_t trace_spurious_wakeups(const struct trace *trace)
{
    return trace->vain;
}

uint64_t trace_items(const struct trace *trace, lane_id id)
{
    const struct lane_info *lane_info = lane_info_known(trace, id);
    return lane_info == NULL ? 0 : lane_info->items;
}

int64_t trace_first_latency(const struct trace *trace)
{
    return trace->first_latency;
}

int64_t trace_last_latency(const struct trace *trace)
{
    return trace->last_latency;
}

int64_t trace_oldest(const struct trace *trace)
{
    if (depth_now_of(trace) == 0)
        return TIME_NEVER;
    uint64_t head = trace->consumed + trace->lost, known = item_history_first(trace->item_history);
    return item_history_at(trace->item_history, head > known ? head : known)->created;
}

const struct item_history *trace_item_history(const struct trace *trace)
{
    return trace->item_history;
}
