/* race — a part of the screen for each run of a batch: a header with its figures, its lanes, its queue, its finish. */
#include "base/memory.h"
#include "view/canvas/bars.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"
#include "view/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 9, LANE_ROWS_MAX = 4, QUEUE_ROWS_MAX = 4, BAR_MIN = 2, BAR_MAX = 40, SCALE_MIN = 8 };

/* On screens this wide there is more space between the fields of a header. */
enum { SPACIOUS = 96, SPACIOUS_GAP = 4 };

/* A run in its part of the screen. */
struct race_row {
    const struct scene_run *run;
    struct score score;
    int place;
};

/* ---- The header ---- */

static void write_status(const struct race_row *row, char text[SCORE_SIZE])
{
    (void)snprintf(text, SCORE_SIZE, "%s", status_word(row->run->status));
}

static void write_elapsed(const struct race_row *row, char text[SCORE_SIZE])
{
    score_write(&row->score, SCORE_ELAPSED, text);
}

static void write_place(const struct race_row *row, char text[SCORE_SIZE])
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int place = row->place;
    if (place == 0)
        text[0] = '\0';
    else
        (void)snprintf(text, SCORE_SIZE, "%d%s", place, endings[place <= 3 ? place : 0]);
}

static void write_items(const struct race_row *row, char text[SCORE_SIZE])
{
    score_write(&row->score, SCORE_ITEMS, text);
}

static void write_latency(const struct race_row *row, char text[SCORE_SIZE])
{
    score_write(&row->score, SCORE_LATENCY, text);
}

static void write_overlap(const struct race_row *row, char text[SCORE_SIZE])
{
    score_write(&row->score, SCORE_OVERLAP, text);
}

/* In their order; shown on screens at least so wide. The label is left out below `label_width`. */
static const struct field {
    int from_width;
    const char *label;
    int label_from, gap, width; /* cells before it, and of its value */
    enum role role;
    bool bold, left; /* the value: bold, aligned to the left */
    void (*write)(const struct race_row *row, char text[SCORE_SIZE]);
} fields[] = {
    {0, NULL, 0, 1, 8, ROLE_DIM, false, true, write_status},
    {0, NULL, 0, 1, 7, ROLE_TEXT, true, false, write_elapsed},
    {0, NULL, 0, 2, 3, ROLE_TEXT, true, true, write_place},
    {58, "items", 68, 1, 7, ROLE_TEXT, false, false, write_items},
    {66, "latency", 76, 1, 7, ROLE_TEXT, false, false, write_latency},
    {0, "overlap", 76, 1, 6, ROLE_ACCENT, true, false, write_overlap},
};

static int draw_field(struct canvas *canvas, int x, int y, int screen, const struct field *field,
                      const struct race_row *row)
{
    char text[SCORE_SIZE];
    field->write(row, text);
    struct style style = field->bold ? style_bold(field->role) : style_of(field->role);
    if (field->write == write_status && row->run->status == RUN_STUCK)
        style = style_bold(ROLE_WARNING);
    x += field->label != NULL && screen >= SPACIOUS ? SPACIOUS_GAP : field->gap;
    if (field->label != NULL && screen >= field->label_from)
        x = canvas_text(canvas, x, y, screen - x, style_of(ROLE_DIM), field->label) + 1;
    int space = field->width - canvas_text_width(canvas, text);
    int end = canvas_text(canvas, x + (field->left || space < 0 ? 0 : space), y, screen - x, style, text);
    return end > x + field->width ? end : x + field->width; /* a long value moves the next field on */
}

static void draw_header(struct canvas *canvas, int y, int width, const struct race_row *row, double full)
{
    int x = status_draw(canvas, 0, y, BLOCK, width, row->run->status, row->run->mode);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (width >= fields[i].from_width)
            x = draw_field(canvas, x, y, width, &fields[i], row);
    int bar = width - x - 1;
    if (bar >= BAR_MIN)
        bars_row(canvas, x + 1, y, bar < BAR_MAX ? bar : BAR_MAX, row->score.stats.overlap, full,
                 style_of(ROLE_ACCENT));
}

/* ---- The queue, and the finish ---- */

static int count_lanes(const struct scene_run *run)
{
    return runs_lane_count(run, LANE_PRODUCER) + runs_lane_count(run, LANE_CONSUMER);
}

static void draw_queue(struct canvas *canvas, struct rect rect, const struct draw_context *context, double scale)
{
    int y = rect.y + rect.height - 1;
    queue_draw_bars(canvas, rect, context, scale);
    canvas_text(canvas, 1, y, 2, style_bold(ROLE_QUEUE), "Q");
    canvas_format(canvas, context->readout, y, context->readout_width, style_of(ROLE_DIM),
                  trace_has_detail(context->run->trace, context->shown_at) ? "depth %3u" : "no detail left",
                  depth_series_at(context->run->trace->depth, context->shown_at));
}

/* A line through all its rows right behind the last thing that it did. */
static void draw_finish(struct canvas *canvas, int y, int rows, const struct draw_context *context)
{
    const struct viewport *time = &context->time;
    if (context->run->status != RUN_FINISHED)
        return;
    int column = viewport_column(time, runs_end(context->scene, context->run) - 1) + 1;
    if (column < 1 || column > time->columns)
        return;
    column = column < time->columns ? column : time->columns - 1;
    for (int row = 0; row < rows; row++)
        canvas_put(canvas, time->x + column, y + row, U'┃', style_bold(ROLE_TEXT));
}

/* ---- The panel ---- */

/* Full height of all queues: the most that ever lay in one. */
static double scale_of(const struct race_row *rows, size_t count)
{
    double scale = SCALE_MIN;
    for (size_t i = 0; i < count; i++)
        scale = rows[i].score.stats.depth_max > scale ? rows[i].score.stats.depth_max : scale;
    return scale;
}

/* How the rows below a header are shared: every lane has as many as the others, the queue what is left. */
struct shares {
    int lanes, queue;
};

static struct shares share_rows(int below, int lanes)
{
    int queue = below > 2 ? 1 : 0, each = (below - queue) / lanes;
    each = each < LANE_ROWS_MAX ? each : LANE_ROWS_MAX;
    if (each == 0)
        return (struct shares){.lanes = below - queue, .queue = queue};
    int left = below - each * lanes;
    return (struct shares){.lanes = each * lanes, .queue = left < QUEUE_ROWS_MAX ? left : QUEUE_ROWS_MAX};
}

/* The context with nothing but one run on its timeline. */
static struct draw_context context_of(const struct draw_context *race, const struct scene_run *run)
{
    struct draw_context context = *race;
    int64_t end = trace_end(run->trace, race->scene->now);
    context.run = context.first = context.seen = run;
    context.shown_at = race->shown_at < end ? race->shown_at : end;
    return context;
}

static void draw_row(struct canvas *canvas, struct rect rect, const struct race_row *row,
                     const struct draw_context *race, double full, double scale)
{
    struct draw_context context = context_of(race, row->run);
    draw_header(canvas, rect.y, rect.width, row, full);
    struct shares shares = share_rows(rect.height - 1, count_lanes(row->run));
    if (shares.lanes < 2)
        return; /* no room for a producer and a consumer */
    struct rect below = {.x = rect.x, .y = rect.y + 1, .width = rect.width, .height = shares.lanes};
    lanes_draw(canvas, below, &context);
    struct rect queue = {.x = rect.x, .y = below.y + shares.lanes, .width = rect.width, .height = shares.queue};
    if (queue.height > 0)
        draw_queue(canvas, queue, &context, scale);
    draw_finish(canvas, below.y, shares.lanes + shares.queue, &context);
    cursor_draw(canvas, below.y, below.y + shares.lanes + shares.queue, race);
}

/* Header, a row a lane, the queue. */
static int lane_rows_of_max(const struct scene_run *runs, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++) {
        int rows = count_lanes(&runs[i]) + 2;
        most = rows > most ? rows : most;
    }
    return most;
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(context->scene, &count);
    struct race_row *rows = memory_zeroed(count, sizeof *rows);
    double full = 1;
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct race_row){.run = &runs[i],
                                    .score = score_of(&runs[i], runs_end(context->scene, &runs[i])),
                                    .place = runs_rank(context->scene, &runs[i])};
        full = fmax(full, rows[i].score.stats.overlap);
    }
    int each = (rect.height + 1) / (int)count, gap = each > lane_rows_of_max(runs, count) ? 1 : 0;
    each = gap == 1 ? each : rect.height / (int)count;
    struct rect part = {.x = rect.x, .y = rect.y, .width = rect.width, .height = each - gap};
    for (size_t i = 0; i < count && part.height > 0; i++, part.y += each)
        draw_row(canvas, part, &rows[i], context, full, scale_of(rows, count));
    free(rows);
}

/* The headers; with their lanes in two rows; and the queue; with all lanes and gaps between the runs. */
static int height(const struct draw_context *context, int width, int detail)
{
    (void)width;
    size_t count;
    const struct scene_run *runs = runs_of_batch(context->scene, &count);
    int heights[] = {0, 1, 3, 4, lane_rows_of_max(runs, count) + 1};
    int each = detail == 4 && heights[4] < heights[3] ? heights[3] : heights[detail];
    return (int)count * each - (detail == 4);
}

const struct panel race_panel = {.name = "race", .detail_max = 4, .height = height, .draw = draw};
