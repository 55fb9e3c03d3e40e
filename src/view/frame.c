/* frame — which run the columns of time belong to; see panel.h. */
#include "heat.h"
#include "panel.h"

static int64_t end_of(const struct frame *frame, const struct scene_run *run)
{
    return trace_end(run->trace, frame->scene->now);
}

const struct scene_run *frame_run_at(const struct frame *frame, int64_t time)
{
    return heat_at(frame->scene, time);
}

struct slice frame_slice(const struct frame *frame, int column)
{
    int64_t from = viewport_time(&frame->time, column), to = viewport_time(&frame->time, column + 1);
    const struct scene_run *run = frame_run_at(frame, to - 1);
    int64_t start = trace_start(run->trace), end = end_of(frame, run);
    if (start >= to || end <= from)
        return (struct slice){.run = NULL};
    return (struct slice){.run = run, .from = from > start ? from : start, .to = to < end ? to : end};
}

const struct scene_run *frame_oldest_run(const struct frame *frame)
{
    const struct scene_run *run = frame->run, *before;
    while ((before = heat_before(frame->scene, run)) != NULL && end_of(frame, before) > frame->begin)
        run = before;
    return run;
}
