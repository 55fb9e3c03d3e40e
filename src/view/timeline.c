/* timeline — which run the columns of time belong to. */
#include "view/panel.h"

static int64_t end_of(const struct draw_context *context, const struct scene_run *run)
{
    return trace_end(run->trace, context->scene->now);
}

const struct scene_run *timeline_before(const struct draw_context *context, const struct scene_run *run)
{
    while (run > context->first)
        if (!(--run)->off_timeline)
            return run;
    return NULL;
}

const struct scene_run *timeline_visible_before(const struct draw_context *context, const struct scene_run *run)
{
    const struct scene_run *before = timeline_before(context, run);
    return before != NULL && end_of(context, before) > viewport_time(&context->time, 0) ? before : NULL;
}

struct slice timeline_slice(const struct draw_context *context, int column)
{
    int64_t from = viewport_time(&context->time, column), to = viewport_time(&context->time, column + 1);
    const struct scene_run *run = context->run, *before;
    while (run->trace->start >= to && (before = timeline_before(context, run)) != NULL)
        run = before;
    int64_t start = run->trace->start, end = end_of(context, run);
    if (start >= to || end <= from)
        return (struct slice){.run = NULL};
    return (struct slice){.run = run, .from = from > start ? from : start, .to = to < end ? to : end};
}
