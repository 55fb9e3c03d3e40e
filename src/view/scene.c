/* scene — what the user is in the middle of. */
#include "view/scene.h"

#include "view/runs.h"

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
    static const enum ui_context open[] = {[OVERLAY_HELP] = CONTEXT_HELP,
                                           [OVERLAY_THEMES] = CONTEXT_THEMES,
                                           [OVERLAY_BUGS] = CONTEXT_BUGS,
                                           [OVERLAY_VIEW] = CONTEXT_VIEW,
                                           [OVERLAY_QUIT] = CONTEXT_QUIT};
    static const enum ui_context focused[] = {[FOCUS_CONTROLS] = CONTEXT_CONTROLS, [FOCUS_RUNS] = CONTEXT_RUNS};
    if (scene->view.open != OVERLAY_NONE)
        return open[scene->view.open];
    return scene->view.focus != FOCUS_LANES ? focused[scene->view.focus] : live_context(scene);
}
