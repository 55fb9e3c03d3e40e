/* caption — chooses the sentence that says what is going on and why. */
#include "view/text/caption.h"

#include "base/units.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

static const int64_t soonest = NS_PER_S / 2; /* of a running run: before, figures say little */

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

/* Whether both ran the same plan, one in another mode or in another language. */
static bool differ_in_one(const struct scene_run *run, const struct scene_run *other)
{
    struct plan plan = other->plan;
    if (strcmp(other->mode->name, run->mode->name) != 0)
        return plan_equal(&plan, &run->plan);
    plan.language = run->plan.language;
    return other->plan.language != run->plan.language && plan_equal(&plan, &run->plan);
}

/* The latest run before this one with which it can be compared. */
static const struct scene_run *comparable(const struct scene *scene, const struct scene_run *run)
{
    for (const struct scene_run *other = run; other > scene->runs;)
        if ((--other)->status == RUN_FINISHED && !other->changed && !run->changed && other->mode->bug == NULL &&
            differ_in_one(run, other))
            return other;
    return NULL;
}

/* The run that has something to say: on the timeline or, in a race, one in a deadlock, else the focused one. */
static const struct scene_run *find_subject(const struct scene *scene)
{
    size_t count;
    if (!scene->view.race)
        return runs_at(scene, scene->view.time.edge);
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == RUN_STUCK)
            return &runs[i];
    return runs_focus(scene);
}

static const char *write_run(const struct scene *scene, const struct scene_run *run, const char *stood, char *text,
                             size_t size)
{
    if (sentence_problem(run, scene->now, text, size))
        return NULL;
    struct analysis analysis = analysis_of(run, scene->now);
    analysis.other = comparable(scene, run);
    if (run->status == RUN_RUNNING && analysis.stats.elapsed >= soonest)
        return running_write(&analysis, stood, text, size);
    if (run->status == RUN_FINISHED)
        finished_write(&analysis, text, size);
    return NULL;
}

/* The race's result, as far as it is known; false if no run has finished yet. */
static bool write_race_result(const struct scene *scene, char *text, size_t size)
{
    size_t count;
    bool any = false;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        any |= runs[i].status == RUN_FINISHED;
    if (any)
        sentence_ranking(runs, count, scene->now, runs_tie(scene), 1, text, size);
    return any;
}

const char *caption_write(const struct scene *scene, const char *stood, char *text, size_t size)
{
    bool looks_back = scene->view.time.cursor < scene->now, race = scene->view.race;
    bool stands_still = scene->paused && runs_focus(scene)->status != RUN_FINISHED;
    char sentence[CAPTION_SIZE] = "";
    struct step step;
    const struct scene_run *run = NULL;
    const char *row = NULL;
    (void)snprintf(text, size, "%s", scene->view.notice);
    if (text[0] != '\0')
        return NULL;
    if (looks_back || stands_still)
        run = find_step(scene, looks_back ? scene->view.time.cursor : scene->now, &step);
    if (run != NULL)
        step_write(sentence, sizeof sentence, run, step, scene->now);
    if (sentence[0] == '\0' && !looks_back) { /* else all that could be said is of now */
        if (race && write_race_result(scene, text, size))
            return NULL;
        run = find_subject(scene);
        row = write_run(scene, run, stood, sentence, sizeof sentence);
    }
    if (sentence[0] != '\0')
        (void)snprintf(text, size, "%s%s%s", race ? run->mode->name : "", race ? ": " : "", sentence);
    return row;
}
