/* previous_run — a lane of another time; see the header. */
#include "view/overlays/previous_run.h"

#include "base/memory.h"
#include "view/panels/lane_cells.h"
#include "view/runs.h"

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
    const struct scene_run *before = runs_before(context->scene, context->run);
    if (before == NULL)
        return;
    struct scene alone = *context->scene;
    alone.runs = before;
    alone.run_count = 1;
    alone.focus = 0;
    struct viewport then = viewport_shifted(context->time, before->trace->start - context->run->trace->start);
    struct cell_split *cell_splits = memory_zeroed((size_t)then.columns + 1, sizeof *cell_splits);
    lane_cells_fill(cell_splits, &alone, &then, id);
    for (int column = 0; column < then.columns; column++) {
        enum state state = state_of(cell_splits[column]);
        if (state != STATE_IDLE && (!over || is_free(canvas, then.x + column, y)))
            canvas_put(canvas, then.x + column, y, U'━', style_of(theme_state_role(state)));
    }
    free(cell_splits);
}
