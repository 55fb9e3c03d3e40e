/* lines — a glyph over a bar, and the lines made of it. */
#include "base/units.h"
#include "view/canvas/glyph.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/runs.h"

#include <string.h>

/* Eighths of a cell that its glyph fills with ink, to the right or upwards; -1: the glyph is no part of a bar. */
static int filled(uint32_t glyph)
{
    if (glyph == ' ')
        return 0;
    if (glyph >= U'▁' && glyph <= U'█')
        return (int)(glyph - U'▁') + 1;
    if (glyph > U'█' && glyph <= U'▏')
        return (int)(U'▏' - glyph) + 1;
    return -1;
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
        style.attributes |= ATTRIBUTE_REVERSE;
    canvas_put(canvas, x, y, glyph, style);
}

void overlay_text(struct canvas *canvas, int x, int y, const char *text)
{
    for (uint32_t glyph = glyph_next(&text); glyph != 0; glyph = glyph_next(&text))
        overlay_put(canvas, x++, y, glyph);
}

void cursor_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context)
{
    if (context->scene->view.time.cursor == TIME_NEVER)
        return;
    int column = viewport_column(&context->time, context->shown_at);
    if (column < 0 || column >= context->time.columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, context->time.x + column, y, U'┃');
}

static void draw_main_finished(struct canvas *canvas, int top, int bottom, const struct draw_context *context,
                               const struct scene_run *run)
{
    int64_t now = trace_end(run->trace, context->scene->now);
    struct segment main = runs_segment_at(run, lane_id_of(LANE_MAIN, 0), now, now);
    int column = viewport_column(&context->time, main.start);
    if (run->bug == NULL || strcmp(run->bug, "no-join") != 0 || main.state != STATE_DONE || column < 0 ||
        column >= context->time.columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, context->time.x + column, y, U'┃');
    overlay_text(canvas, context->time.x + column + 1, top, "main: finished");
}

void no_join_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        draw_main_finished(canvas, top, bottom, context, run);
}
