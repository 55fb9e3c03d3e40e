/* gauge — how many items lie in the queue: now, at most, and over time. */
#include "bars.h"
#include "panel.h"

#include <stdio.h>

/* Full height stands for at least this many items, so that one item in an empty queue stays a small thing. */
enum { SCALE_LEAST = 8, SCALE_CAPACITY = 64 /* a larger capacity does not set the scale */ };

static double scale_of(const struct frame *frame)
{
    const struct scene *scene = frame->scene;
    int64_t from = viewport_time(&frame->time, 0), to = viewport_time(&frame->time, frame->time.columns);
    uint32_t capacity = frame->run->plan.capacity;
    uint32_t scale = capacity > 0 && capacity <= SCALE_CAPACITY ? capacity : SCALE_LEAST;
    for (size_t i = scene->run_count; i-- > 0 && trace_end(scene->runs[i].trace, scene->now) > from;) {
        /* The whole run's peak: the scale does not change while the run moves out of the window. */
        const struct trace *trace = scene->runs[i].trace;
        uint32_t peak = depth_peak(trace_depth(trace), trace_start(trace), to);
        scale = peak > scale ? peak : scale;
    }
    return scale;
}

/* Mean depth while a run covers the column, of whichever run that is. */
static double depth_of(const struct frame *frame, int column)
{
    const struct scene *scene = frame->scene;
    int64_t from = viewport_time(&frame->time, column), to = viewport_time(&frame->time, column + 1);
    for (size_t i = scene->run_count; i-- > 0;) {
        const struct trace *trace = scene->runs[i].trace;
        int64_t start = trace_start(trace), end = trace_end(trace, scene->now);
        if (end <= from)
            return 0;
        if (start < to && from < end)
            return depth_mean(trace_depth(trace), from > start ? from : start, to < end ? to : end);
    }
    return 0;
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    canvas_text(canvas, 1, rect.y, frame->time.x - 2, style_bold(HUE_QUEUE), "queue");
    double scale = scale_of(frame);
    for (int column = 0; column < frame->time.columns; column++)
        bars_column(canvas, frame->time.x + column, rect.y + rect.height - 1, rect.height, depth_of(frame, column),
                    scale, style_of(HUE_QUEUE));

    const struct trace *trace = frame->run->trace;
    const struct depth *depth = trace_depth(trace);
    char capacity[PLAN_VALUE_SIZE], now[64];
    plan_control_value(&frame->run->plan, CONTROL_CAPACITY, capacity);
    (void)snprintf(now, sizeof now, "depth %u of %s", depth_now(depth), capacity);
    if (canvas_text_width(canvas, now) > frame->figures_width)
        (void)snprintf(now, sizeof now, "depth %u", depth_now(depth));
    canvas_text(canvas, frame->figures, rect.y, frame->figures_width, style_of(HUE_TEXT), now);
    if (rect.height > 1)
        canvas_format(canvas, frame->figures, rect.y + 1, frame->figures_width, style_of(HUE_DIM), "peak %u",
                      depth_peak(depth, trace_start(trace), trace_end(trace, frame->scene->now) + 1));
}

const struct panel gauge_panel = {.name = "gauge", .most = 8, .draw = draw};
