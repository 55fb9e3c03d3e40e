/* futures — what becomes of a pool's tasks: pending, running, done, and fetched when main has received the result. */
#include "base/minmax.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>

static const char *ordinal_ending(uint32_t number)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    bool teens = number % 100 / 10 == 1;
    return endings[!teens && number % 10 <= 3 ? number % 10 : 0];
}

bool future_state(const struct scene_run *run, lane_id id, struct segment segment, int64_t time, char text[FUTURE_SIZE])
{
    uint32_t number;
    bool failed = segment.reason == REASON_FAILED;
    bool waits = segment.state == STATE_READY || segment.state == STATE_WAITING; /* which its lane says, and why */
    if (!runs_has_futures(run) || lane_id_kind(id) != LANE_TASK || failed || waits)
        return false;
    if (trace_received(run->trace, id, &number) <= time)
        (void)snprintf(text, FUTURE_SIZE, "fetched %" PRIu32 "%s", number, ordinal_ending(number));
    else
        (void)snprintf(text, FUTURE_SIZE, "%s",
                       segment.state == STATE_IDLE   ? "pending"
                       : segment.state == STATE_DONE ? "done"
                                                     : "running");
    return true;
}

/* When the task had its result; TIME_NEVER: it has none yet. */
static int64_t done_at(const struct scene_run *run, lane_id id, int64_t now)
{
    const struct lane *lane = trace_lane(run->trace, id);
    if (lane == NULL)
        return TIME_NEVER;
    struct segment last = lane_segment(lane, lane_count(lane, now) - 1, now);
    return last.state == STATE_DONE ? last.start : TIME_NEVER;
}

static void draw_run(struct canvas *canvas, int y, const struct draw_context *context, const struct scene_run *run,
                     lane_id id)
{
    const struct viewport *time = &context->time;
    uint32_t number;
    int64_t now = trace_end(run->trace, context->scene->now), done = done_at(run, id, now);
    int64_t received = trace_received(run->trace, id, &number);
    if (done == TIME_NEVER)
        return;
    /* Right behind what it is about, but within the run. */
    int end = MIN(viewport_column(time, now), time->columns - 1), mark = end + 1;
    if (received != TIME_NEVER)
        mark = MIN(viewport_column(time, received - 1) + 1, viewport_column(time, now));
    for (int column = MAX(viewport_column(time, done - 1) + 1, 0); column < mark && column <= end; column++)
        canvas_put(canvas, time->x + column, y, U'─', style_of(ROLE_DIM));
    if (received != TIME_NEVER && mark >= 0 && mark < time->columns)
        canvas_put(canvas, time->x + mark, y, FUTURE_FETCHED, style_bold(ROLE_ACCENT));
}

void futures_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id)
{
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        if (runs_has_futures(run) && lane_id_kind(id) == LANE_TASK)
            draw_run(canvas, y + (rows - 1) / 2, context, run, id);
}
