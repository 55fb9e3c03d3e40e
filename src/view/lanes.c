/* lanes — a lane a worker, or a band of them: its name and items, its states over time, its state now. */
#include "lanes.h"

#include "band.h"
#include "base/memory.h"
#include "figures.h"
#include "ghost.h"
#include "heat.h"
#include "items.h"
#include "panel.h"
#include "strip.h"
#include "wakes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALL = PLAN_WORKERS_MAX * 2, ITEMS_SIZE = 48 };

/* What there is room for at each detail, from the least: up to so many lanes, each so many rows high, with a gap
 * between them. */
static const struct detail {
    int lanes, rows, gap;
} details[] = {
    {0, 0, 0},   {2, 1, 0},   {4, 1, 0},   {8, 1, 0},   {12, 1, 0},  {16, 1, 0},  {24, 1, 0},  {32, 1, 0},  {48, 1, 0},
    {ALL, 1, 0}, {ALL, 2, 0}, {ALL, 2, 1}, {ALL, 3, 1}, {ALL, 4, 1}, {ALL, 5, 1}, {ALL, 6, 1}, {ALL, 7, 1}, {ALL, 8, 1},
};
enum {
    DETAIL_MOST = sizeof details / sizeof *details - 1,
    DETAIL_ALL = 9, /* every lane has a row */
    DETAIL_GAPS = 11,
    ROWS_MOST = 8,
    PRESENTED_LEAST = 2, /* rows of a lane for the last row of the class */
    PRESENTED_MOST = 12
};

int lanes_count(const struct scene_run *run, enum lane_kind kind)
{
    size_t planned = kind == LANE_PRODUCER ? run->plan.producers : run->plan.consumers;
    size_t seen = trace_lanes(run->trace, kind);
    return (int)(seen > planned ? seen : planned);
}

/* "P2": in its hue; "11/20" or, without an end, "11". */
static void write_label(char name[LANE_NAME_SIZE], char items[ITEMS_SIZE], const struct plan *plan, lane_id id,
                        uint64_t done)
{
    int64_t planned = lane_id_kind(id) == LANE_PRODUCER ? plan->items : plan->items * plan->producers;
    lane_id_name(id, name);
    if (planned > 0 && done <= (uint64_t)planned) /* more where there were to be more */
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64 "/%" PRId64, done, planned);
    else
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64, done);
}

/* How many items a worker may come to show: the plan's, or four digits, and more than these where there are more. */
static uint64_t most_items(const struct scene_run *run, enum lane_kind kind)
{
    uint64_t planned = (uint64_t)run->plan.items * (kind == LANE_PRODUCER ? 1 : run->plan.producers);
    uint64_t most = planned > 0 ? planned : 9999, all = trace_produced(run->trace);
    return (planned == 0 || run->changed) && all > most ? all : most;
}

int lanes_label_width(const struct scene_run *run)
{
    int widest = 8; /* "overlap" has to fit as well */
    static const enum lane_kind kinds[] = {LANE_PRODUCER, LANE_CONSUMER};
    for (int i = 0; i < 2; i++) {
        char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
        lane_id last = lane_id_of(kinds[i], (uint32_t)lanes_count(run, kinds[i]) - 1);
        write_label(name, items, &run->plan, last, most_items(run, kinds[i]));
        int width = snprintf(NULL, 0, "%s %s", name, items);
        widest = width > widest ? width : widest;
    }
    return widest;
}

int lanes_name_width(const struct scene_run *run)
{
    char name[LANE_NAME_SIZE];
    int most = lanes_count(run, LANE_PRODUCER);
    most = most > lanes_count(run, LANE_CONSUMER) ? most : lanes_count(run, LANE_CONSUMER);
    lane_id_name(lane_id_of(LANE_PRODUCER, (uint32_t)most - 1), name);
    return (int)strlen(name);
}

/* With lane main, a pool's threads are shown instead of their tasks. */
static bool shows_pool(const struct frame *frame)
{
    return frame->scene->main_lane && trace_lanes(frame->run->trace, LANE_POOL) > 0;
}

static int count_upper(const struct frame *frame)
{
    return shows_pool(frame) ? (int)trace_lanes(frame->run->trace, LANE_POOL) : lanes_count(frame->run, LANE_PRODUCER);
}

static int count_lower(const struct frame *frame)
{
    return shows_pool(frame) ? 0 : lanes_count(frame->run, LANE_CONSUMER);
}

static int count_all(const struct frame *frame)
{
    return frame->scene->main_lane + count_upper(frame) + count_lower(frame);
}

static int rows_needed(int lanes, int rows, int gap)
{
    return lanes * (rows + gap) - gap;
}

/* Where the user wishes a height, lanes have it from the second detail on, and no other. */
static int height(const struct frame *frame, int width, int detail)
{
    (void)width;
    if (detail == 0)
        return 0;
    int all = count_all(frame), wished = frame->scene->lanes.rows;
    if (wished > 0 && detail > DETAIL_GAPS)
        detail = DETAIL_GAPS;
    int lanes = all < details[detail].lanes ? all : details[detail].lanes;
    int rows = wished > 0 && detail > 1 ? wished : details[detail].rows;
    return rows_needed(lanes, rows, rows > 1 ? details[detail].gap : 0);
}

int lanes_rows_wanted(const struct frame *frame)
{
    int wished = frame->scene->lanes.rows;
    return rows_needed(count_all(frame), wished > 0 ? wished : 1, 0);
}

struct rows_layout lanes_rows(const struct frame *frame, int rows)
{
    const struct scene_lanes *lanes = &frame->scene->lanes;
    return rows_fit(&(struct rows_wish){
        .main = frame->scene->main_lane,
        .producers = count_upper(frame),
        .consumers = count_lower(frame),
        .pool = shows_pool(frame),
        .height = rows,
        .rows = lanes->presented ? 0 : lanes->rows,
        .least = lanes->presented ? PRESENTED_LEAST : 1,
        .most = lanes->presented ? PRESENTED_MOST : ROWS_MOST,
        .first = lanes->first,
        .grouped = lanes->grouped || lanes->presented,
    });
}

struct span lanes_at(const struct scene_run *run, lane_id id, int64_t time, int64_t now)
{
    const struct lane *lane = trace_lane(run->trace, id);
    if (lane == NULL || time < trace_start(run->trace))
        return (struct span){.start = time, .end = time, .other = LANE_NONE, .state = STATE_IDLE};
    struct span span = lane_span(lane, lane_find(lane, time, now), now);
    span.end = span.end < time ? span.end : time;
    return span;
}

static struct style name_style(const struct frame *frame, lane_id id)
{
    static const enum hue hues[LANE_KIND_COUNT] = {[LANE_MAIN] = HUE_TEXT,
                                                   [LANE_PRODUCER] = HUE_PRODUCER,
                                                   [LANE_CONSUMER] = HUE_CONSUMER,
                                                   [LANE_POOL] = HUE_ACCENT};
    struct style style = style_bold(hues[lane_id_kind(id)]);
    if (frame->scene->lanes.chosen == id)
        style.attributes |= ATTRIBUTE_REVERSE;
    return style;
}

static void draw_label(struct canvas *canvas, int y, const struct frame *frame, lane_id id, uint64_t done)
{
    char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
    write_label(name, items, &frame->seen->plan, id, done);
    int end = frame->time.x - 1;
    int x = canvas_text(canvas, 1, y, end - 1, name_style(frame, id), name) + 1;
    if ((lane_id_kind(id) == LANE_PRODUCER || lane_id_kind(id) == LANE_CONSUMER) && !frame->scene->lanes.presented)
        canvas_text(canvas, x, y, end - x, style_of(HUE_DIM), items);
}

static void draw_lane(struct canvas *canvas, int y, int rows, int gap, const struct frame *frame, lane_id id,
                      uint64_t done)
{
    if (frame->parts & FRAME_FIGURES)
        draw_label(canvas, y, frame, id, done);
    if (frame->parts & FRAME_FIGURES && frame->figures_width > 0)
        figures_draw(canvas, y, rows, frame, id);
    if (!(frame->parts & FRAME_TIME))
        return;
    strip_draw(canvas, y, rows, frame->scene, &frame->time, id);
    if (frame->scene->ghost) /* in the gap below it where there is one */
        ghost_draw(canvas, y + rows - (gap == 0), gap == 0, frame, id);
    if (frame->scene->items)
        items_draw(canvas, y + (rows - 1) / 2, frame, id);
}

/* "P1–50", and how many of them are in their delay now. */
static void draw_band_words(struct canvas *canvas, int y, const struct frame *frame, struct band band)
{
    char name[BAND_NAME_SIZE];
    uint32_t busy = 0;
    for (uint32_t i = band.first; i < band.first + band.count; i++) {
        lane_id id = lane_id_of(band.kind, i);
        enum state state = lanes_at(frame->seen, id, frame->moment, frame->scene->now).state;
        busy += state == STATE_WORKING || state == STATE_SLEEPING;
    }
    band_name(band, name);
    canvas_text(canvas, 1, y, frame->time.x - 2, name_style(frame, lane_id_of(band.kind, band.first)), name);
    int x = canvas_format(canvas, frame->figures, y, frame->figures_width, style_of(HUE_TEXT), "%u", busy);
    canvas_format(canvas, x, y, frame->figures + frame->figures_width - x, style_of(HUE_DIM), " of %u busy",
                  band.count);
}

static void draw_band_time(struct canvas *canvas, int y, int rows, const struct frame *frame, struct band band)
{
    struct shares *columns = memory_zeroed((size_t)frame->time.columns + 1, sizeof *columns);
    const struct scene_run *oldest = frame_oldest_run(frame), *run = frame->run;
    for (; run != NULL && run >= oldest; run = heat_before(frame->scene, run))
        band_measure(columns, run->trace, &frame->time, band, frame->scene->now);
    struct rect rect = {.x = frame->time.x, .y = y, .width = frame->time.columns, .height = rows};
    band_draw(canvas, rect, &frame->scene->look, &frame->time, columns, band, frame->scene->now);
    free(columns);
}

static void draw_band(struct canvas *canvas, int y, int rows, const struct frame *frame, struct band band)
{
    if (frame->parts & FRAME_TIME)
        draw_band_time(canvas, y, rows, frame, band);
    if (frame->parts & FRAME_FIGURES)
        draw_band_words(canvas, y, frame, band);
}

/* "P3–9 of 30, C1–4 of 12", and the keys that bring the others. */
static void draw_missing(struct canvas *canvas, int y, int width, const struct frame *frame,
                         const struct rows_layout *rows)
{
    int x = 1;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++) {
        int shown = kind == LANE_PRODUCER ? rows->producers : rows->shown - rows->main - rows->producers;
        if (shown == 0)
            continue;
        int row = rows->main + (kind == LANE_PRODUCER ? 0 : rows->producers);
        struct band first = rows_band(rows, row), last = rows_band(rows, row + shown - 1);
        char name[LANE_NAME_SIZE];
        lane_id_name(lane_id_of(first.kind, first.first), name);
        x = canvas_format(canvas, x, y, width - x, style_of(HUE_DIM), "%s%s–%u of %d", x > 1 ? ", " : "", name,
                          last.first + last.count, rows->workers[kind]);
    }
    const char *keys = frame->scene->lanes.grouped ? " · ↓ ↑ scroll" : " · ↓ ↑ scroll, g groups them";
    if (x + canvas_text_width(canvas, keys) < width)
        canvas_text(canvas, x, y, width - x, style_of(HUE_DIM), keys);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    struct rows_layout rows = lanes_rows(frame, rect.height);
    struct lane_place *places = memory_zeroed((size_t)rows.shown + 1, sizeof *places);
    struct items_tally tally = items_by(frame->seen, frame->moment);
    int y = rect.y;
    for (int i = 0; i < rows.shown; i++, y += rows.height + rows.gap) {
        struct band band = rows_band(&rows, i);
        places[i] = (struct lane_place){.id = lane_id_of(band.kind, band.first), .y = y, .rows = rows.height};
        struct rect row = {.x = rect.x, .y = y, .width = rect.width, .height = rows.height};
        if (frame->parts == FRAME_ALL)
            canvas_mark(canvas, (struct mark){.rect = row, .kind = MARK_LANE, .value = places[i].id});
        if (band.count > 1)
            draw_band(canvas, y, rows.height, frame, band);
        else
            draw_lane(canvas, y, rows.height, rows.gap, frame, places[i].id, items_done(&tally, places[i].id));
    }
    items_release(&tally);
    if (rows.size == 1 && frame->parts & FRAME_TIME)
        wakes_draw(canvas, frame, places, rows.shown);
    free(places);
    if (rows.cut && y < rect.y + rect.height)
        draw_missing(canvas, y, rect.width, frame, &rows);
}

const struct panel lanes_panel = {.name = "lanes", .most = DETAIL_MOST, .timed = true, .height = height, .draw = draw};
