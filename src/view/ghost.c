/* ghost — a lane of another time; see the header. */
#include "ghost.h"

#include "base/memory.h"
#include "heat.h"
#include "strip.h"

#include <stdlib.h>

/* The busy states are seen; a piece of a cell stands for all of it. */
static enum state state_of(struct piece piece)
{
    enum state state = piece.eighths >= STRIP_EIGHTHS / 2 ? piece.left : piece.right;
    return state == STATE_WAITING ? STATE_IDLE : state;
}

static bool is_free(const struct canvas *canvas, int x, int y)
{
    const struct cell *cell = canvas_cell(canvas, x, y);
    return cell->style.paper == HUE_PAPER && (cell->glyph == ' ' || cell->style.ink == HUE_WAITING);
}

void ghost_draw(struct canvas *canvas, int y, bool over, const struct frame *frame, lane_id id)
{
    const struct scene_run *before = heat_before(frame->scene, frame->run);
    if (before == NULL)
        return;
    struct scene alone = *frame->scene;
    alone.runs = before;
    alone.run_count = 1;
    alone.focus = 0;
    struct viewport then = viewport_shifted(frame->time, trace_start(before->trace) - trace_start(frame->run->trace));
    struct piece *pieces = memory_zeroed((size_t)then.columns + 1, sizeof *pieces);
    strip_fill(pieces, &alone, &then, id);
    for (int column = 0; column < then.columns; column++) {
        enum state state = state_of(pieces[column]);
        if (state != STATE_IDLE && (!over || is_free(canvas, then.x + column, y)))
            canvas_put(canvas, then.x + column, y, U'━', style_of(theme_state_hue(state)));
    }
    free(pieces);
}
