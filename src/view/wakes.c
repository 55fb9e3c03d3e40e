/* wakes — marks between lanes; see the header. */
#include "wakes.h"

#include "overlay.h"

enum { COLUMNS_LEAST = 4 /* between two items on average, for marks to be told apart */ };

/* Marks come and go with the zoom alone, not with every item. */
static bool have_room(const struct frame *frame, const struct plan *plan)
{
    int64_t between_puts = (plan->produce.min / 2 + plan->produce.max / 2) / plan->producers;
    int64_t between_takes = (plan->consume.min / 2 + plan->consume.max / 2) / plan->consumers;
    int64_t between = between_puts > between_takes ? between_puts : between_takes;
    return between / COLUMNS_LEAST >= frame->time.cell;
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

/* The wait before the span ended because somebody else woke the worker. */
static bool was_woken(lane_id worker, struct span before, struct span span)
{
    return !before.mixed && !span.mixed && before.state == STATE_WAITING && span.state != STATE_WAITING &&
           span.reason != REASON_CORE && span.other != LANE_NONE && span.other != worker;
}

static void draw_lane(struct canvas *canvas, const struct frame *frame, const struct scene_run *run,
                      const struct lane_place *woken, const struct lane_place *places, int count)
{
    const struct lane *lane = trace_lane(run->trace, woken->id);
    if (lane == NULL || lane_id_kind(woken->id) == LANE_MAIN) /* nobody wakes main: it looks at its timers */
        return;
    int64_t now = frame->scene->now;
    int64_t from = viewport_time(&frame->time, 0), to = viewport_time(&frame->time, frame->time.columns);
    struct span before = lane_span(lane, lane_find(lane, from, now), now), span;
    for (size_t i = lane_find(lane, from, now) + 1; i < lane_count(lane, now); i++, before = span) {
        span = lane_span(lane, i, now);
        if (span.start >= to)
            break;
        const struct lane_place *waker =
            was_woken(woken->id, before, span) ? place_of(places, count, span.other) : NULL;
        if (waker != NULL)
            draw_mark(canvas, frame->time.x + viewport_column(&frame->time, span.start), waker, woken);
    }
}

void wakes_draw(struct canvas *canvas, const struct frame *frame, const struct lane_place *places, int count)
{
    for (const struct scene_run *run = frame_oldest_run(frame); frame->scene->wakes && run <= frame->run; run++)
        for (int i = 0; !run->aside && have_room(frame, &run->plan) && i < count; i++)
            draw_lane(canvas, frame, run, &places[i], places, count);
}
