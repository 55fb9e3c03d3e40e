/* overlap — how many workers are working or sleeping at each instant; its mean over the run is the overlap factor. */
#include "trace/stats.h"
#include "view/canvas/bars.h"
#include "view/panel.h"
#include "view/runs.h"

#include <stdio.h>

static double busy_of(const struct draw_context *context, int column)
{
    struct slice slice = timeline_slice(context, column);
    return slice.run != NULL ? stats_busy_workers(slice.run->trace, slice.from, slice.to, context->scene->now) : 0;
}

/* Full height: every worker that any run in the window has. */
static int scale_of(const struct draw_context *context)
{
    int most = 1;
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run)) {
        int workers = runs_lane_count(run, LANE_PRODUCER) + runs_lane_count(run, LANE_CONSUMER);
        most = workers > most ? workers : most;
    }
    return most;
}

static int busy_then(const struct draw_context *context)
{
    int busy = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(context->seen, kind); i++) {
            enum state state =
                runs_segment_at(context->seen, lane_id_of(kind, (uint32_t)i), context->shown_at, context->scene->now)
                    .state;
            busy += state == STATE_WORKING || state == STATE_SLEEPING;
        }
    return busy;
}

/* The overlap factor of the run up to the moment. */
static double factor_then(const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    return stats_busy_workers(trace, trace->start, context->shown_at, context->scene->now);
}

static void draw_time(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    int scale = scale_of(context);
    for (int column = 0; column < context->time.columns; column++)
        bars_column(canvas, context->time.x + column, rect.y + rect.height - 1, rect.height, busy_of(context, column),
                    scale, style_of(ROLE_ACCENT));
}

static void draw_readout(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    canvas_text(canvas, 1, rect.y, context->time.x - 2, style_bold(ROLE_ACCENT), "overlap");
    char now[32] = "", factor[32];
    bool known = trace_has_detail(context->seen->trace, context->shown_at);
    if (known && (context->looks_back || context->run->status == RUN_RUNNING))
        (void)snprintf(now, sizeof now, "%d at once ", busy_then(context));
    (void)snprintf(factor, sizeof factor, "%.2f×", factor_then(context));
    int x = context->readout, end = x + context->readout_width;
    if (x + canvas_text_width(canvas, now) + canvas_text_width(canvas, factor) <= end)
        x = canvas_text(canvas, x, rect.y, end - x, style_of(ROLE_TEXT), now);
    canvas_text(canvas, x, rect.y, end - x, style_bold(ROLE_TEXT), factor);
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    draw_time(canvas, rect, context);
    draw_readout(canvas, rect, context);
}

/* Where there is room for its name. */
static int height(const struct draw_context *context, int width, int detail)
{
    (void)width;
    return context->time.x > (int)sizeof "overlap" ? detail : 0;
}

const struct panel overlap_panel = {.name = "overlap", .detail_max = 6, .timed = true, .height = height, .draw = draw};
