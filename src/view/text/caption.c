/* caption — chooses the sentence that says what is going on and why. */
#include "base/units.h"
#include "view/panel.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

static const int64_t soonest = NS_PER_S / 2; /* of a running run: before, figures say little */

/* In a race a sentence about one of its runs begins with its mode. Returns the length so far. */
static size_t name_run(const struct scene *scene, const struct scene_run *run, char *text, size_t size)
{
    int length = scene->view.race ? snprintf(text, size, "%s: ", run->mode) : 0;
    return (size_t)length < size ? (size_t)length : size - 1;
}

/* The run in which something happened at `time`: that on the timeline or, in a race, any. NULL: there is none. */
static const struct scene_run *find_step(const struct scene *scene, int64_t time, struct step *step)
{
    size_t count = 1;
    const struct scene_run *runs = scene->view.race ? runs_of_batch(scene, &count) : runs_at(scene, time);
    for (size_t i = 0; i < count; i++)
        if (step_at(runs[i].trace, time, scene->now, step) && step->to == time)
            return &runs[i];
    return NULL;
}

/* Says what happened at the moment that the user has stepped to or back to. True: nothing else is to be said. */
static bool write_step(const struct scene *scene, char *text, size_t size)
{
    bool looks_back = scene->view.time.cursor < scene->now;
    int64_t time = looks_back ? scene->view.time.cursor : scene->now;
    if (!looks_back && (!scene->paused || runs_focus(scene)->status == RUN_FINISHED))
        return false;
    struct step step;
    const struct scene_run *run = find_step(scene, time, &step);
    if (run == NULL)
        return looks_back; /* nothing happened between two moments, and all else that could be said is of now */
    size_t named = name_run(scene, run, text, size);
    step_write(text + named, size - named, run, step, scene->now);
    if (text[named] == '\0')
        text[0] = '\0';
    return looks_back || text[0] != '\0';
}

/* The latest run before this one that finished the same plan in another mode. */
static const struct scene_run *comparable(const struct scene *scene, const struct scene_run *run)
{
    for (const struct scene_run *other = run; other > scene->runs;)
        if ((--other)->status == RUN_FINISHED && !other->changed && !run->changed && other->bug == NULL &&
            strcmp(other->mode, run->mode) != 0 && plan_equal(&other->plan, &run->plan))
            return other;
    return NULL;
}

static bool write_run(const struct scene *scene, const struct scene_run *run, char *text, size_t size)
{
    struct analysis analysis = analysis_of(run, scene->now);
    analysis.other = comparable(scene, run);
    if (problem_write(&analysis, text, size))
        return true;
    if (run->status == RUN_FINISHED)
        finished_write(&analysis, text, size);
    return run->status == RUN_FINISHED ||
           (run->status == RUN_RUNNING && analysis.stats.elapsed >= soonest && running_write(&analysis, text, size));
}

void caption_write(const struct scene *scene, char *text, size_t size)
{
    text[0] = '\0';
    if (scene->view.notice[0] != '\0') {
        (void)snprintf(text, size, "%s", scene->view.notice);
        return;
    }
    if (write_step(scene, text, size) || (scene->view.race && race_result_write(scene, text, size)))
        return;
    const struct scene_run *run =
        scene->view.race ? &scene->runs[race_subject(scene)] : runs_at(scene, scene->view.time.edge);
    size_t named = name_run(scene, run, text, size);
    if (!write_run(scene, run, text + named, size - named))
        text[0] = '\0';
}
