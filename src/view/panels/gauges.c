/* gauges — bars over time: how many items lie in the queue, and how many workers are working or sleeping at once. */
#include "base/minmax.h"
#include "trace/stats.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <stdio.h>

/* ---- Bars ---- */

/* What a run shows in the part of a column that it covers, ns. */
typedef double gauge_value(const struct trace *trace, int64_t from, int64_t to, int64_t now);

/* Of the newest run in a column. */
static double value_in(const struct draw_context *context, int column, gauge_value *value)
{
    int64_t from = viewport_time(&context->time, column), to = viewport_time(&context->time, column + 1);
    const struct scene_run *run = context->run, *before;
    while (run->trace->start >= to && (before = timeline_before(context, run)) != NULL)
        run = before;
    int64_t start = run->trace->start, end = trace_end(run->trace, context->scene->now);
    if (start >= to || end <= from)
        return 0;
    return value(run->trace, MAX(from, start), MIN(to, end), context->scene->now);
}

static void draw_bars(struct canvas *canvas, struct rect rect, const struct draw_context *context, gauge_value *value,
                      double scale, enum role role)
{
    for (int column = 0; column < context->time.columns; column++)
        bars_column(canvas, context->time.x + column, rect.y + rect.height - 1, rect.height,
                    value_in(context, column, value), scale, style_of(role));
}

/* ---- The queue ---- */

/* Full height stands for at least this many items, so that one item in an empty queue stays a small thing. */
enum { SCALE_MIN = 8, SCALE_CAPACITY = 64 /* a larger capacity does not set the scale */ };

static double depth_of(const struct trace *trace, int64_t from, int64_t to, int64_t now)
{
    (void)now;
    return item_history_mean_depth(trace->item_history, from, to);
}

double queue_scale(const struct draw_context *context)
{
    uint32_t capacity = context->run->plan.capacity;
    uint32_t scale = capacity > 0 && capacity <= SCALE_CAPACITY ? capacity : SCALE_MIN;
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run)) {
        /* The whole run's peak: the scale does not change while the run moves out of the window. */
        int64_t end = trace_end(run->trace, context->scene->now) + 1;
        uint32_t peak = item_history_peak_depth(run->trace->item_history, run->trace->start, end);
        scale = MAX(scale, peak);
    }
    return scale;
}

static void draw_queue_readout(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    int x = context->readout, width = context->readout_width;
    const struct trace *trace = context->seen->trace;
    if (!trace_has_detail(trace, context->shown_at)) {
        canvas_text(canvas, x, rect.y, width, style_of(ROLE_DIM), "no detail left");
        return;
    }
    uint32_t then = item_history_depth(trace->item_history, context->shown_at);
    char capacity[CONTROL_VALUE_SIZE], now[64];
    control_value(&context->seen->plan, CONTROL_CAPACITY, capacity);
    (void)snprintf(now, sizeof now, "depth %u of %s", then, capacity);
    if (canvas_text_width(canvas, now) > width)
        (void)snprintf(now, sizeof now, "depth %u", then);
    canvas_text(canvas, x, rect.y, width, style_of(ROLE_TEXT), now);
    if (rect.height > 1)
        canvas_format(canvas, x, rect.y + 1, width, style_of(ROLE_DIM), "peak %u",
                      item_history_peak_depth(trace->item_history, trace->start, context->shown_at + 1));
}

void queue_draw(struct canvas *canvas, struct rect rect, const struct draw_context *context, double scale)
{
    struct rect columns = {.x = context->time.x, .y = rect.y, .width = context->time.columns, .height = rect.height};
    /* The previous run below the last lane may have come this far. */
    canvas_fill(canvas, columns, ' ', style_of(ROLE_TEXT));
    draw_bars(canvas, rect, context, depth_of, scale, ROLE_QUEUE);
    const char *name = context->time.x > (int)sizeof "queue" ? "queue" : "Q";
    canvas_text(canvas, 1, rect.y, context->time.x - 2, style_bold(ROLE_QUEUE), name);
    draw_queue_readout(canvas, rect, context);
}

static void draw_queue(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    queue_draw(canvas, rect, context, queue_scale(context));
}

/* Tasks have none. */
static int queue_height(const struct draw_context *context, int detail)
{
    return context->run->plan.tasks == 0 ? detail : 0;
}

const struct panel queue_panel = {.name = "queue", .timed = true, .height = queue_height, .draw = draw_queue};

/* ---- The overlap: its mean over the run is the overlap factor ---- */

/* Full height: every worker that any run in the window has. */
static int workers_most(const struct draw_context *context)
{
    int most = 1;
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        most = MAX(most, runs_worker_count(run));
    return most;
}

static void draw_overlap(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    draw_bars(canvas, rect, context, stats_busy_workers, workers_most(context), ROLE_ACCENT);
    canvas_text(canvas, 1, rect.y, context->time.x - 2, style_bold(ROLE_ACCENT), "overlap");
    char now[32] = "", factor[32];
    if (trace_has_detail(trace, context->shown_at) && (context->looks_back || context->run->status == RUN_RUNNING)) {
        uint32_t busy = 0;
        for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
            busy += busy_then(context, (struct group){kind, 0, (uint32_t)runs_lane_count(context->seen, kind)});
        (void)snprintf(now, sizeof now, "%u at once ", busy);
    }
    int64_t measured = MIN(context->shown_at, runs_end(context->scene, context->seen)); /* as in the scoreboard */
    (void)snprintf(factor, sizeof factor, "%.2f×",
                   stats_busy_workers(trace, trace->start, measured, context->scene->now));
    int x = context->readout, end = x + context->readout_width;
    if (x + canvas_text_width(canvas, now) + canvas_text_width(canvas, factor) <= end)
        x = canvas_text(canvas, x, rect.y, end - x, style_of(ROLE_TEXT), now);
    canvas_text(canvas, x, rect.y, end - x, style_bold(ROLE_TEXT), factor);
}

/* Where there is room for its name. */
static int overlap_height(const struct draw_context *context, int detail)
{
    return context->time.x > (int)sizeof "overlap" ? detail : 0;
}

const struct panel overlap_panel = {.name = "overlap", .timed = true, .height = overlap_height, .draw = draw_overlap};
