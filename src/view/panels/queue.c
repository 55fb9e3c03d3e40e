/* queue — how many items lie in the queue: now, at most, and over time. */
#include "view/canvas/bars.h"
#include "view/panel.h"

#include <stdio.h>

/* Full height stands for at least this many items, so that one item in an empty queue stays a small thing. */
enum { SCALE_MIN = 8, SCALE_CAPACITY = 64 /* a larger capacity does not set the scale */ };

static double scale_of(const struct draw_context *context)
{
    uint32_t capacity = context->run->plan.capacity;
    uint32_t scale = capacity > 0 && capacity <= SCALE_CAPACITY ? capacity : SCALE_MIN;
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run)) {
        /* The whole run's peak: the scale does not change while the run moves out of the window. */
        int64_t end = trace_end(run->trace, context->scene->now) + 1;
        uint32_t peak = depth_series_peak(run->trace->depth, run->trace->start, end);
        scale = peak > scale ? peak : scale;
    }
    return scale;
}

static double depth_of(const struct draw_context *context, int column)
{
    struct slice slice = timeline_slice(context, column);
    return slice.run != NULL ? depth_series_mean(slice.run->trace->depth, slice.from, slice.to) : 0;
}

void queue_draw_bars(struct canvas *canvas, struct rect rect, const struct draw_context *context, double scale)
{
    struct rect columns = {.x = context->time.x, .y = rect.y, .width = context->time.columns, .height = rect.height};
    canvas_fill(canvas, columns, ' ',
                style_of(ROLE_TEXT)); /* the previous run below the last lane may have come this far */
    for (int column = 0; column < context->time.columns; column++)
        bars_column(canvas, context->time.x + column, rect.y + rect.height - 1, rect.height, depth_of(context, column),
                    scale, style_of(ROLE_QUEUE));
}

static void draw_readout(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    int x = context->readout, width = context->readout_width;
    canvas_text(canvas, 1, rect.y, context->time.x - 2, style_bold(ROLE_QUEUE), "queue");
    const struct trace *trace = context->seen->trace;
    if (!trace_has_detail(trace, context->shown_at)) {
        canvas_text(canvas, x, rect.y, width, style_of(ROLE_DIM), "no detail left");
        return;
    }
    uint32_t then = depth_series_at(trace->depth, context->shown_at);
    char capacity[CONTROL_VALUE_SIZE], now[64];
    control_value(&context->seen->plan, CONTROL_CAPACITY, capacity);
    (void)snprintf(now, sizeof now, "depth %u of %s", then, capacity);
    if (canvas_text_width(canvas, now) > width)
        (void)snprintf(now, sizeof now, "depth %u", then);
    canvas_text(canvas, x, rect.y, width, style_of(ROLE_TEXT), now);
    if (rect.height > 1)
        canvas_format(canvas, x, rect.y + 1, width, style_of(ROLE_DIM), "peak %u",
                      depth_series_peak(trace->depth, trace->start, context->shown_at + 1));
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    queue_draw_bars(canvas, rect, context, scale_of(context));
    draw_readout(canvas, rect, context);
}

const struct panel queue_panel = {.name = "queue", .detail_max = 8, .timed = true, .draw = draw};
