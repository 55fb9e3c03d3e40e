/* claim — main's "finished", as a line; see the header. */
#include "claim.h"

#include "lanes.h"
#include "overlay.h"

static void draw_run(struct canvas *canvas, int top, int bottom, const struct frame *frame, const struct scene_run *run)
{
    int64_t now = trace_end(run->trace, frame->scene->now);
    struct span main = lanes_at(run, lane_id_of(LANE_MAIN, 0), now, now);
    int column = viewport_column(&frame->time, main.start);
    if (plan_mistake(&run->plan, run->mode) != MISTAKE_NO_JOIN || main.state != STATE_DONE || column < 0 ||
        column >= frame->time.columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, frame->time.x + column, y, U'┃');
    overlay_text(canvas, frame->time.x + column + 1, top, "main: finished");
}

void claim_draw(struct canvas *canvas, int top, int bottom, const struct frame *frame)
{
    for (const struct scene_run *run = frame_oldest_run(frame); run <= frame->run; run++)
        if (!run->aside)
            draw_run(canvas, top, bottom, frame, run);
}
