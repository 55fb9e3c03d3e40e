/* race — a part of the screen for each run of a heat: its figures, its lanes, its queue, its finish; see the header. */
#include "race.h"

#include "band.h"
#include "bars.h"
#include "base/memory.h"
#include "cursor.h"
#include "heat.h"
#include "lanes.h"
#include "status.h"
#include "strip.h"
#include "view/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 9, LANE_ROWS_MOST = 4, QUEUE_ROWS_MOST = 4, BAR_LEAST = 2, BAR_MOST = 40, SCALE_LEAST = 8 };

enum { LABELS = 5, FEW_LANES = 3 /* have a row each on a usual screen */ };

/* On screens this wide there is more space between the fields of a header. */
enum { SPACIOUS = 96, SPACIOUS_GAP = 4 };

/* A run in its part of the screen. */
struct entrant {
    const struct scene_run *run;
    struct scene alone; /* the scene with nothing but this run on its timeline */
    struct score score;
    int place;
};

static struct entrant entrant_of(const struct scene *scene, const struct scene_run *run)
{
    struct entrant entrant = {.run = run, .alone = *scene, .place = heat_place(scene, run)};
    entrant.alone.runs = run;
    entrant.alone.run_count = 1;
    entrant.alone.focus = 0;
    entrant.score = (struct score){
        .number = run->number,
        .mode = run->mode,
        .plan = &run->plan,
        .stats = stats_of(run->trace, heat_end(scene, run)),
        .ideal = run->ideal,
        .digits = 1,
    };
    return entrant;
}

/* ---- The header ---- */

static void write_status(const struct entrant *entrant, char text[SCORE_SIZE])
{
    (void)snprintf(text, SCORE_SIZE, "%s", status_word(entrant->run->status));
}

static void write_elapsed(const struct entrant *entrant, char text[SCORE_SIZE])
{
    score_write(&entrant->score, SCORE_ELAPSED, text);
}

static void write_place(const struct entrant *entrant, char text[SCORE_SIZE])
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int place = entrant->place;
    if (place == 0)
        text[0] = '\0';
    else
        (void)snprintf(text, SCORE_SIZE, "%d%s", place, endings[place <= 3 ? place : 0]);
}

static void write_items(const struct entrant *entrant, char text[SCORE_SIZE])
{
    score_write(&entrant->score, SCORE_ITEMS, text);
}

static void write_latency(const struct entrant *entrant, char text[SCORE_SIZE])
{
    score_write(&entrant->score, SCORE_LATENCY, text);
}

static void write_overlap(const struct entrant *entrant, char text[SCORE_SIZE])
{
    score_write(&entrant->score, SCORE_OVERLAP, text);
}

/* In their order; shown on screens at least so wide. The label is left out below `label_width`. */
static const struct field {
    int from_width;
    const char *label;
    int label_from, gap, width; /* cells before it, and of its value */
    enum hue hue;
    bool bold, left; /* the value: bold, aligned to the left */
    void (*write)(const struct entrant *entrant, char text[SCORE_SIZE]);
} fields[] = {
    {0, NULL, 0, 1, 8, HUE_DIM, false, true, write_status},
    {0, NULL, 0, 1, 7, HUE_TEXT, true, false, write_elapsed},
    {0, NULL, 0, 2, 3, HUE_TEXT, true, true, write_place},
    {58, "items", 68, 1, 7, HUE_TEXT, false, false, write_items},
    {66, "latency", 76, 1, 7, HUE_TEXT, false, false, write_latency},
    {0, "overlap", 76, 1, 6, HUE_ACCENT, true, false, write_overlap},
};

static int draw_field(struct canvas *canvas, int x, int y, int screen, const struct field *field,
                      const struct entrant *entrant)
{
    char text[SCORE_SIZE];
    field->write(entrant, text);
    struct style style = field->bold ? style_bold(field->hue) : style_of(field->hue);
    if (field->write == write_status && entrant->run->status == RUN_STUCK)
        style = style_bold(HUE_WARNING);
    x += field->label != NULL && screen >= SPACIOUS ? SPACIOUS_GAP : field->gap;
    if (field->label != NULL && screen >= field->label_from)
        x = canvas_text(canvas, x, y, screen - x, style_of(HUE_DIM), field->label) + 1;
    int space = field->width - canvas_text_width(canvas, text);
    canvas_text(canvas, x + (field->left || space < 0 ? 0 : space), y, screen - x, style, text);
    return x + field->width;
}

static void draw_header(struct canvas *canvas, int y, int width, const struct entrant *entrant, double full)
{
    int x = status_draw(canvas, 0, y, BLOCK, width, status_block(entrant->run->status), entrant->run->mode);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (width >= fields[i].from_width)
            x = draw_field(canvas, x, y, width, &fields[i], entrant);
    int bar = width - x - 1;
    if (bar >= BAR_LEAST)
        bars_row(canvas, x + 1, y, bar < BAR_MOST ? bar : BAR_MOST, entrant->score.stats.overlap, full,
                 style_of(HUE_ACCENT));
}

/* ---- Lanes ---- */

static void draw_band(struct canvas *canvas, struct rect rect, const struct entrant *entrant,
                      const struct viewport *time, struct band band)
{
    struct shares *columns = memory_zeroed((size_t)time->columns + 1, sizeof *columns);
    band_measure(columns, entrant->run->trace, time, band, entrant->alone.now);
    band_draw(canvas, rect, &entrant->alone.look, time, columns, band, entrant->alone.now);
    free(columns);
}

static int count_lanes(const struct scene_run *run)
{
    return lanes_count(run, LANE_PRODUCER) + lanes_count(run, LANE_CONSUMER);
}

/* All lanes in so many rows, at least two: each at the same height or, where there are too many, in bands. */
static void draw_lanes(struct canvas *canvas, int y, int height, const struct entrant *entrant,
                       const struct viewport *time)
{
    struct rows_layout rows = rows_fit(&(struct rows_wish){.producers = lanes_count(entrant->run, LANE_PRODUCER),
                                                           .consumers = lanes_count(entrant->run, LANE_CONSUMER),
                                                           .height = height,
                                                           .least = 1,
                                                           .most = LANE_ROWS_MOST,
                                                           .grouped = true});
    for (int i = 0; i < rows.shown; i++, y += rows.height + rows.gap) {
        struct band band = rows_band(&rows, i);
        struct rect rect = {.x = time->x, .y = y, .width = time->columns, .height = rows.height};
        char name[BAND_NAME_SIZE];
        band_name(band, name);
        canvas_text(canvas, 1, y, time->x - 1, style_bold(band.kind == LANE_PRODUCER ? HUE_PRODUCER : HUE_CONSUMER),
                    name);
        if (band.count > 1)
            draw_band(canvas, rect, entrant, time, band);
        else
            strip_draw(canvas, y, rows.height, &entrant->alone, time, lane_id_of(band.kind, band.first));
    }
}

/* ---- The queue, and the finish ---- */

static void draw_queue(struct canvas *canvas, struct rect rect, const struct entrant *entrant,
                       const struct frame *frame, double scale)
{
    const struct viewport *time = &frame->time;
    const struct depth *depth = trace_depth(entrant->run->trace);
    int64_t end = trace_end(entrant->run->trace, entrant->alone.now);
    canvas_text(canvas, 1, rect.y + rect.height - 1, 2, style_bold(HUE_QUEUE), "Q");
    for (int column = 0; column < time->columns; column++) {
        int64_t from = viewport_time(time, column), to = viewport_time(time, column + 1);
        to = to < end ? to : end;
        if (from < to)
            bars_column(canvas, time->x + column, rect.y + rect.height - 1, rect.height, depth_mean(depth, from, to),
                        scale, style_of(HUE_QUEUE));
    }
    canvas_format(canvas, frame->figures, rect.y + rect.height - 1, frame->figures_width, style_of(HUE_DIM),
                  "depth %3u", depth_at(depth, frame->moment < end ? frame->moment : end));
}

/* A line through all its rows right behind the last thing that it did. */
static void draw_finish(struct canvas *canvas, int y, int rows, const struct entrant *entrant,
                        const struct viewport *time)
{
    if (entrant->run->status != RUN_FINISHED)
        return;
    int column = viewport_column(time, heat_end(&entrant->alone, entrant->run) - 1) + 1;
    if (column < 1 || column > time->columns)
        return;
    column = column < time->columns ? column : time->columns - 1;
    for (int row = 0; row < rows; row++)
        canvas_put(canvas, time->x + column, y + row, U'┃', style_bold(HUE_TEXT));
}

/* ---- The panel ---- */

/* Full height of all queues: the most that ever lay in one. */
static double scale_of(const struct entrant *entrants, size_t count)
{
    double scale = SCALE_LEAST;
    for (size_t i = 0; i < count; i++)
        scale = entrants[i].score.stats.depth_max > scale ? entrants[i].score.stats.depth_max : scale;
    return scale;
}

int race_labels(const struct scene *scene)
{
    const struct scene_run *run = heat_focus(scene);
    int band = 2 * lanes_name_width(run); /* "P701–750" */
    return count_lanes(run) <= FEW_LANES ? LABELS : 1 + band + 1;
}

/* How the rows below a header are shared: every lane has as many as the others, the queue what is left. */
struct rows {
    int lanes, queue;
};

static struct rows share_rows(int below, int lanes)
{
    int queue = below > 2 ? 1 : 0, each = (below - queue) / lanes;
    each = each < LANE_ROWS_MOST ? each : LANE_ROWS_MOST;
    if (each == 0)
        return (struct rows){.lanes = below - queue, .queue = queue};
    int left = below - each * lanes;
    return (struct rows){.lanes = each * lanes, .queue = left < QUEUE_ROWS_MOST ? left : QUEUE_ROWS_MOST};
}

static void draw_entrant(struct canvas *canvas, struct rect rect, const struct entrant *entrant,
                         const struct frame *frame, double full, double scale)
{
    const struct viewport *time = &frame->time;
    draw_header(canvas, rect.y, rect.width, entrant, full);
    struct rows rows = share_rows(rect.height - 1, count_lanes(entrant->run));
    if (rows.lanes < 2)
        return; /* no room for a producer and a consumer */
    draw_lanes(canvas, rect.y + 1, rows.lanes, entrant, time);
    struct rect queue = {.x = rect.x, .y = rect.y + 1 + rows.lanes, .width = rect.width, .height = rows.queue};
    if (queue.height > 0)
        draw_queue(canvas, queue, entrant, frame, scale);
    draw_finish(canvas, rect.y + 1, rows.lanes + rows.queue, entrant, time);
    cursor_draw(canvas, rect.y + 1, rect.y + 1 + rows.lanes + rows.queue, frame);
}

/* Header, a row a lane, the queue. */
static int rows_of_most(const struct scene_run *runs, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++) {
        int rows = count_lanes(&runs[i]) + 2;
        most = rows > most ? rows : most;
    }
    return most;
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    size_t count;
    const struct scene_run *runs = heat_runs(frame->scene, &count);
    struct entrant *entrants = memory_zeroed(count, sizeof *entrants);
    double full = 1;
    for (size_t i = 0; i < count; i++) {
        entrants[i] = entrant_of(frame->scene, &runs[i]);
        full = fmax(full, entrants[i].score.stats.overlap);
    }
    int each = (rect.height + 1) / (int)count, gap = each > rows_of_most(runs, count) ? 1 : 0;
    each = gap == 1 ? each : rect.height / (int)count;
    struct rect part = {.x = rect.x, .y = rect.y, .width = rect.width, .height = each - gap};
    for (size_t i = 0; i < count && part.height > 0; i++, part.y += each)
        draw_entrant(canvas, part, &entrants[i], frame, full, scale_of(entrants, count));
    free(entrants);
}

/* The headers; with their lanes in two rows; and the queue; with all lanes and gaps between the runs. */
static int height(const struct frame *frame, int width, int detail)
{
    (void)width;
    size_t count;
    const struct scene_run *runs = heat_runs(frame->scene, &count);
    int heights[] = {0, 1, 3, 4, rows_of_most(runs, count) + 1};
    int each = detail == 4 && heights[4] < heights[3] ? heights[3] : heights[detail];
    return (int)count * each - (detail == 4);
}

const struct panel race_panel = {.name = "race", .most = 4, .height = height, .draw = draw};
