/* wakeup_marks — marks from the lane of who woke a worker to its own. */
#include "view/overlays/overlays.h"
#include "view/panel.h"

enum { COLUMNS_MIN = 4 /* between two items on average, for marks to be told apart */ };

/* Marks come and go with the zoom alone, not with every item. */
static bool have_room(const struct draw_context *context, const struct plan *plan)
{
    int64_t between_puts = (plan->produce.min / 2 + plan->produce.max / 2) / plan->producers;
    int64_t between_takes = (plan->consume.min / 2 + plan->consume.max / 2) / plan->consumers;
    int64_t between = between_puts > between_takes ? between_puts : between_takes;
    return between / COLUMNS_MIN >= context->time.cell;
}

static const struct lane_place *place_of(const struct lane_place *places, int count, lane_id id)
{
    for (int i = 0; i < count; i++)
        if (places[i].id == id)
            return &places[i];
    return NULL;
}

/* From the waker's nearest row to the nearest one of the lane that it wakes. */
static void draw_mark(struct canvas *canvas, int x, const struct lane_place *waker, const struct lane_place *woken)
{
    bool down = waker->y < woken->y;
    int from = down ? waker->y + waker->rows - 1 : waker->y;
    int to = down ? woken->y : woken->y + woken->rows - 1;
    int step = down ? 1 : -1;
    overlay_put(canvas, x, from, down ? U'┬' : U'┴');
    for (int y = from + step; y != to; y += step)
        overlay_put(canvas, x, y, U'│');
    overlay_put(canvas, x, to, down ? U'▼' : U'▲');
}

/* The wait before the segment ended because another worker woke this one. */
static bool was_woken(lane_id worker, struct segment before, struct segment segment)
{
    return before.state == STATE_WAITING && segment.state != STATE_WAITING && segment.reason != REASON_CORE &&
           segment.other != LANE_NONE && segment.other != worker;
}

static void draw_lane(struct canvas *canvas, const struct draw_context *context, const struct scene_run *run,
                      const struct lane_place *woken, const struct lane_place *places, int count)
{
    const struct lane *lane = trace_lane(run->trace, woken->id);
    if (lane == NULL || lane_id_kind(woken->id) == LANE_MAIN ||
        lane_id_kind(woken->id) == LANE_GIL) /* no worker wakes these */
        return;
    int64_t now = context->scene->now;
    int64_t from = viewport_time(&context->time, 0), to = viewport_time(&context->time, context->time.columns);
    struct segment before = lane_segment(lane, lane_find(lane, from, now), now), segment;
    for (size_t i = lane_find(lane, from, now) + 1; i < lane_count(lane, now); i++, before = segment) {
        segment = lane_segment(lane, i, now);
        if (segment.start >= to)
            break;
        const struct lane_place *waker =
            was_woken(woken->id, before, segment) ? place_of(places, count, segment.other) : NULL;
        if (waker != NULL)
            draw_mark(canvas, context->time.x + viewport_column(&context->time, segment.start), waker, woken);
    }
}

void wakeup_marks_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                       int count)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        for (int i = 0; have_room(context, &run->plan) && i < count; i++)
            draw_lane(canvas, context, run, &places[i], places, count);
}
