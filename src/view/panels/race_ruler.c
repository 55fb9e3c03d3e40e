/* race_ruler — the axis of time that all runs of a race share, counted from their start. */
#include "view/panels/race.h"
#include "view/panels/ruler.h"

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct viewport *time = &context->time;
    int64_t start = context->run->trace->start, tick = ruler_tick(time->cell);
    int64_t first = (viewport_time(time, 0) - start + tick - 1) / tick * tick;
    for (int64_t at = first > 0 ? first : 0;; at += tick) {
        int column = viewport_column(time, start + at);
        char text[RULER_SIZE];
        ruler_write(text, sizeof text, at);
        if (column + canvas_text_width(canvas, text) > time->columns)
            return;
        canvas_text(canvas, time->x + column, rect.y, time->columns - column, style_of(ROLE_DIM), text);
    }
}

const struct panel race_ruler_panel = {.name = "race ruler", .most = 1, .draw = draw};
