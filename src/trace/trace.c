/* trace — takes in a run's events one by one and keeps what they add up to; see the header. */
#include "trace/trace.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes share SEGMENTS segments, but each has enough to be drawn. */
enum { SEGMENTS = 1 << 19, LANE_MIN = 128, LANE_MAX = 65536, DEPTH_SERIES_MAX = 65536, ITEM_HISTORY_MAX = 65536 };

/* How often a run may fade; and a lane has enough to be seen then. */
enum { DOWNSAMPLE_MAX = 6, LANE_DOWNSAMPLED = 64 };

struct trace *trace_new(int64_t start)
{
    struct trace *trace = memory_zeroed(1, sizeof *trace);
    trace->start = trace->latest = start;
    trace->closed = TIME_NEVER;
    trace->segments = LANE_MAX;
    trace->busy_series = busy_series_new(start);
    trace->depth = depth_series_new(start, DEPTH_SERIES_MAX);
    trace->latency = histogram_new();
    trace->log = log_new();
    trace->window = window_new(start);
    trace->item_history = item_history_new(ITEM_HISTORY_MAX);
    trace->first_latency = trace->last_latency = -1;
    return trace;
}

void trace_free(struct trace *trace)
{
    if (trace == NULL)
        return;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (size_t i = 0; i < trace->lanes[kind].count; i++)
            lane_free(trace->lanes[kind].lanes[i].lane);
        free(trace->lanes[kind].lanes);
    }
    busy_series_free(trace->busy_series);
    depth_series_free(trace->depth);
    histogram_free(trace->latency);
    log_free(trace->log);
    window_free(trace->window);
    item_history_free(trace->item_history);
    free(trace);
}

/* A lane's part of the segments. Its steps are powers of two, so that it seldom changes. */
static size_t segments_for_each(const struct trace *trace)
{
    size_t lanes = 0, segments = LANE_MAX, least = trace->downsampling > 0 ? LANE_DOWNSAMPLED : LANE_MIN;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        lanes += trace->lanes[kind].count;
    while (segments > least && segments * lanes > (size_t)SEGMENTS >> trace->downsampling)
        segments /= 2;
    return segments;
}

static void share_segments(struct trace *trace)
{
    size_t segments = segments_for_each(trace);
    if (segments == trace->segments)
        return;
    trace->segments = segments;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lanes[kind].count; i++)
            lane_limit(trace->lanes[kind].lanes[i].lane, segments);
}

/* Lets the lanes of a kind join until there are `count`. */
static void join_lanes(struct trace *trace, enum lane_kind kind, size_t count)
{
    struct lane_list *list = &trace->lanes[kind];
    if (count > list->capacity) {
        size_t doubled = list->capacity * 2;
        list->capacity = count > doubled ? count : doubled;
        list->lanes = memory_resized(list->lanes, list->capacity, sizeof list->lanes[0]);
    }
    while (list->count < count)
        list->lanes[list->count++] = (struct lane_info){
            .lane = lane_new(trace->start, trace->segments), .latest = trace->start, .due = TIME_NEVER};
    share_segments(trace);
}

static struct lane_info *lane_info_of(struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    assert(kind < LANE_KIND_COUNT);
    size_t index = lane_id_index(id);
    if (index >= trace->lanes[kind].count)
        join_lanes(trace, kind, index + 1);
    return &trace->lanes[kind].lanes[index];
}

static uint32_t depth_now_of(const struct trace *trace)
{
    return (uint32_t)(trace->produced - trace->consumed - trace->lost);
}

static void put(struct trace *trace, const struct event *event)
{
    trace->produced++;
    window_put(trace->window, event->time);
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
    window_take(trace->window, event->time, latency);
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
    assert(trace->closed == TIME_NEVER);
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
        trace->duplicates++;
        log_add(trace->log, event);
        break;
    case EVENT_LOST:
        lose(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_SPURIOUS_WAKEUP:
        trace->spurious_wakeups++;
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
    assert(trace->closed == TIME_NEVER);
    trace->closed = end > trace->latest ? end : trace->latest;
    window_close(trace->window, trace->closed);
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lanes[kind].count; i++)
            lane_close(trace->lanes[kind].lanes[i].lane, trace->closed);
}

void trace_downsample(struct trace *trace)
{
    assert(trace->closed != TIME_NEVER);
    if (trace->downsampling == DOWNSAMPLE_MAX)
        return;
    trace->downsampling++;
    share_segments(trace);
    depth_series_limit(trace->depth, DEPTH_SERIES_MAX >> trace->downsampling);
    item_history_downsample(trace->item_history, ITEM_HISTORY_MAX >> trace->downsampling);
    busy_series_downsample(trace->busy_series, BUSY_SERIES_MAX >> trace->downsampling);
}

int64_t trace_end(const struct trace *trace, int64_t now)
{
    if (trace->closed != TIME_NEVER)
        return trace->closed;
    return now > trace->latest ? now : trace->latest;
}

static const struct lane_info *lane_info_known(const struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind >= LANE_KIND_COUNT || lane_id_index(id) >= trace->lanes[kind].count)
        return NULL;
    return &trace->lanes[kind].lanes[lane_id_index(id)];
}

const struct lane *trace_lane(const struct trace *trace, lane_id id)
{
    const struct lane_info *lane_info = lane_info_known(trace, id);
    return lane_info == NULL ? NULL : lane_info->lane;
}

uint64_t trace_items(const struct trace *trace, lane_id id)
{
    const struct lane_info *lane_info = lane_info_known(trace, id);
    return lane_info == NULL ? 0 : lane_info->items;
}

int64_t trace_oldest_item(const struct trace *trace)
{
    if (depth_now_of(trace) == 0)
        return TIME_NEVER;
    uint64_t head = trace->consumed + trace->lost, known = item_history_first(trace->item_history);
    return item_history_at(trace->item_history, head > known ? head : known)->created;
}
