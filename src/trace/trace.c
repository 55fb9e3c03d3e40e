/* trace — takes in a run's events one by one and keeps what they add up to. */
#include "trace/trace.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes share SEGMENTS segments, but each has enough to be drawn. */
enum {
    SEGMENTS = 1 << 19,
    LANE_MIN = 128,
    LANE_MAX = 65536,
    LANE_TRIMMED_MIN = 64,
    DEPTH_SERIES_MAX = 65536,
    ITEM_HISTORY_MAX = 65536,
    LOG_MAX = 4096
};

struct trace *trace_new(int64_t start)
{
    struct trace *trace = memory_zeroed(1, sizeof *trace);
    trace->start = trace->latest = trace->detail_from = start;
    trace->closed = TIME_NEVER;
    trace->lane_max = LANE_MAX;
    trace->busy_series = busy_series_new(start);
    trace->depth = depth_series_new(start, DEPTH_SERIES_MAX);
    trace->latency = histogram_new();
    timeline_init(&trace->log, sizeof(struct event), LOG_MAX);
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
    timeline_release(&trace->log);
    window_free(trace->window);
    item_history_free(trace->item_history);
    free(trace);
}

static void know_detail_from(struct trace *trace, int64_t time)
{
    if (time > trace->detail_from)
        trace->detail_from = time;
}

/* Each lane gets an equal part of `segments`, at least `min`. Parts are powers of two, so that they seldom change. */
static void share_segments(struct trace *trace, size_t segments, size_t min)
{
    size_t lanes = 0, lane_max = trace->lane_max;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        lanes += trace->lanes[kind].count;
    while (lane_max > min && lane_max * lanes > segments)
        lane_max /= 2;
    if (lane_max == trace->lane_max)
        return;
    trace->lane_max = lane_max;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lanes[kind].count; i++) {
            lane_keep(trace->lanes[kind].lanes[i].lane, lane_max);
            know_detail_from(trace, lane_detail_from(trace->lanes[kind].lanes[i].lane));
        }
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
            .lane = lane_new(trace->start, trace->lane_max), .latest = trace->start, .due = TIME_NEVER};
    share_segments(trace, SEGMENTS, LANE_MIN);
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

static uint32_t depth_of(const struct trace *trace)
{
    return (uint32_t)(trace->produced - trace->consumed - trace->lost);
}

static void set_depth(struct trace *trace, int64_t time)
{
    depth_series_set(trace->depth, time, depth_of(trace));
    know_detail_from(trace, depth_series_detail_from(trace->depth));
}

static void put(struct trace *trace, const struct event *event)
{
    trace->produced++;
    window_put(trace->window, event->time);
    item_history_put(trace->item_history, event);
    set_depth(trace, event->time);
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
    set_depth(trace, event->time);
}

/* The item has left the queue, and no consumer has it. */
static void lose(struct trace *trace, const struct event *event)
{
    struct event lost = *event;
    lost.lane = LANE_NONE;
    trace->lost++;
    item_history_take(trace->item_history, &lost);
    set_depth(trace, event->time);
}

/* Counts the lane as busy or not from now on, as the lane itself would read: an earlier time than the latest is taken
 * as that one, and a sleep is over at its deadline until something else is heard. */
static void count_busy(struct trace *trace, struct lane_info *lane_info, const struct event *event)
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
    trace->events++;
    struct lane_info *lane_info = lane_info_of(trace, event->lane);
    if (event->time > trace->latest)
        trace->latest = event->time;

    switch ((enum event_kind)event->kind) {
    case EVENT_STATE:
        lane_enter(lane_info->lane, event);
        know_detail_from(trace, lane_detail_from(lane_info->lane));
        if (lane_id_kind(event->lane) == LANE_PRODUCER || lane_id_kind(event->lane) == LANE_CONSUMER)
            count_busy(trace, lane_info, event);
        if (event->state != STATE_DONE)
            return;
        break;
    case EVENT_PUT:
        lane_info->items++;
        put(trace, event);
        timeline_append(&trace->log, event);
        break;
    case EVENT_TAKE:
        lane_info->items++;
        take(trace, event);
        timeline_append(&trace->log, event);
        break;
    case EVENT_DUPLICATE:
        lane_info->items++;
        trace->duplicates++;
        timeline_append(&trace->log, event);
        break;
    case EVENT_LOST:
        lose(trace, event);
        timeline_append(&trace->log, event);
        break;
    case EVENT_SPURIOUS_WAKEUP:
        trace->spurious_wakeups++;
        return;
    case EVENT_END:
    case EVENT_RESULT:
        timeline_append(&trace->log, event);
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

void trace_trim(struct trace *trace, size_t max)
{
    assert(trace->closed != TIME_NEVER);
    share_segments(trace, max, LANE_TRIMMED_MIN);
    depth_series_keep(trace->depth, max / 8);
    know_detail_from(trace, depth_series_detail_from(trace->depth));
    item_history_keep(trace->item_history, max / 8);
    busy_series_keep(trace->busy_series, max / 4);
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

size_t trace_log_count(const struct trace *trace, int64_t time)
{
    bool none = trace->log.count == 0 || trace_log_event(trace, 0)->time > time;
    return none ? 0 : timeline_find(&trace->log, 0, time) + 1;
}

const struct event *trace_log_event(const struct trace *trace, size_t index)
{
    assert(index < trace->log.count);
    return (const struct event *)trace->log.records + index;
}

int64_t trace_oldest_item(const struct trace *trace)
{
    const struct item_history *history = trace->item_history;
    if (depth_of(trace) == 0)
        return TIME_NEVER;
    return item_history_at(history, history->taken > history->first ? history->taken : history->first)->created;
}
