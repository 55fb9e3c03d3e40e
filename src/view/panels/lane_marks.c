/* lane_marks — what is drawn over a lane's cells: where an item or a run ended, where a waiting worker looked. */
#include "view/panels/lanes.h"

#include "base/minmax.h"
#include "view/panel.h"

/* A run's lane on the screen. */
struct marked {
    struct canvas *canvas;
    int y, rows;
    const struct draw_context *context;
    const struct scene_run *run;
    lane_id id;
};

/* ---- Items ---- */

/* The interpreter lock's lane has no items: there, a border is where another holds it. */
static bool ends_item(lane_id id, const struct segment *before, const struct segment *after)
{
    if (lane_id_kind(id) == LANE_GIL)
        return before->state == STATE_WORKING && after->other != before->other;
    bool other_task = lane_id_kind(id) == LANE_POOL && after->other != before->other;
    return before->item > 0 && (after->item != before->item || other_task);
}

/* A border needs no notch if what follows has another colour and lasts long enough to be drawn; without blocks, where a
 * notch takes a whole cell, also if what ends is no longer than that. */
static bool needs_none(const struct draw_context *context, const struct segment *before, const struct segment *after)
{
    bool blocks = context->scene->render.blocks, changes = after->state != before->state;
    int64_t cell = context->time.cell, least = blocks ? cell / LANE_CELL_EIGHTHS : cell / 2;
    bool narrow = !blocks && before->end - before->start < cell;
    return narrow || (changes && after->end - after->start >= least);
}

/* Whether borders are told apart where items take so long on average. */
static bool have_room(const struct draw_context *context, int64_t item)
{
    return 2 * item >= 3 * context->time.cell;
}

static int64_t mean_item(const struct scene_run *run, lane_id worker)
{
    const struct delay *delay = lane_id_kind(worker) == LANE_CONSUMER ? &run->plan.consume : &run->plan.produce;
    return delay->min / 2 + delay->max / 2;
}

/* The colour at the left edge of a cell; the background where it has none of its own. */
static enum role left_edge(const struct cell *cell)
{
    bool reversed = (cell->style.attributes & ATTRIBUTE_REVERSE) != 0;
    return reversed || cell->glyph == ' ' ? cell->style.bg : cell->style.fg;
}

/* Takes a quarter off the cell before the border nearest to `time`, where it has the same colour on both sides:
 * elsewhere the colours tell. */
static void draw_notch(const struct marked *marked, int64_t time)
{
    const struct viewport *viewport = &marked->context->time;
    const struct render_options *render = &marked->context->scene->render;
    int column = viewport_column(viewport, time - viewport->cell / 2), x = viewport->x + column;
    if (column < 0 || column + 1 >= viewport->columns)
        return;
    struct cell left = *canvas_cell(marked->canvas, x, marked->y),
                right = *canvas_cell(marked->canvas, x + 1, marked->y);
    bool whole = render->blocks ? left.glyph == U'█' : left.glyph == right.glyph;
    if (!whole || left_edge(&right) != left.style.fg || left_edge(&right) == ROLE_WAITING)
        return;
    for (int row = 0; row < marked->rows; row++)
        canvas_put(marked->canvas, x, marked->y + row, render->blocks ? U'▊' : U'│', left.style);
}

/* ---- Looks ---- */

/* Where a poll looked and, up to its end, the time between two steps that should be one. Only waiting is drawn over. */
static void draw_look(const struct marked *marked, const struct segment *segment)
{
    const struct viewport *time = &marked->context->time;
    bool window = segment->reason == REASON_WINDOW;
    if (!window && segment->reason != REASON_RETRY)
        return;
    int first = viewport_column(time, segment->start), last = window ? viewport_column(time, segment->end - 1) : first;
    for (int column = first; column <= last && column < time->columns; column++) {
        const struct cell *cell = canvas_cell(marked->canvas, time->x + column, marked->y);
        bool waiting = cell->glyph == ' ' || cell->style.fg == ROLE_WAITING || cell->glyph == LANE_LOOK;
        for (int row = 0; column >= 0 && waiting && row < marked->rows; row++)
            canvas_put(marked->canvas, time->x + column, marked->y + row, window ? LANE_WINDOW : LANE_LOOK,
                       style_of(ROLE_TEXT));
    }
}

/* The index of the last segment in the column of that time. */
static size_t last_in_column(const struct draw_context *context, const struct lane *lane, int64_t time)
{
    int64_t end = viewport_begin(&context->time, viewport_number(&context->time, time) + 1);
    return lane_find(lane, end - 1, context->scene->now);
}

/* ---- A lane ---- */

enum { MANY_IN_COLUMN = 8 };

static void draw_in(const struct marked *marked)
{
    const struct draw_context *context = marked->context;
    const struct lane *lane = trace_lane(marked->run->trace, marked->id);
    enum lane_kind kind = lane_id_kind(marked->id);
    bool of_worker = lane_id_is_worker(marked->id);
    bool looks = of_worker && marked->run->mode->bug != NULL;
    bool items = !of_worker || have_room(context, mean_item(marked->run, marked->id));
    if (lane == NULL || kind == LANE_MAIN || !(looks || items))
        return;
    int64_t now = context->scene->now;
    size_t first = lane_find(lane, viewport_time(&context->time, 0), now);
    size_t last = lane_find(lane, viewport_time(&context->time, context->time.columns), now);
    if (kind == LANE_GIL && last - first > (size_t)context->time.columns)
        return; /* it changes hands too often to be told apart */
    bool dense = last - first > MANY_IN_COLUMN * (size_t)context->time.columns;
    struct segment before = {.other = LANE_NONE}, segment;
    for (size_t i = first; i <= last; i++, before = segment) {
        segment = lane_segment(lane, i, now);
        if (looks)
            draw_look(marked, &segment);
        if (dense && segment.reason == REASON_RETRY) /* one tick a column is enough */
            i = MAX(i, last_in_column(context, lane, segment.start));
        int64_t lasted = kind == LANE_GIL ? before.end - before.start : mean_item(marked->run, before.other);
        if (items && ends_item(marked->id, &before, &segment) && !needs_none(context, &before, &segment) &&
            (of_worker || have_room(context, lasted)))
            draw_notch(marked, before.end);
    }
}

void lane_marks_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run)) {
        struct marked marked = {canvas, y, rows, context, run, id};
        draw_notch(&marked, run->trace->start); /* what was left unfinished there is another run's */
        draw_in(&marked);
    }
}
