/* frame — which run the columns of time belong to; see panel.h. */
#include "view/panel.h"
#include "view/runs.h"

static int64_t end_of(const struct draw_context *context, const struct scene_run *run)
{
    return trace_end(run->trace, context->scene->now);
}

const struct scene_run *draw_context_run_at(const struct draw_context *context, int64_t time)
{
    return runs_at(context->scene, time);
}

struct slice draw_context_slice(const struct draw_context *context, int column)
{
    int64_t from = viewport_time(&context->time, column), to = viewport_time(&context->time, column + 1);
    const struct scene_run *run = draw_context_run_at(context, to - 1);
    int64_t start = run->trace->start, end = end_of(context, run);
    if (start >= to || end <= from)
        return (struct slice){.run = NULL};
    return (struct slice){.run = run, .from = from > start ? from : start, .to = to < end ? to : end};
}

const struct scene_run *draw_context_oldest_run(const struct draw_context *context)
{
    const struct scene_run *run = context->run, *before;
    while ((before = runs_before(context->scene, run)) != NULL && end_of(context, before) > context->begin)
        run = before;
    return run;
}
