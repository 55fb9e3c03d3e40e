/* legend — what the cells of the lanes mean. */
#include "view/panel.h"
#include "view/panels/lane_cells.h"

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    int x = context->time.x, end = rect.x + rect.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const char *name = state_name(states[i]);
        if (x + 3 + canvas_text_width(canvas, name) > end)
            return;
        struct cell cell =
            lane_cells_cell(&context->scene->render, (struct cell_split){states[i], states[i], LANE_CELL_EIGHTHS});
        canvas_fill(canvas, (struct rect){x, rect.y, 2, 1}, cell.glyph, cell.style);
        x = canvas_text(canvas, x + 3, rect.y, end - x - 3, style_of(ROLE_DIM), name) + 3;
    }
}

const struct panel legend_panel = {.name = "legend", .read = true, .detail_max = 1, .draw = draw};
