/* lanes — a lane a worker: its name and items, its states over time, its state now. */
#include "lanes.h"

#include "base/memory.h"
#include "figures.h"
#include "ghost.h"
#include "items.h"
#include "panel.h"
#include "strip.h"
#include "wakes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALL = PLAN_WORKERS_MAX * 2, ITEMS_SIZE = 48 };

/* What is shown at each detail, from the least: up to so many lanes, each so many rows high, with a gap between them.
 */
static const struct detail {
    int lanes, rows, gap;
} details[] = {
    {0, 0, 0},   {2, 1, 0},   {4, 1, 0},   {8, 1, 0},   {ALL, 1, 0}, {ALL, 2, 0}, {ALL, 2, 1},
    {ALL, 3, 1}, {ALL, 4, 1}, {ALL, 5, 1}, {ALL, 6, 1}, {ALL, 7, 1}, {ALL, 8, 1},
};
enum { DETAIL_MOST = sizeof details / sizeof *details - 1, DETAIL_ALL = 4 };

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
    if (planned > 0)
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64 "/%" PRId64, done, planned);
    else
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64, done);
}

int lanes_label_width(const struct scene_run *run)
{
    int widest = 8; /* "overlap" has to fit as well */
    static const enum lane_kind kinds[] = {LANE_PRODUCER, LANE_CONSUMER};
    for (int i = 0; i < 2; i++) {
        char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
        int64_t all = run->plan.items * (kinds[i] == LANE_PRODUCER ? 1 : run->plan.producers);
        lane_id last = lane_id_of(kinds[i], (uint32_t)lanes_count(run, kinds[i]) - 1);
        write_label(name, items, &run->plan, last, all > 0 ? (uint64_t)all : 9999);
        int width = snprintf(NULL, 0, "%s %s", name, items);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static int count_all(const struct frame *frame)
{
    return frame->scene->main_lane + lanes_count(frame->run, LANE_PRODUCER) + lanes_count(frame->run, LANE_CONSUMER);
}

static int rows_needed(int lanes, const struct detail *detail)
{
    return lanes * (detail->rows + detail->gap) - detail->gap;
}

static int height(const struct frame *frame, int width, int detail)
{
    (void)width;
    int lanes = count_all(frame);
    return detail == 0 ? 0
                       : rows_needed(lanes < details[detail].lanes ? lanes : details[detail].lanes, &details[detail]);
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

static void draw_label(struct canvas *canvas, int y, const struct frame *frame, lane_id id)
{
    static const enum hue hues[LANE_KIND_COUNT] = {
        [LANE_MAIN] = HUE_TEXT, [LANE_PRODUCER] = HUE_PRODUCER, [LANE_CONSUMER] = HUE_CONSUMER};
    char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
    write_label(name, items, &frame->seen->plan, id, items_by(frame->seen, id, frame->moment));
    int end = frame->time.x - 1;
    int x = canvas_text(canvas, 1, y, end - 1, style_bold(hues[lane_id_kind(id)]), name) + 1;
    if (lane_id_kind(id) != LANE_MAIN)
        canvas_text(canvas, x, y, end - x, style_of(HUE_DIM), items);
}

static void draw_lane(struct canvas *canvas, int y, int rows, int gap, const struct frame *frame, lane_id id)
{
    draw_label(canvas, y, frame, id);
    strip_draw(canvas, y, rows, frame->scene, &frame->time, id);
    if (frame->scene->ghost) /* in the gap below it where there is one */
        ghost_draw(canvas, y + rows - (gap == 0), gap == 0, frame, id);
    if (frame->scene->items)
        items_draw(canvas, y + (rows - 1) / 2, frame, id);
    if (frame->figures_width > 0)
        figures_draw(canvas, y, rows, frame, id);
}

/* The highest detail that shows all lanes in so many rows; the one with a row each where none does. */
static const struct detail *detail_for(int lanes, int rows)
{
    int detail = DETAIL_MOST;
    while (detail > DETAIL_ALL && rows_needed(lanes, &details[detail]) > rows)
        detail--;
    return &details[detail];
}

/* Which lanes stand in so many rows: lane main where it is shown, and of each kind there is something to see: consumers
 * have a third of the rows, or what the producers leave. */
static void place(struct lane_place *places, int shown, const struct frame *frame)
{
    int main_lane = frame->scene->main_lane && shown > 0, workers = shown - main_lane;
    int producers = lanes_count(frame->run, LANE_PRODUCER), consumers = lanes_count(frame->run, LANE_CONSUMER);
    int below = workers - producers > workers / 3 ? workers - producers : workers / 3;
    below = below < consumers ? below : consumers;
    for (int i = 0; i < shown; i++) {
        int producer = i - main_lane, consumer = producer - (workers - below);
        places[i].id = producer < 0   ? lane_id_of(LANE_MAIN, 0)
                       : consumer < 0 ? lane_id_of(LANE_PRODUCER, (uint32_t)producer)
                                      : lane_id_of(LANE_CONSUMER, (uint32_t)consumer);
    }
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    int all = count_all(frame), shown = all;
    const struct detail *detail = detail_for(all, rect.height);
    if (rows_needed(shown, detail) > rect.height)
        shown = rect.height > 1 ? rect.height - 1 : 1;
    struct lane_place *places = memory_zeroed((size_t)shown, sizeof *places);
    place(places, shown, frame);
    int y = rect.y;
    for (int i = 0; i < shown; i++, y += detail->rows + detail->gap) {
        places[i].y = y;
        places[i].rows = detail->rows;
        draw_lane(canvas, y, detail->rows, detail->gap, frame, places[i].id);
    }
    wakes_draw(canvas, frame, places, shown);
    free(places);
    if (shown < all && y < rect.y + rect.height)
        canvas_format(canvas, 1, y, rect.width - 1, style_of(HUE_DIM), "+ %d more lanes", all - shown);
}

const struct panel lanes_panel = {.name = "lanes", .most = DETAIL_MOST, .timed = true, .height = height, .draw = draw};
