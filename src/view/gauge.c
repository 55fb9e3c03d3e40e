/* gauge — how many items lie in the queue: now, at most, and over time. */
#include "bars.h"
#include "heat.h"
#include "panel.h"

#include <stdio.h>

/* Full height stands for at least this many items, so that one item in an empty queue stays a small thing. */
enum { SCALE_LEAST = 8, SCALE_CAPACITY = 64 /* a larger capacity does not set the scale */ };

static double scale_of(const struct frame *frame)
{
    uint32_t capacity = frame->run->plan.capacity;
    uint32_t scale = capacity > 0 && capacity <= SCALE_CAPACITY ? capacity : SCALE_LEAST;
    const struct scene_run *oldest = frame_oldest_run(frame), *run = frame->run;
    for (; run != NULL && run >= oldest; run = heat_before(frame->scene, run)) {
        /* The whole run's peak: the scale does not change while the run moves out of the window. */
        int64_t end = trace_end(run->trace, frame->scene->now) + 1;
        uint32_t peak = depth_peak(trace_depth(run->trace), trace_start(run->trace), end);
        scale = peak > scale ? peak : scale;
    }
    return scale;
}

static double depth_of(const struct frame *frame, int column)
{
    struct slice slice = frame_slice(frame, column);
    return slice.run != NULL ? depth_mean(trace_depth(slice.run->trace), slice.from, slice.to) : 0;
}

static void draw_time(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    double scale = scale_of(frame);
    struct rect columns = {.x = frame->time.x, .y = rect.y, .width = frame->time.columns, .height = rect.height};
    canvas_fill(canvas, columns, ' ', style_of(HUE_TEXT)); /* a ghost below the last lane may have come this far */
    for (int column = 0; column < frame->time.columns; column++)
        bars_column(canvas, frame->time.x + column, rect.y + rect.height - 1, rect.height, depth_of(frame, column),
                    scale, style_of(HUE_QUEUE));
}

static void draw_figures(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    canvas_text(canvas, 1, rect.y, frame->time.x - 2, style_bold(HUE_QUEUE), "queue");
    const struct trace *trace = frame->seen->trace;
    const struct depth *depth = trace_depth(trace);
    uint32_t then = depth_at(depth, frame->moment);
    char capacity[PLAN_VALUE_SIZE], now[64];
    plan_control_value(&frame->seen->plan, CONTROL_CAPACITY, capacity);
    (void)snprintf(now, sizeof now, "depth %u of %s", then, capacity);
    if (canvas_text_width(canvas, now) > frame->figures_width)
        (void)snprintf(now, sizeof now, "depth %u", then);
    canvas_text(canvas, frame->figures, rect.y, frame->figures_width, style_of(HUE_TEXT), now);
    if (rect.height > 1)
        canvas_format(canvas, frame->figures, rect.y + 1, frame->figures_width, style_of(HUE_DIM), "peak %u",
                      depth_peak(depth, trace_start(trace), frame->moment + 1));
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    if (frame->parts & FRAME_TIME)
        draw_time(canvas, rect, frame);
    if (frame->parts & FRAME_FIGURES)
        draw_figures(canvas, rect, frame);
}

const struct panel gauge_panel = {.name = "gauge", .most = 8, .timed = true, .draw = draw};
