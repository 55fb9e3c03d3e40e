/* viewport — time ↔ column, and which runs the columns of time belong to. */
#include "view/viewport.h"

#include "view/panel.h"
#include "view/runs.h"

static int64_t cell_of(int64_t time, int64_t cell)
{
    return time >= 0 ? time / cell : -((-time + cell - 1) / cell);
}

struct viewport viewport_of(int64_t now, int64_t cell, int x, int columns)
{
    cell = cell > 0 ? cell : 1;
    columns = columns > 0 ? columns : 0;
    return (struct viewport){.x = x, .columns = columns, .cell = cell, .first = cell_of(now, cell) - columns + 1};
}

struct viewport viewport_from(int64_t start, int64_t cell, int x, int columns)
{
    return (struct viewport){.x = x, .columns = columns > 0 ? columns : 0, .cell = cell, .origin = start};
}

int64_t viewport_begin(const struct viewport *viewport, int64_t number)
{
    return viewport->origin + number * viewport->cell;
}

int64_t viewport_number(const struct viewport *viewport, int64_t time)
{
    return cell_of(time - viewport->origin, viewport->cell);
}

int64_t viewport_time(const struct viewport *viewport, int column)
{
    return viewport_begin(viewport, viewport->first + column);
}

int viewport_column(const struct viewport *viewport, int64_t time)
{
    int64_t column = viewport_number(viewport, time) - viewport->first;
    return column < 0 ? -1 : column > viewport->columns ? viewport->columns : (int)column;
}

const struct scene_run *timeline_before(const struct draw_context *context, const struct scene_run *run)
{
    return context->alone ? NULL : runs_before(context->scene, run);
}

const struct scene_run *timeline_visible_before(const struct draw_context *context, const struct scene_run *run)
{
    const struct scene_run *before = timeline_before(context, run);
    bool visible = before != NULL && trace_end(before->trace, context->scene->now) > viewport_time(&context->time, 0);
    return visible ? before : NULL;
}
