/* previous_run — the run before the newest one, dimly under its lanes. */
#include "base/memory.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"

#include <stdlib.h>

/* The busy states are seen; a piece of a cell stands for all of it. */
static enum state state_of(struct cell_split cell_split)
{
    enum state state = cell_split.eighths >= LANE_CELL_EIGHTHS / 2 ? cell_split.left : cell_split.right;
    return state == STATE_WAITING ? STATE_IDLE : state;
}

static bool is_free(const struct canvas *canvas, int x, int y)
{
    const struct cell *cell = canvas_cell(canvas, x, y);
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
    then.time = viewport_shifted(context->time, before->trace->start - context->run->trace->start);
    struct cell_split *cell_splits = memory_zeroed((size_t)then.time.columns + 1, sizeof *cell_splits);
    lane_cells_fill(cell_splits, &then, id);
    for (int column = 0; column < then.time.columns; column++) {
        enum state state = state_of(cell_splits[column]);
        if (state != STATE_IDLE && (!over || is_free(canvas, then.time.x + column, y)))
            canvas_put(canvas, then.time.x + column, y, U'━', style_of(theme_state_role(state)));
    }
    free(cell_splits);
}
