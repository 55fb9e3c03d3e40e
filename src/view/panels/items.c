/* items — which items the workers have, and the items on their way. */
#include "view/panels/lanes.h"

#include "base/units.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>

enum { COLUMNS_MIN = 3 }; /* for a number of one digit */
enum { FAR_BACK = 4096 }; /* items that are looked through for the one that a consumer took */

static void name_item(struct item_name *name, const struct scene_run *run, uint32_t number, lane_id producer)
{
    char producer_name[LANE_NAME_SIZE];
    lane_id_name(producer, producer_name);
    name->number = number;
    (void)snprintf(name->brief, sizeof name->brief, "%" PRIu32, number);
    if (producer != LANE_NONE && runs_lane_count(run, LANE_PRODUCER) > 1)
        (void)snprintf(name->full, sizeof name->full, "%s:%" PRIu32, producer_name, number);
    else
        (void)snprintf(name->full, sizeof name->full, "%" PRIu32, number);
}

/* What the consumer took last by then, and no other had taken before. */
static const struct item_record *taken_by(const struct item_history *item_history, lane_id consumer, int64_t time)
{
    uint64_t position = item_history_taken_by(item_history, time), first = item_history->first;
    for (int i = 0; i < FAR_BACK && position > first; i++) {
        const struct item_record *record = item_history_at(item_history, --position);
        if (record->consumer == consumer)
            return record;
    }
    return NULL;
}

/* What it took last by then, but not before `since`, and another had taken. */
static const struct event *taken_twice_by(const struct trace *trace, lane_id consumer, int64_t since, int64_t time)
{
    for (size_t i = trace->duplicates > 0 ? trace_log_count(trace, time) : 0; i-- > 0;) {
        const struct event *event = trace_log_event(trace, i);
        if (event->time < since)
            return NULL;
        if (event->kind == EVENT_DUPLICATE && event->lane == consumer)
            return event;
    }
    return NULL;
}

bool items_of(const struct scene_run *run, lane_id id, struct segment segment, struct item_name *name)
{
    bool busy = segment.state == STATE_WORKING || segment.state == STATE_SLEEPING;
    if (!busy || lane_id_kind(id) == LANE_MAIN || lane_id_kind(id) == LANE_GIL)
        return false;
    if (lane_id_kind(id) == LANE_PRODUCER) {
        name_item(name, run, segment.item, LANE_NONE);
        return segment.item > 0;
    }
    const struct item_record *record = taken_by(run->trace->item_history, id, segment.start);
    int64_t since = record != NULL ? record->taken : run->trace->start;
    const struct event *twice = taken_twice_by(run->trace, id, since, segment.start);
    if (twice != NULL)
        name_item(name, run, twice->item, twice->other);
    else if (record != NULL)
        name_item(name, run, record->number, record->producer);
    return twice != NULL || record != NULL;
}

/* Those after `time` are counted, since what is newest is known for certain. */
void items_done(const struct scene_run *run, lane_id first, uint32_t lanes, int64_t time, uint64_t done[])
{
    const struct trace *trace = run->trace;
    const struct item_history *history = trace->item_history;
    bool puts = lane_id_kind(first) == LANE_PRODUCER;
    uint64_t end = puts ? history->end : history->taken;
    uint64_t position = puts ? item_history_put_by(history, time) : item_history_taken_by(history, time);
    for (uint32_t i = 0; i < lanes; i++)
        done[i] = trace_items(trace, first + i);
    for (; position < end; position++) {
        const struct item_record *record = item_history_at(history, position);
        uint32_t lane = (puts ? record->producer : record->consumer) - first;
        if (lane < lanes)
            done[lane]--;
    }
    size_t count = trace->duplicates > 0 ? trace_log_count(trace, TIME_NEVER) : 0;
    for (size_t i = count > 0 ? trace_log_count(trace, time) : 0; i < count; i++) {
        const struct event *event = trace_log_event(trace, i);
        if (event->kind == EVENT_DUPLICATE && event->lane - first < lanes)
            done[event->lane - first]--;
    }
}

/* ---- Numbers in the bars ---- */

/* Writes the item's number in the middle of its columns, the longer name where it fits: a blank cell of the bar stays
 * on either side. */
static void write_number(struct canvas *canvas, int y, const struct draw_context *context, int first, int end,
                         const struct item_name *name)
{
    const char *text = name->full;
    if (canvas_text_width(canvas, text) + 2 > end - first)
        text = name->brief;
    int width = canvas_text_width(canvas, text);
    if (width + 2 <= end - first)
        overlay_text(canvas, context->time.x + first + (end - first - width) / 2, y, text);
}

/* The segments that belong to one item follow each other; `index` goes on to the segment after them. */
static bool next_item(const struct lane *lane, int64_t now, size_t *index, struct segment *item)
{
    size_t count = lane_count(lane, now);
    *item = lane_segment(lane, (*index)++, now);
    for (; *index < count; (*index)++) {
        struct segment segment = lane_segment(lane, *index, now);
        bool same = segment.item == item->item && (segment.state == STATE_WORKING || segment.state == STATE_SLEEPING);
        if (!same)
            break;
        item->end = segment.end;
    }
    return (item->state == STATE_WORKING || item->state == STATE_SLEEPING);
}

static void draw_run(struct canvas *canvas, int y, const struct draw_context *context, const struct scene_run *run,
                     lane_id id)
{
    const struct lane *lane = trace_lane(run->trace, id);
    const struct delay *delay = lane_id_kind(id) == LANE_PRODUCER ? &run->plan.produce : &run->plan.consume;
    if (lane == NULL || delay->max < COLUMNS_MIN * context->time.cell) /* no number fits: no need to look for one */
        return;
    int64_t now = context->scene->now;
    int64_t from = viewport_time(&context->time, 0), to = viewport_time(&context->time, context->time.columns);
    struct segment item;
    struct item_name name;
    for (size_t i = lane_find(lane, from, now); i < lane_count(lane, now) && lane_segment(lane, i, now).start < to;) {
        if (!next_item(lane, now, &i, &item) || item.start < from ||
            item.end - item.start < COLUMNS_MIN * context->time.cell)
            continue;
        int first = viewport_column(&context->time, item.start),
            end = viewport_column(&context->time, item.end - 1) + 1;
        end = end < context->time.columns ? end : context->time.columns;
        if (items_of(run, id, item, &name))
            write_number(canvas, y, context, first, end, &name);
    }
}

void items_draw(struct canvas *canvas, int y, const struct draw_context *context, lane_id id)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        draw_run(canvas, y, context, run, id);
}

/* ---- The queue's content ---- */

static int height(const struct draw_context *context, int detail)
{
    return context->lanes.items && context->run->plan.tasks == 0 ? detail : 0;
}

/* "P1:5 P2:4 P1:6 … 12 in all": oldest first. */
static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct item_history *item_history = context->seen->trace->item_history;
    uint64_t position = item_history_taken_by(item_history, context->shown_at),
             end = item_history_put_by(item_history, context->shown_at);
    int x = context->time.x, right = rect.x + rect.width - 1;
    canvas_text(canvas, 1, rect.y, x - 2, style_of(ROLE_DIM), "oldest");
    if (position >= end)
        canvas_text(canvas, x, rect.y, right - x, style_of(ROLE_DIM), "the queue is empty");
    for (; position < end; position++) {
        const struct item_record *record = item_history_at(item_history, position);
        struct item_name name;
        char more[32];
        name_item(&name, context->seen, record->number, record->producer);
        (void)snprintf(more, sizeof more, "… %" PRIu64 " more", end - position);
        int left = right - x - canvas_text_width(canvas, name.full);
        if (left < 0 || (position + 1 < end && left < canvas_text_width(canvas, more) + 1)) {
            canvas_text(canvas, x, rect.y, right - x, style_of(ROLE_DIM), more);
            return;
        }
        x = canvas_text(canvas, x, rect.y, right - x, style_of(ROLE_TEXT), name.full) + 1;
    }
}

const struct panel items_panel = {.name = "items", .height = height, .draw = draw};
