/* trace — takes in a run's events one by one and keeps what they add up to. */
#include "trace/trace.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"
#include "trace/failure.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes share SEGMENTS segments, but each has enough to be drawn. */
enum {
    SEGMENTS = 1 << 19,
    LANE_MIN = 128,
    LANE_MAX = 65536,
    LANE_TRIMMED_MIN = 64,
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
    trace->latency = histogram_new();
    timeline_init(&trace->log, sizeof(struct event), LOG_MAX);
    trace->item_history = item_history_new(start, ITEM_HISTORY_MAX);
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
    free(trace->latency);
    timeline_release(&trace->log);
    item_history_free(trace->item_history);
    free(trace);
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
            struct lane *lane = trace->lanes[kind].lanes[i].lane;
            lane_keep(lane, lane_max);
            trace->detail_from = MAX(trace->detail_from, lane_detail_from(lane));
        }
}

/* Lets the lanes of a kind join until there are `count`. */
static void join_lanes(struct trace *trace, enum lane_kind kind, size_t count)
{
    struct lane_list *list = &trace->lanes[kind];
    if (count > list->capacity) {
        list->capacity = MAX(count, 2 * list->capacity);
        list->lanes = memory_resized(list->lanes, list->capacity, sizeof list->lanes[0]);
    }
    while (list->count < count)
        list->lanes[list->count++] = (struct lane_info){.lane = lane_new(trace->start, trace->lane_max),
                                                        .latest = trace->start,
                                                        .due = TIME_NEVER,
                                                        .received = TIME_NEVER};
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

/* Counts the lane as busy or not from now on, as the lane itself would read: an earlier time than the latest is taken
 * as that one, and a sleep is over at its deadline until something else is heard. */
static void count_busy(struct trace *trace, struct lane_info *lane_info, const struct event *event)
{
    bool busy = event->state == STATE_WORKING || event->state == STATE_SLEEPING;
    int64_t time = lane_info->latest = MAX(event->time, lane_info->latest);
    if (lane_info->due != TIME_NEVER)
        busy_series_change(trace->busy_series, lane_info->due, 1);
    if (busy != lane_info->busy)
        busy_series_change(trace->busy_series, time, busy ? 1 : -1);
    lane_info->busy = busy;
    lane_info->due = TIME_NEVER;
    if (event->state == STATE_SLEEPING && event->until != TIME_NEVER) {
        lane_info->due = MAX(event->until, time);
        busy_series_change(trace->busy_series, lane_info->due, -1);
    }
}

static void enter_state(struct trace *trace, struct lane_info *lane_info, const struct event *event)
{
    lane_enter(lane_info->lane, event);
    trace->reasons |= UINT32_C(1) << event->reason;
    trace->detail_from = MAX(trace->detail_from, lane_detail_from(lane_info->lane));
    if (lane_id_is_worker(event->lane))
        count_busy(trace, lane_info, event);
}

static void count_latency(struct trace *trace, int64_t latency)
{
    if (trace->latency->count == 0)
        trace->first_latency = latency;
    trace->last_latency = latency;
    histogram_add(trace->latency, latency);
}

/* What happened to an item, or to the run; not the states of lanes. */
static void count(struct trace *trace, struct lane_info *lane_info, const struct event *event)
{
    struct event lost = *event;
    switch ((enum event_kind)event->kind) {
    case EVENT_PUT:
        lane_info->items++;
        trace->produced++;
        item_history_put(trace->item_history, event);
        break;
    case EVENT_TAKE:
        lane_info->items++;
        trace->consumed++;
        count_latency(trace, MAX(event->time - event->until, 0));
        item_history_take(trace->item_history, event);
        break;
    case EVENT_FINISHED: /* is made and is done at once: nobody has to take it */
        lane_info->items++;
        trace->produced++;
        trace->consumed++;
        break;
    case EVENT_RESULT:
        lane_info = lane_info_of(trace, event->other);
        lane_info->received = event->time;
        lane_info->received_as = event->item;
        break;
    case EVENT_DUPLICATE:
        lane_info->items++;
        trace->duplicates++;
        break;
    case EVENT_LOST: /* the item has left the queue, and no consumer has it */
        lost.lane = LANE_NONE;
        trace->lost++;
        item_history_take(trace->item_history, &lost);
        break;
    case EVENT_COUNTER_WRITE:
    case EVENT_UPDATE_LOST:
        trace->updates++;
        trace->counter = event->item;
        break;
    case EVENT_KILLED:
        trace->killed++;
        trace->lost += event->item;
        break;
    default:
        break;
    }
    trace->detail_from = MAX(trace->detail_from, item_history_detail_from(trace->item_history));
    if (failure_kind_of(&trace->first_bad) == FAILURE_NONE)
        trace->first_bad = *event;
    timeline_append(&trace->log, event);
}

void trace_apply(struct trace *trace, const struct event *event)
{
    assert(trace->closed == TIME_NEVER);
    trace->events++;
    trace->latest = MAX(trace->latest, event->time);
    struct lane_info *lane_info = lane_info_of(trace, event->lane);
    if (event->kind == EVENT_STATE)
        enter_state(trace, lane_info, event);
    else if (event->kind == EVENT_SPURIOUS_WAKEUP)
        trace->spurious_wakeups++;
    else
        count(trace, lane_info, event);
    bool heard = event->kind == EVENT_STATE ? event->state == STATE_DONE : event->kind != EVENT_SPURIOUS_WAKEUP;
    if (heard && trace->listener != NULL)
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
    trace->closed = MAX(end, trace->latest);
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->lanes[kind].count; i++)
            lane_close(trace->lanes[kind].lanes[i].lane, trace->closed);
}

void trace_trim(struct trace *trace, size_t max)
{
    assert(trace->closed != TIME_NEVER);
    share_segments(trace, max, LANE_TRIMMED_MIN);
    item_history_keep(trace->item_history, max / 8);
    trace->detail_from = MAX(trace->detail_from, item_history_detail_from(trace->item_history));
    busy_series_keep(trace->busy_series, max / 4);
}

int64_t trace_end(const struct trace *trace, int64_t now)
{
    return trace->closed != TIME_NEVER ? trace->closed : MAX(now, trace->latest);
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

int64_t trace_received(const struct trace *trace, lane_id id, uint32_t *number)
{
    const struct lane_info *lane_info = lane_info_known(trace, id);
    *number = lane_info == NULL ? 0 : lane_info->received_as;
    return lane_info == NULL ? TIME_NEVER : lane_info->received;
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
    if (history->taken == history->end)
        return TIME_NEVER;
    return item_history_at(history, MAX(history->taken, history->first))->created;
}
