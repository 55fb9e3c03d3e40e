/* runs — queries over a scene: its runs, in the order of their batches, and what the user is in the middle of. */
#include "view/runs.h"

#include "base/minmax.h"
#include "base/units.h"
#include "trace/failure.h"

#include <string.h>

const struct scene_run *runs_focus(const struct scene *scene)
{
    return &scene->runs[scene->focus];
}

/* The numbers of the runs that are kept follow each other. */
int runs_chosen(const struct scene *scene)
{
    int oldest = scene->runs[0].number;
    if (scene->view.focus != FOCUS_RUNS)
        return -1;
    return scene->view.run > oldest ? scene->view.run - oldest : 0;
}

const struct scene_run *runs_before(const struct scene *scene, const struct scene_run *run)
{
    while (run > scene->runs)
        if (!(--run)->off_timeline)
            return run;
    return NULL;
}

const struct scene_run *runs_at(const struct scene *scene, int64_t time)
{
    const struct scene_run *run = runs_focus(scene), *before;
    while (run->trace->start > time && (before = runs_before(scene, run)) != NULL)
        run = before;
    return run;
}

bool runs_has_processes(const struct scene_run *run)
{
    return strcmp(run->mode->name, "processes") == 0;
}

bool runs_has_pool(const struct scene_run *run)
{
    return strcmp(run->mode->name, "pool") == 0;
}

bool runs_has_futures(const struct scene_run *run)
{
    return run->plan.tasks > 0 && runs_has_pool(run);
}

int runs_lane_count(const struct scene_run *run, enum lane_kind kind)
{
    size_t planned = plan_workers(&run->plan, kind);
    size_t seen = run->trace->lanes[kind].count;
    return (int)(seen > planned ? seen : planned);
}

int runs_worker_count(const struct scene_run *run)
{
    int count = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        count += runs_lane_count(run, kind);
    return count;
}

/* No worker's: main said that it was finished. */
bool runs_is_failure(const struct event *event)
{
    enum failure_kind kind = failure_kind_of(event);
    bool raised = event->kind == EVENT_RESULT && event->reason == REASON_FAILED;
    return raised || (kind != FAILURE_NONE && kind != FAILURE_LEFT);
}

bool runs_can_fail(const struct scene_run *run)
{
    return run->mode->bug != NULL || run->trace->killed > 0;
}

int64_t runs_failure(const struct scene_run *run)
{
    const struct event *first = &run->trace->first_bad;
    return runs_is_failure(first) ? first->time : TIME_NEVER;
}

struct segment runs_segment_at(const struct scene_run *run, lane_id id, int64_t time, int64_t now)
{
    const struct lane *lane = trace_lane(run->trace, id);
    if (lane == NULL || time < lane_detail_from(lane))
        return (struct segment){.start = time, .end = time, .other = LANE_NONE, .state = STATE_IDLE};
    struct segment segment = lane_segment(lane, lane_find(lane, time, now), now);
    segment.end = segment.end < time ? segment.end : time;
    return segment;
}

const struct scene_run *runs_of_batch(const struct scene *scene, size_t *count)
{
    const struct scene_run *focus = runs_focus(scene), *first = focus, *end = focus + 1;
    while (first > scene->runs && first[-1].batch == focus->batch)
        first--;
    while (end < scene->runs + scene->run_count && end->batch == focus->batch)
        end++;
    *count = (size_t)(end - first);
    return first;
}

int64_t runs_end(const struct scene *scene, const struct scene_run *run)
{
    return run->status == RUN_STUCK ? run->trace->latest : trace_end(run->trace, scene->now);
}

int64_t runs_tie(const struct scene *scene)
{
    size_t count;
    int64_t shortest = TIME_NEVER;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == RUN_FINISHED)
            shortest = MIN(shortest, runs_end(scene, &runs[i]) - runs[i].trace->start);
    return shortest == TIME_NEVER ? 1 : shortest / 100 + 1;
}

int runs_rank(const struct scene *scene, const struct scene_run *run)
{
    if (run->status != RUN_FINISHED)
        return 0;
    size_t count;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    int64_t tie = runs_tie(scene);
    int place = 1;
    for (size_t i = 0; i < count; i++)
        place += runs[i].status == RUN_FINISHED &&
                 runs_end(scene, run) - runs_end(scene, &runs[i]) >= MAX(tie, runs[i].lateness + run->lateness);
    return place;
}

/* ---- What the user is in the middle of ---- */

static enum ui_context live_context(const struct scene *scene)
{
    const struct timeview *time = &scene->view.time;
    if (time->edge < scene->now || time->cursor < scene->now)
        return scene->view.race ? CONTEXT_RACE_BACK : CONTEXT_BACK;
    if (scene->view.race)
        return CONTEXT_RACE;
    if (runs_focus(scene)->status != RUN_RUNNING)
        return CONTEXT_OVER;
    return scene->paused ? CONTEXT_PAUSED : CONTEXT_RUNNING;
}

enum ui_context scene_context(const struct scene *scene)
{
    static const enum ui_context open[] = {
        [OVERLAY_HELP] = CONTEXT_HELP, [OVERLAY_THEMES] = CONTEXT_THEMES,   [OVERLAY_BUGS] = CONTEXT_BUGS,
        [OVERLAY_VIEW] = CONTEXT_VIEW, [OVERLAY_LESSONS] = CONTEXT_LESSONS, [OVERLAY_QUIT] = CONTEXT_QUIT};
    static const enum ui_context focused[] = {[FOCUS_CONTROLS] = CONTEXT_CONTROLS, [FOCUS_RUNS] = CONTEXT_RUNS};
    if (scene->view.open != OVERLAY_NONE)
        return open[scene->view.open];
    if (scene->view.focus != FOCUS_LANES)
        return focused[scene->view.focus];
    if (scene->lesson != NULL)
        return scene->lesson->asks ? CONTEXT_VOTE : CONTEXT_LESSON;
    return live_context(scene);
}
