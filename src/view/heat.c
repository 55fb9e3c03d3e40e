/* heat — runs in the order of their heats; see the header. */
#include "heat.h"

const struct scene_run *heat_focus(const struct scene *scene)
{
    return &scene->runs[scene->focus];
}

const struct scene_run *heat_before(const struct scene *scene, const struct scene_run *run)
{
    while (run > scene->runs)
        if (!(--run)->aside)
            return run;
    return NULL;
}

const struct scene_run *heat_at(const struct scene *scene, int64_t time)
{
    const struct scene_run *run = heat_focus(scene), *before;
    while (trace_start(run->trace) > time && (before = heat_before(scene, run)) != NULL)
        run = before;
    return run;
}

const struct scene_run *heat_runs(const struct scene *scene, size_t *count)
{
    const struct scene_run *focus = heat_focus(scene), *first = focus, *end = focus + 1;
    while (first > scene->runs && first[-1].heat == focus->heat)
        first--;
    while (end < scene->runs + scene->run_count && end->heat == focus->heat)
        end++;
    *count = (size_t)(end - first);
    return first;
}

int64_t heat_end(const struct scene *scene, const struct scene_run *run)
{
    return run->status == RUN_STUCK ? trace_latest(run->trace) : trace_end(run->trace, scene->now);
}

int heat_place(const struct scene *scene, const struct scene_run *run)
{
    if (run->status != RUN_FINISHED)
        return 0;
    size_t count;
    const struct scene_run *runs = heat_runs(scene, &count);
    int place = 1;
    for (size_t i = 0; i < count; i++)
        place += runs[i].status == RUN_FINISHED && heat_end(scene, &runs[i]) < heat_end(scene, run);
    return place;
}
