/* overlap — how many workers are working or sleeping at each instant; its mean over the run is the overlap factor. */
#include "bars.h"
#include "heat.h"
#include "lanes.h"
#include "panel.h"
#include "record/stats.h"

#include <stdio.h>

static double busy_of(const struct frame *frame, int column)
{
    struct slice slice = frame_slice(frame, column);
    return slice.run != NULL ? stats_busy_workers(slice.run->trace, slice.from, slice.to, frame->scene->now) : 0;
}

/* Full height: every worker that any run in the window has. */
static int scale_of(const struct frame *frame)
{
    int most = 1;
    const struct scene_run *oldest = frame_oldest_run(frame), *run = frame->run;
    for (; run != NULL && run >= oldest; run = heat_before(frame->scene, run)) {
        int workers = lanes_count(run, LANE_PRODUCER) + lanes_count(run, LANE_CONSUMER);
        most = workers > most ? workers : most;
    }
    return most;
}

static int busy_then(const struct frame *frame)
{
    int busy = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < lanes_count(frame->seen, kind); i++) {
            enum state state =
                lanes_at(frame->seen, lane_id_of(kind, (uint32_t)i), frame->moment, frame->scene->now).state;
            busy += state == STATE_WORKING || state == STATE_SLEEPING;
        }
    return busy;
}

/* The overlap factor of the run up to the moment. */
static double factor_then(const struct frame *frame)
{
    const struct trace *trace = frame->seen->trace;
    return stats_busy_workers(trace, trace_start(trace), frame->moment, frame->scene->now);
}

static void draw_time(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    int scale = scale_of(frame);
    for (int column = 0; column < frame->time.columns; column++)
        bars_column(canvas, frame->time.x + column, rect.y + rect.height - 1, rect.height, busy_of(frame, column),
                    scale, style_of(HUE_ACCENT));
}

static void draw_figures(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    canvas_text(canvas, 1, rect.y, frame->time.x - 2, style_bold(HUE_ACCENT), "overlap");
    char now[32] = "", factor[32];
    if (frame->looks_back || frame->run->status == RUN_RUNNING)
        (void)snprintf(now, sizeof now, "%d at once ", busy_then(frame));
    (void)snprintf(factor, sizeof factor, "%.2f×", factor_then(frame));
    int x = frame->figures, end = x + frame->figures_width;
    if (x + canvas_text_width(canvas, now) + canvas_text_width(canvas, factor) <= end)
        x = canvas_text(canvas, x, rect.y, end - x, style_of(HUE_TEXT), now);
    canvas_text(canvas, x, rect.y, end - x, style_bold(HUE_TEXT), factor);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    if (frame->parts & FRAME_TIME)
        draw_time(canvas, rect, frame);
    if (frame->parts & FRAME_FIGURES)
        draw_figures(canvas, rect, frame);
}

const struct panel overlap_panel = {.name = "overlap", .most = 6, .timed = true, .draw = draw};
