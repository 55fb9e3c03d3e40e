/* lines — what is drawn over the bars of the lanes: a glyph, the cursor, the run before, who woke whom. */
#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"
#include "view/canvas/glyph.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <stdlib.h>
#include <string.h>

/* Eighths of a cell that its glyph fills with ink, to the right or upwards; -1: the glyph is no part of a bar. */
static int filled(uint32_t glyph)
{
    if (glyph == ' ')
        return 0;
    if (glyph >= U'▁' && glyph <= U'█')
        return (int)(glyph - U'▁') + 1;
    return glyph > U'█' && glyph <= U'▏' ? (int)(U'▏' - glyph) + 1 : -1;
}

/* The colour that most of the cell has. */
static enum role ground_of(const struct cell *cell)
{
    int eighths = filled(cell->glyph);
    bool reversed = (cell->style.attributes & ATTRIBUTE_REVERSE) != 0;
    bool fg = eighths >= 4 ? !reversed : eighths >= 0 && reversed;
    return fg ? cell->style.fg : cell->style.bg;
}

void overlay_put(struct canvas *canvas, int x, int y, uint32_t glyph)
{
    if (x < 0 || y < 0 || x >= canvas_width(canvas) || y >= canvas_height(canvas))
        return;
    enum role ground = ground_of(canvas_cell(canvas, x, y));
    struct style style = style_bold(ground == ROLE_BACKGROUND ? ROLE_TEXT : ground);
    if (ground != ROLE_BACKGROUND)
        style.attributes |= ATTRIBUTE_INSCRIBED;
    canvas_put(canvas, x, y, glyph, style);
}

void overlay_text(struct canvas *canvas, int x, int y, const char *text)
{
    for (uint32_t glyph = glyph_next(&text); glyph != 0; glyph = glyph_next(&text))
        overlay_put(canvas, x++, y, glyph);
}

void overlay_swatch(struct canvas *canvas, int x, int y, int width, const struct render_options *render,
                    enum state state)
{
    struct cell cell =
        lane_cells_cell(render, (struct cell_split){.left = state, .right = state, .eighths = LANE_CELL_EIGHTHS});
    canvas_fill(canvas, (struct rect){x, y, width, 1}, cell.glyph, cell.style);
}

/* ---- Moments ---- */

static bool is_blank(const struct canvas *canvas, int x, int y, int width)
{
    bool blank = true;
    for (int end = MIN(x + width, canvas_width(canvas)); blank && x < end; x++)
        blank = canvas_cell(canvas, x, y)->glyph == ' ' && canvas_cell(canvas, x, y)->style.bg == ROLE_BACKGROUND;
    return blank;
}

/* A line, and what it stands for on its right, where that hides nothing if there is such a row; nothing if the time is
 * out of sight. */
static void draw_moment(struct canvas *canvas, int top, int bottom, const struct viewport *time, int64_t moment,
                        const char *text)
{
    int column = viewport_column(time, moment);
    if (column < 0 || column >= time->columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, time->x + column, y, U'┃');
    int x = time->x + column + 1, row = top;
    while (row < bottom && !is_blank(canvas, x, row, canvas_text_width(canvas, text)))
        row++;
    overlay_text(canvas, x, row < bottom ? row : top, text);
}

void cursor_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context)
{
    if (context->scene->view.time.cursor != TIME_NEVER)
        draw_moment(canvas, top, bottom, &context->time, context->shown_at, "");
}

void no_join_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run)) {
        int64_t now = trace_end(run->trace, context->scene->now);
        struct segment main = runs_segment_at(run, lane_id_of(LANE_MAIN, 0), now, now);
        if (run->mode->bug != NULL && strcmp(run->mode->bug, "no-join") == 0 && main.state == STATE_DONE)
            draw_moment(canvas, top, bottom, &context->time, main.start, "main: finished");
    }
}

/* ---- The run before ---- */

static bool is_free(const struct cell *cell)
{
    return cell->style.bg == ROLE_BACKGROUND && (cell->glyph == ' ' || cell->style.fg == ROLE_WAITING);
}

void previous_run_draw(struct canvas *canvas, int y, bool over, const struct draw_context *context, lane_id id)
{
    const struct scene_run *before = timeline_before(context, context->run);
    if (before == NULL)
        return;
    struct draw_context then = *context;
    then.run = before;
    then.alone = true;
    then.time.origin += before->trace->start - context->run->trace->start;
    struct cell_split *splits = memory_zeroed((size_t)then.time.columns + 1, sizeof *splits);
    lane_cells_fill(splits, &then, id);
    for (int column = 0, x = then.time.x; column < then.time.columns; column++, x++) {
        bool left = splits[column].eighths >= LANE_CELL_EIGHTHS / 2; /* the larger part stands for the cell */
        enum state state = left ? splits[column].left : splits[column].right;
        if (state != STATE_IDLE && state != STATE_WAITING && (!over || is_free(canvas_cell(canvas, x, y))))
            canvas_put(canvas, x, y, U'━', style_of(theme_state_role(state)));
    }
    free(splits);
}

/* ---- Who woke whom ---- */

enum { COLUMNS_MIN = 4 /* between two items on average, for marks to be told apart */ };

/* Marks come and go with the zoom alone, not with every item. */
static bool have_room(const struct draw_context *context, const struct plan *plan)
{
    int64_t between_puts = (plan->produce.min / 2 + plan->produce.max / 2) / plan->producers;
    int64_t between_takes = (plan->consume.min / 2 + plan->consume.max / 2) / plan->consumers;
    int64_t between = between_puts > between_takes ? between_puts : between_takes;
    return between / COLUMNS_MIN >= context->time.cell;
}

/* The wait before the segment ended because another worker woke this one. */
static bool was_woken(lane_id worker, struct segment before, struct segment segment)
{
    bool names_holder = segment.reason == REASON_CORE || segment.reason == REASON_GIL;
    return before.state == STATE_WAITING && segment.state != STATE_WAITING && !names_holder &&
           segment.other != LANE_NONE && segment.other != worker;
}

/* From the waker's nearest row to the nearest one of the lane that it wakes. */
static void draw_mark(struct canvas *canvas, int x, const struct lane_place *waker, const struct lane_place *woken)
{
    bool down = waker->y < woken->y;
    int from = down ? waker->y + waker->rows - 1 : waker->y;
    int to = down ? woken->y : woken->y + woken->rows - 1;
    int step = down ? 1 : -1;
    overlay_put(canvas, x, from, down ? U'┬' : U'┴');
    for (int y = from + step; y != to; y += step)
        overlay_put(canvas, x, y, U'│');
    overlay_put(canvas, x, to, down ? U'▼' : U'▲');
}

static void draw_marks(struct canvas *canvas, const struct draw_context *context, const struct scene_run *run,
                       const struct lane_place *woken, const struct lane_place *places, int count)
{
    const struct lane *lane = trace_lane(run->trace, woken->id);
    if (lane == NULL || lane_id_kind(woken->id) == LANE_MAIN || lane_id_kind(woken->id) == LANE_GIL)
        return; /* no worker wakes these */
    int64_t now = context->scene->now, to = viewport_time(&context->time, context->time.columns);
    size_t first = lane_find(lane, viewport_time(&context->time, 0), now);
    struct segment before = lane_segment(lane, first, now), segment;
    for (size_t i = first + 1; i < lane_count(lane, now); i++, before = segment) {
        segment = lane_segment(lane, i, now);
        if (segment.start >= to)
            break;
        for (int place = 0; was_woken(woken->id, before, segment) && place < count; place++)
            if (places[place].id == segment.other)
                draw_mark(canvas, context->time.x + viewport_column(&context->time, segment.start), &places[place],
                          woken);
    }
}

void wakeup_marks_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                       int count)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        for (int i = 0; have_room(context, &run->plan) && i < count; i++)
            draw_marks(canvas, context, run, &places[i], places, count);
}
