/* race — a part of the screen for each run of a batch: its figures, its lanes, its queue, its finish; see the header.
 */
#include "view/panels/race.h"

#include "base/memory.h"
#include "view/canvas/bars.h"
#include "view/overlays/cursor.h"
#include "view/panels/lane_cells.h"
#include "view/panels/lane_group.h"
#include "view/panels/lanes.h"
#include "view/panels/status.h"
#include "view/runs.h"
#include "view/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 9, LANE_ROWS_MAX = 4, QUEUE_ROWS_MAX = 4, BAR_MIN = 2, BAR_MAX = 40, SCALE_MIN = 8 };

enum { LABELS = 5, FEW_LANES = 3 /* have a row each on a usual screen */ };

/* On screens this wide there is more space between the fields of a header. */
enum { SPACIOUS = 96, SPACIOUS_GAP = 4 };

/* A run in its part of the screen. */
struct live_run {
    const struct scene_run *run;
    struct scene alone; /* the scene with nothing but this run on its timeline */
    struct score score;
    int place;
};

static struct live_run race_row_of(const struct scene *scene, const struct scene_run *run)
{
    struct live_run live_run = {.run = run, .alone = *scene, .place = runs_rank(scene, run)};
    live_run.alone.runs = run;
    live_run.alone.run_count = 1;
    live_run.alone.focus = 0;
    live_run.score = (struct score){
        .number = run->number,
        .mode = run->mode,
        .plan = &run->plan,
        .stats = stats_of(run->trace, runs_end(scene, run)),
        .ideal = run->ideal,
        .digits = 1,
    };
    return live_run;
}

/* ---- The header ---- */

static void write_status(const struct live_run *live_run, char text[SCORE_SIZE])
{
    (void)snprintf(text, SCORE_SIZE, "%s", status_word(live_run->run->status));
}

static void write_elapsed(const struct live_run *live_run, char text[SCORE_SIZE])
{
    score_write(&live_run->score, SCORE_ELAPSED, text);
}

static void write_place(const struct live_run *live_run, char text[SCORE_SIZE])
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int place = live_run->place;
    if (place == 0)
        text[0] = '\0';
    else
        (void)snprintf(text, SCORE_SIZE, "%d%s", place, endings[place <= 3 ? place : 0]);
}

static void write_items(const struct live_run *live_run, char text[SCORE_SIZE])
{
    score_write(&live_run->score, SCORE_ITEMS, text);
}

static void write_latency(const struct live_run *live_run, char text[SCORE_SIZE])
{
    score_write(&live_run->score, SCORE_LATENCY, text);
}

static void write_overlap(const struct live_run *live_run, char text[SCORE_SIZE])
{
    score_write(&live_run->score, SCORE_OVERLAP, text);
}

/* In their order; shown on screens at least so wide. The label is left out below `label_width`. */
static const struct field {
    int from_width;
    const char *label;
    int label_from, gap, width; /* cells before it, and of its value */
    enum role role;
    bool bold, left; /* the value: bold, aligned to the left */
    void (*write)(const struct live_run *live_run, char text[SCORE_SIZE]);
} fields[] = {
    {0, NULL, 0, 1, 8, ROLE_DIM, false, true, write_status},
    {0, NULL, 0, 1, 7, ROLE_TEXT, true, false, write_elapsed},
    {0, NULL, 0, 2, 3, ROLE_TEXT, true, true, write_place},
    {58, "items", 68, 1, 7, ROLE_TEXT, false, false, write_items},
    {66, "latency", 76, 1, 7, ROLE_TEXT, false, false, write_latency},
    {0, "overlap", 76, 1, 6, ROLE_ACCENT, true, false, write_overlap},
};

static int draw_field(struct canvas *canvas, int x, int y, int screen, const struct field *field,
                      const struct live_run *live_run)
{
    char text[SCORE_SIZE];
    field->write(live_run, text);
    struct style style = field->bold ? style_bold(field->role) : style_of(field->role);
    if (field->write == write_status && live_run->run->status == RUN_STUCK)
        style = style_bold(ROLE_WARNING);
    x += field->label != NULL && screen >= SPACIOUS ? SPACIOUS_GAP : field->gap;
    if (field->label != NULL && screen >= field->label_from)
        x = canvas_text(canvas, x, y, screen - x, style_of(ROLE_DIM), field->label) + 1;
    int space = field->width - canvas_text_width(canvas, text);
    canvas_text(canvas, x + (field->left || space < 0 ? 0 : space), y, screen - x, style, text);
    return x + field->width;
}

static void draw_header(struct canvas *canvas, int y, int width, const struct live_run *live_run, double full)
{
    int x = status_draw(canvas, 0, y, BLOCK, width, status_block(live_run->run->status), live_run->run->mode);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (width >= fields[i].from_width)
            x = draw_field(canvas, x, y, width, &fields[i], live_run);
    int bar = width - x - 1;
    if (bar >= BAR_MIN)
        bars_row(canvas, x + 1, y, bar < BAR_MAX ? bar : BAR_MAX, live_run->score.stats.overlap, full,
                 style_of(ROLE_ACCENT));
}

/* ---- Lanes ---- */

static void draw_group(struct canvas *canvas, struct rect rect, const struct live_run *live_run,
                       const struct viewport *time, struct group group)
{
    struct state_times *columns = memory_zeroed((size_t)time->columns + 1, sizeof *columns);
    lane_group_measure(columns, live_run->run->trace, time, group, live_run->alone.now);
    lane_group_draw(canvas, rect, &live_run->alone.render, time, columns, group, live_run->alone.now);
    free(columns);
}

static int count_lanes(const struct scene_run *run)
{
    return lanes_count(run, LANE_PRODUCER) + lanes_count(run, LANE_CONSUMER);
}

/* All lanes in so many rows, at least two: each at the same height or, where there are too many, in bands. */
static void draw_lanes(struct canvas *canvas, int y, int height, const struct live_run *live_run,
                       const struct viewport *time)
{
    struct rows_layout rows =
        lane_rows_fit(&(struct lane_rows_wanted_of){.producers = lanes_count(live_run->run, LANE_PRODUCER),
                                                    .consumers = lanes_count(live_run->run, LANE_CONSUMER),
                                                    .height = height,
                                                    .least = 1,
                                                    .most = LANE_ROWS_MAX,
                                                    .grouped = true});
    for (int i = 0; i < rows.shown; i++, y += rows.height + rows.gap) {
        struct group group = rows_group(&rows, i);
        struct rect rect = {.x = time->x, .y = y, .width = time->columns, .height = rows.height};
        char name[GROUP_NAME_SIZE];
        lane_group_name(group, name);
        canvas_text(canvas, 1, y, time->x - 1, style_bold(group.kind == LANE_PRODUCER ? ROLE_PRODUCER : ROLE_CONSUMER),
                    name);
        if (group.count > 1)
            draw_group(canvas, rect, live_run, time, group);
        else
            lane_cells_draw(canvas, y, rows.height, &live_run->alone, time, lane_id_of(group.kind, group.first));
    }
}

/* ---- The queue, and the finish ---- */

static void draw_queue(struct canvas *canvas, struct rect rect, const struct live_run *live_run,
                       const struct draw_context *context, double scale)
{
    const struct viewport *time = &context->time;
    const struct depth_series *depth = live_run->run->trace->depth;
    int64_t end = trace_end(live_run->run->trace, live_run->alone.now);
    canvas_text(canvas, 1, rect.y + rect.height - 1, 2, style_bold(ROLE_QUEUE), "Q");
    for (int column = 0; column < time->columns; column++) {
        int64_t from = viewport_time(time, column), to = viewport_time(time, column + 1);
        to = to < end ? to : end;
        if (from < to)
            bars_column(canvas, time->x + column, rect.y + rect.height - 1, rect.height,
                        depth_series_mean(depth, from, to), scale, style_of(ROLE_QUEUE));
    }
    int64_t then = context->shown_at < end ? context->shown_at : end;
    canvas_format(canvas, context->figures, rect.y + rect.height - 1, context->figures_width, style_of(ROLE_DIM),
                  trace_has_detail(live_run->run->trace, then) ? "depth %3u" : "no detail left",
                  depth_series_at(depth, then));
}

/* A line through all its rows right behind the last thing that it did. */
static void draw_finish(struct canvas *canvas, int y, int rows, const struct live_run *live_run,
                        const struct viewport *time)
{
    if (live_run->run->status != RUN_FINISHED)
        return;
    int column = viewport_column(time, runs_end(&live_run->alone, live_run->run) - 1) + 1;
    if (column < 1 || column > time->columns)
        return;
    column = column < time->columns ? column : time->columns - 1;
    for (int row = 0; row < rows; row++)
        canvas_put(canvas, time->x + column, y + row, U'┃', style_bold(ROLE_TEXT));
}

/* ---- The panel ---- */

/* Full height of all queues: the most that ever lay in one. */
static double scale_of(const struct live_run *live_runs, size_t count)
{
    double scale = SCALE_MIN;
    for (size_t i = 0; i < count; i++)
        scale = live_runs[i].score.stats.depth_max > scale ? live_runs[i].score.stats.depth_max : scale;
    return scale;
}

int race_labels(const struct scene *scene)
{
    const struct scene_run *run = runs_focus(scene);
    int group = 2 * lanes_name_width(run); /* "P701–750" */
    return count_lanes(run) <= FEW_LANES ? LABELS : 1 + group + 1;
}

/* How the rows below a header are shared: every lane has as many as the others, the queue what is left. */
struct rows {
    int lanes, queue;
};

static struct rows share_rows(int below, int lanes)
{
    int queue = below > 2 ? 1 : 0, each = (below - queue) / lanes;
    each = each < LANE_ROWS_MAX ? each : LANE_ROWS_MAX;
    if (each == 0)
        return (struct rows){.lanes = below - queue, .queue = queue};
    int left = below - each * lanes;
    return (struct rows){.lanes = each * lanes, .queue = left < QUEUE_ROWS_MAX ? left : QUEUE_ROWS_MAX};
}

static void draw_race_row(struct canvas *canvas, struct rect rect, const struct live_run *live_run,
                          const struct draw_context *context, double full, double scale)
{
    const struct viewport *time = &context->time;
    draw_header(canvas, rect.y, rect.width, live_run, full);
    struct rows rows = share_rows(rect.height - 1, count_lanes(live_run->run));
    if (rows.lanes < 2)
        return; /* no room for a producer and a consumer */
    draw_lanes(canvas, rect.y + 1, rows.lanes, live_run, time);
    struct rect queue = {.x = rect.x, .y = rect.y + 1 + rows.lanes, .width = rect.width, .height = rows.queue};
    if (queue.height > 0)
        draw_queue(canvas, queue, live_run, context, scale);
    draw_finish(canvas, rect.y + 1, rows.lanes + rows.queue, live_run, time);
    cursor_draw(canvas, rect.y + 1, rect.y + 1 + rows.lanes + rows.queue, context);
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
    struct live_run *live_runs = memory_zeroed(count, sizeof *live_runs);
    double full = 1;
    for (size_t i = 0; i < count; i++) {
        live_runs[i] = race_row_of(context->scene, &runs[i]);
        full = fmax(full, live_runs[i].score.stats.overlap);
    }
    int each = (rect.height + 1) / (int)count, gap = each > lane_rows_of_max(runs, count) ? 1 : 0;
    each = gap == 1 ? each : rect.height / (int)count;
    struct rect part = {.x = rect.x, .y = rect.y, .width = rect.width, .height = each - gap};
    for (size_t i = 0; i < count && part.height > 0; i++, part.y += each)
        draw_race_row(canvas, part, &live_runs[i], context, full, scale_of(live_runs, count));
    free(live_runs);
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

const struct panel race_panel = {.name = "race", .most = 4, .height = height, .draw = draw};
