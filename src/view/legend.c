/* legend — what the cells of the lanes mean. */
#include "panel.h"
#include "strip.h"

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    int x = frame->time.x, end = rect.x + rect.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const char *name = state_name(states[i]);
        if (x + 3 + canvas_text_width(canvas, name) > end)
            return;
        struct cell cell = strip_cell(&frame->scene->look, (struct piece){states[i], states[i], STRIP_EIGHTHS});
        canvas_fill(canvas, (struct rect){x, rect.y, 2, 1}, cell.glyph, cell.style);
        x = canvas_text(canvas, x + 3, rect.y, end - x - 3, style_of(HUE_DIM), name) + 3;
    }
}

const struct panel legend_panel = {.name = "legend", .read = true, .most = 1, .draw = draw};
