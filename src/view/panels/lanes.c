/* lanes — a lane for each worker or group of them: its name and items, its states over time, its state now. */
#include "view/panels/lanes.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/runs.h"

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
    {0, 0, 0},   {2, 1, 0},   {4, 1, 0},   {8, 1, 0},   {10, 1, 0},  {12, 1, 0},  {16, 1, 0},
    {24, 1, 0},  {32, 1, 0},  {48, 1, 0},  {ALL, 1, 0}, {ALL, 2, 0}, {ALL, 2, 1}, {ALL, 3, 1},
    {ALL, 4, 1}, {ALL, 5, 1}, {ALL, 6, 1}, {ALL, 7, 1}, {ALL, 8, 1},
};
enum {
    DETAIL_GAPS = 12,
    LARGE_ROWS = 11, /* of all large lanes, before there is an overlap row below them */
};

/* "P2": in its role; "11/20" or, without an end, "11"; "" of a task, which is one. */
static void write_label(char name[LANE_NAME_SIZE], char items[ITEMS_SIZE], const struct plan *plan, lane_id id,
                        uint64_t done)
{
    int64_t planned = lane_id_kind(id) == LANE_PRODUCER ? plan->items : plan->items * plan->producers;
    lane_id_name(id, name);
    if (lane_id_kind(id) == LANE_TASK)
        items[0] = '\0';
    else if (planned > 0 && done <= (uint64_t)planned) /* more where there were to be more */
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64 "/%" PRId64, done, planned);
    else
        (void)snprintf(items, ITEMS_SIZE, "%" PRIu64, done);
}

/* How many items a worker may come to show: the plan's, or four digits, and more than these where there are more. */
static uint64_t most_items(const struct scene_run *run, enum lane_kind kind)
{
    uint64_t planned = (uint64_t)run->plan.items * (kind == LANE_PRODUCER ? 1 : run->plan.producers);
    uint64_t most = planned > 0 ? planned : 9999, all = run->trace->produced;
    return (planned == 0 || run->changed) && all > most ? all : most;
}

int lanes_label_width(const struct scene_run *run)
{
    int widest = 8; /* "overlap" has to fit as well */
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++) {
        char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
        int count = runs_lane_count(run, kind);
        if (count == 0)
            continue;
        lane_id last = lane_id_of(kind, (uint32_t)count - 1);
        write_label(name, items, &run->plan, last, most_items(run, kind));
        int width = (int)(strlen(name) + 1 + strlen(items));
        widest = MAX(widest, width);
    }
    return widest;
}

int lanes_name_width(const struct scene_run *run)
{
    char name[LANE_NAME_SIZE];
    enum lane_kind kind = run->plan.tasks > 0 ? LANE_TASK : LANE_PRODUCER;
    int most = MAX(runs_lane_count(run, kind), runs_lane_count(run, LANE_CONSUMER));
    lane_id_name(lane_id_of(kind, (uint32_t)most - 1), name);
    return (int)(2 * strlen(name) - strcspn(name, "0123456789")) + 1; /* "P701–750" */
}

/* With lane main there is the lane of the interpreter lock, where there is one, and a pool's threads: below tasks, or
 * instead of producers and consumers. */
static struct lane_rows_wanted wanted_in(const struct draw_context *context, int height)
{
    const struct scene_run *run = context->run;
    int threads = context->lanes.main_lane ? (int)run->trace->lanes[LANE_POOL].count : 0;
    bool tasks = run->plan.tasks > 0;
    enum lane_kind above = tasks ? LANE_TASK : threads > 0 ? LANE_POOL : LANE_PRODUCER;
    enum lane_kind below = tasks ? LANE_POOL : LANE_CONSUMER;
    return (struct lane_rows_wanted){
        .main = context->lanes.main_lane ? 1 + mode_has_gil(run->mode, &run->plan) : 0,
        .sections = {{above, above == LANE_POOL ? threads : runs_lane_count(run, above)},
                     {below, below == LANE_POOL ? threads
                             : threads > 0      ? 0
                                                : runs_lane_count(run, below)}},
        .height = height,
        .style = context->lanes,
    };
}

static int count_all(const struct draw_context *context)
{
    struct lane_rows_wanted wanted = wanted_in(context, 0);
    return wanted.main + wanted.sections[ABOVE].lanes + wanted.sections[BELOW].lanes;
}

/* If the user has chosen a height, lanes have it from the second detail on, and no other. */
static int height(const struct draw_context *context, int detail)
{
    if (context->lanes.rows_min > 1)
        return detail == 1 ? context->lanes.rows_min : LARGE_ROWS;
    int all = count_all(context), chosen = context->lanes.rows;
    if (chosen > 0 && detail > DETAIL_GAPS)
        detail = DETAIL_GAPS;
    int lanes = all < details[detail].lanes ? all : details[detail].lanes;
    int rows = chosen > 0 && detail > 1 ? chosen : details[detail].rows;
    int gap = rows > 1 ? details[detail].gap : 0;
    return lanes * (rows + gap) - gap;
}

int lanes_rows_wanted(const struct draw_context *context)
{
    int chosen = context->lanes.rows;
    return count_all(context) * (chosen > 0 ? chosen : 1);
}

struct rows_layout lanes_rows(const struct draw_context *context, int rows)
{
    struct lane_rows_wanted wanted = wanted_in(context, rows);
    return lane_rows_fit(&wanted);
}

static struct style name_style(const struct draw_context *context, lane_id id)
{
    static const enum role roles[LANE_KIND_COUNT] = {
        [LANE_MAIN] = ROLE_TEXT,     [LANE_GIL] = ROLE_TEXT,          [LANE_PRODUCER] = ROLE_PRODUCER,
        [LANE_TASK] = ROLE_PRODUCER, [LANE_CONSUMER] = ROLE_CONSUMER, [LANE_POOL] = ROLE_ACCENT};
    struct style style = style_bold(roles[lane_id_kind(id)]);
    if (context->scene->view.lanes.chosen == id)
        style.attributes |= ATTRIBUTE_REVERSE;
    return style;
}

/* What P and C stand for is said once, below the first of them where its lane has the rows. */
static const char *kind_of(const struct lane_place *place)
{
    static const char *const kinds[LANE_KIND_COUNT] = {[LANE_PRODUCER] = "producer", [LANE_CONSUMER] = "consumer"};
    return place->rows > 1 && lane_id_index(place->id) == 0 ? kinds[lane_id_kind(place->id)] : NULL;
}

static void draw_label(struct canvas *canvas, const struct lane_place *place, const struct draw_context *context,
                       uint64_t done)
{
    char name[LANE_NAME_SIZE], items[ITEMS_SIZE];
    int y = place->y, end = context->time.x - 1;
    write_label(name, items, &context->seen->plan, place->id, done);
    int x = canvas_text(canvas, 1, y, end - 1, name_style(context, place->id), name) + 1;
    if (!lane_id_is_worker(place->id) || context->lanes.plain)
        return;
    if (x + canvas_text_width(canvas, items) <= end) /* whole or not at all */
        canvas_text(canvas, x, y, end - x, style_of(ROLE_DIM), items);
    if (kind_of(place) != NULL)
        canvas_text(canvas, 1, y + 1, end - 1, style_of(ROLE_DIM), kind_of(place));
}

/* Of the lanes that have a row each. Those whose numbers follow each other are counted together. */
static void draw_labels(struct canvas *canvas, const struct draw_context *context, const struct rows_layout *rows,
                        const struct lane_place *places)
{
    uint64_t *done = memory_zeroed((size_t)rows->shown + 1, sizeof *done);
    for (int i = 0, together; i < rows->shown; i += together) {
        for (together = 1; i + together < rows->shown && places[i + together].id == places[i].id + (lane_id)together;)
            together++;
        if (lane_id_is_worker(places[i].id) && !context->lanes.plain)
            items_done(context->seen, places[i].id, (uint32_t)together, context->shown_at, done);
        for (int row = 0; row < together; row++)
            if (rows_group(rows, i + row).count == 1)
                draw_label(canvas, &places[i + row], context, done[row]);
    }
    free(done);
}

static void draw_lane(struct canvas *canvas, int y, int rows, int gap, const struct draw_context *context, lane_id id)
{
    if (context->readout_width > 0 && !context->lanes.plain)
        readout_draw(canvas, y, rows, context, id);
    lane_cells_draw(canvas, y, rows, context, id);
    lane_marks_draw(canvas, y, rows, context, id);
    futures_draw(canvas, y, rows, context, id);
    if (context->lanes.previous_run) /* in the gap below it where there is one */
        previous_run_draw(canvas, y + rows - (gap == 0), gap == 0, context, id);
    if (context->lanes.items)
        items_draw(canvas, y + (rows - 1) / 2, context, id);
}

uint32_t busy_then(const struct draw_context *context, struct group group)
{
    uint32_t busy = 0;
    for (uint32_t i = group.first; i < group.first + group.count; i++) {
        lane_id id = lane_id_of(group.kind, i);
        enum state state = runs_segment_at(context->seen, id, context->shown_at, context->scene->now).state;
        busy += state == STATE_WORKING || state == STATE_SLEEPING;
    }
    return busy;
}

static void draw_group(struct canvas *canvas, int y, int rows, const struct draw_context *context, struct group group)
{
    char name[GROUP_NAME_SIZE];
    lane_group_name(group, name);
    canvas_text(canvas, 1, y, context->time.x - 1, name_style(context, lane_id_of(group.kind, group.first)), name);
    lane_group_draw(canvas, y, rows, context, group);
    if (context->lanes.plain)
        return;
    int x = context->readout, end = x + context->readout_width;
    x = canvas_format(canvas, x, y, end - x, style_of(ROLE_TEXT), "%u", busy_then(context, group));
    canvas_format(canvas, x, y, end - x, style_of(ROLE_DIM), " of %u busy", group.count);
}

/* "P3–9 of 30, C1 of 12", and the keys that bring the others. */
static void draw_missing(struct canvas *canvas, int y, int width, const struct draw_context *context,
                         const struct rows_layout *rows)
{
    int x = 1;
    for (int section = 0, row = rows->main; section < SECTIONS; row += rows->rows[section++]) {
        if (rows->rows[section] == 0)
            continue;
        struct group first = rows_group(rows, row), last = rows_group(rows, row + rows->rows[section] - 1);
        first.count = last.first + last.count - first.first;
        char name[GROUP_NAME_SIZE];
        lane_group_name(first, name);
        x = canvas_format(canvas, x, y, width - x, style_of(ROLE_DIM), "%s%s of %d", x > 1 ? ", " : "", name,
                          rows->sections[section].lanes);
    }
    const char *keys = context->lanes.grouped ? " · ↓ ↑ scroll" : " · ↓ ↑ scroll, v g groups them";
    if (x + canvas_text_width(canvas, keys) < width)
        canvas_text(canvas, x, y, width - x, style_of(ROLE_DIM), keys);
}

void lanes_draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    struct rows_layout rows = lanes_rows(context, rect.height);
    struct lane_place *places = memory_zeroed((size_t)rows.shown + 1, sizeof *places);
    int y = rect.y;
    for (int i = 0; i < rows.shown; i++, y += rows.height + rows.gap) {
        struct group group = rows_group(&rows, i);
        places[i] = (struct lane_place){.id = lane_id_of(group.kind, group.first), .y = y, .rows = rows.height};
        struct rect row = {.x = rect.x, .y = y, .width = rect.width, .height = rows.height};
        canvas_add_hit_area(canvas, (struct hit_area){.rect = row, .kind = HIT_LANE, .value = places[i].id});
        if (group.count > 1)
            draw_group(canvas, y, rows.height, context, group);
        else
            draw_lane(canvas, y, rows.height, rows.gap, context, places[i].id);
    }
    draw_labels(canvas, context, &rows, places);
    if (rows.size == 1 && context->lanes.wakeup_marks)
        wakeup_marks_draw(canvas, context, places, rows.shown);
    trouble_draw(canvas, context, places, &rows);
    free(places);
    if (rows.cut && y < rect.y + rect.height)
        draw_missing(canvas, y, rect.width, context, &rows);
}

const struct panel lanes_panel = {.name = "lanes", .timed = true, .height = height, .draw = lanes_draw};
