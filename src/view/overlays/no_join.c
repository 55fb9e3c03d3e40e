/* no_join — main's "finished", as a line; see the header. */
#include "view/overlays/no_join.h"

#include "view/overlays/overlay.h"
#include "view/panels/lanes.h"

#include <string.h>

static void draw_run(struct canvas *canvas, int top, int bottom, const struct draw_context *context,
                     const struct scene_run *run)
{
    int64_t now = trace_end(run->trace, context->scene->now);
    struct segment main = lanes_at(run, lane_id_of(LANE_MAIN, 0), now, now);
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
    for (const struct scene_run *run = draw_context_oldest_run(context); run <= context->run; run++)
        if (!run->off_timeline)
            draw_run(canvas, top, bottom, context, run);
}
