/* ui_state — what is said of a key, and what a frame and the actions ask of the state. */
#include "app/ui_state.h"

#include "base/minmax.h"
#include "base/os.h"
#include "base/units.h"
#include "modes/modes.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

#define LOOK_NS   (6 * NS_PER_S)  /* how long one looks at a failure */
#define REMARK_NS (2 * NS_PER_S)  /* how long a remark stands, */
#define LETTER_NS (NS_PER_S / 25) /* and how much longer for each of its letters */

void ui_remark(struct ui_state *ui, const char *text)
{
    (void)snprintf(ui->view.notice, sizeof ui->view.notice, "%s", text);
    ui->view.notice_is_failure = false;
    ui->awaits_seeds = false;
    ui->remark_ends = os_now() + REMARK_NS + (int64_t)strlen(ui->view.notice) * LETTER_NS;
}

void ui_fail(struct ui_state *ui, const char *text)
{
    ui_remark(ui, text);
    ui->view.notice_is_failure = true;
}

bool ui_has_remark(const struct ui_state *ui)
{
    return ui->view.notice[0] != '\0' && !ui->view.notice_is_failure;
}

static bool knows_seeds(const struct ui_state *ui)
{
    struct scene scene = ui_scene(ui);
    return hint_worker_seeds(ui->hint_worker, &scene.plan, session_mode(ui->session)) != NULL;
}

int64_t ui_changes_at(const struct ui_state *ui)
{
    int64_t remark = ui_has_remark(ui) ? ui->remark_ends : TIME_NEVER;
    return ui->look_ends == 0 || ui->session->paused ? remark : MIN(remark, ui->look_ends);
}

bool ui_end_remark(struct ui_state *ui, int64_t now)
{
    if (!ui_has_remark(ui) || (now < ui->remark_ends && !(ui->awaits_seeds && knows_seeds(ui))))
        return false;
    ui_remark(ui, "");
    return true;
}

struct scene ui_scene(const struct ui_state *ui)
{
    struct scene scene = {.render = ui->render,
                          .view = ui->view,
                          .bugs = bugs,
                          .themes = ui->themes.files,
                          .theme_count = ui->themes.count,
                          .theme_name = ui->theme_name};
    if (ui->lessons != NULL) {
        scene.lesson = ui->lessons->open ? &ui->lessons->scene : NULL;
        scene.lessons = ui->lessons->list;
        scene.lesson_count = ui->lessons->count;
    }
    const struct theme_file *chosen = ui->view.open == OVERLAY_THEMES ? &ui->themes.files[ui->view.chosen] : NULL;
    scene.render.theme = chosen != NULL && chosen->fault.message[0] == '\0' ? &chosen->theme : &ui->theme;
    session_show(ui->session, &scene);
    if (!ui->view.race) /* others of its batch may go on for long behind the end of the one that is shown */
        scene.now = MIN(scene.now, trace_end(runs_focus(&scene)->trace, scene.now));
    return scene;
}

bool ui_time_stands(const struct ui_state *ui)
{
    return !session_moves(ui->session) || session_is_over(ui->session);
}

bool ui_shows_log(const struct ui_state *ui)
{
    return ui->view.log == VISIBILITY_AUTO ? ui->shown.log : ui->view.log == VISIBILITY_ON;
}

const struct code *ui_code(struct ui_state *ui, const struct scene *scene)
{
    const struct timeview *time = &scene->view.time;
    const struct scene_run *run = runs_at(scene, time->cursor != TIME_NEVER ? time->cursor : time->edge);
    return scene->view.code ? programs_read(&ui->program, run->mode, &run->plan) : NULL;
}

struct time_bounds ui_time_bounds(const struct ui_state *ui)
{
    struct scene scene = ui_scene(ui);
    return (struct time_bounds){
        .start = scene.runs[0].trace->start, .now = scene.now, .columns = MAX(ui->shown.columns, 1)};
}

/* ---- What goes wrong is magnified ---- */

enum { AHEAD_PART = 5, AHEAD_MIN = 23 /* columns behind a deadlock: room for "holds A, wants B" and the circle */ };

static int columns_ahead(const struct scene *scene, int columns)
{
    bool stuck = runs_focus(scene)->status == RUN_STUCK && !scene->view.race;
    return stuck ? MIN(MAX(columns / AHEAD_PART, AHEAD_MIN), columns / 2) : 0;
}

/* The look at a failure ends with the viewer's time, at whatever speed the run goes on; a pause lengthens it. */
static void end_look(struct ui_state *ui, const struct scene *scene)
{
    struct timeview *time = &ui->view.time;
    int64_t now = os_now();
    if (ui->look_ends == 0 || (!scene->paused && now < ui->look_ends))
        return;
    ui->look_ends = scene->paused ? now + LOOK_NS : 0;
    if (!scene->paused && time->saved.cell != 0 && time->edge == ui->magnified_edge && time->cursor == TIME_NEVER)
        (void)timeview_live(time);
}

/* Shows the last few items before a deadlock and, as soon as there is something behind it to see, a failure for a
 * while; once, and not while the user looks at something else or steps through the run. */
static void magnify(struct ui_state *ui, const struct scene *scene, const struct time_bounds *bounds)
{
    const struct scene_run *run = runs_focus(scene);
    struct timeview *time = &ui->view.time;
    bool stuck = run->status == RUN_STUCK;
    int64_t moment = stuck ? run->trace->latest : runs_failure(run);
    bool seen = ui->magnified >= moment || (!stuck && ui->magnified > run->trace->start); /* one failure a run */
    if (moment == TIME_NEVER || seen || ui->view.race)
        return;
    int64_t item = run->plan.produce.max + run->plan.consume.max;
    int64_t from = moment - (stuck ? 3 * item : item), to = stuck ? scene->now : moment + item / 2;
    if (run->status == RUN_RUNNING && scene->now < to)
        return;
    ui->magnified = moment;
    if (time->edge != TIME_NEVER || time->saved.cell != 0 || ui->live_cell != 0 || (!stuck && scene->paused))
        return;
    timeview_peek(time, bounds, MAX(from, run->trace->start), MIN(to, scene->now));
    ui->magnified_edge = time->edge;
    ui->look_ends = stuck ? 0 : os_now() + LOOK_NS;
}

/* When the last run ended of those that the view shows. */
static int64_t end_of_runs(const struct scene *scene)
{
    size_t count = 1;
    const struct scene_run *runs = scene->view.race ? runs_of_batch(scene, &count) : runs_focus(scene);
    int64_t end = runs[0].trace->start;
    for (size_t i = 0; i < count; i++)
        end = MAX(end, trace_end(runs[i].trace, scene->now));
    return end;
}

void ui_set_cell(struct ui_state *ui, int64_t cell)
{
    struct scene scene = ui_scene(ui);
    struct timeview *time = &ui->view.time;
    ui->live_cell = ui->live_cell != 0 ? ui->live_cell : time->cell;
    ui->live_run = runs_focus(&scene)->number;
    time->cell = cell;
    time->zoomed = time->fit = false;
}

/* A run that is over is shown as a whole, unless the user has chosen what is in view; the next has its old zoom. */
static void set_zoom_of_run(struct ui_state *ui, const struct scene *scene, const struct time_bounds *bounds)
{
    struct timeview *time = &ui->view.time;
    int64_t length = end_of_runs(scene) - runs_focus(scene)->trace->start;
    bool other_run = ui->live_run != runs_focus(scene)->number, chosen = time->zoomed || time->fit;
    if (ui->view.race)
        return;
    if (ui->live_cell != 0 && (other_run || chosen)) {
        time->cell = chosen ? time->cell : ui->live_cell;
        ui->live_cell = 0;
    }
    if (session_is_over(ui->session) && ui->live_cell == 0 && !chosen && time->edge == TIME_NEVER &&
        time->cursor == TIME_NEVER && time->saved.cell == 0 && length > (bounds->columns - 1) * time->cell)
        ui_set_cell(ui, time->cell);
}

void ui_update_time(struct ui_state *ui)
{
    struct timeview *time = &ui->view.time;
    struct scene scene = ui_scene(ui);
    struct time_bounds bounds = ui_time_bounds(ui);
    const struct scene_run *run = runs_focus(&scene);
    int ahead = columns_ahead(&scene, bounds.columns);
    bool goes_on = time->cursor != TIME_NEVER && !ui_time_stands(ui);
    if (goes_on || (time->ahead > 0 && ahead == 0)) /* or a deadlock has ended */
        (void)timeview_live(time);
    bounds.columns -= ahead;
    end_look(ui, &scene);
    magnify(ui, &scene, &bounds);
    int64_t start = run->trace->start;
    if (ui->view.race && !session_is_over(ui->session)) /* at least so long it takes: no need to grow until then */
        bounds.now = MAX(bounds.now, start + run->ideal);
    set_zoom_of_run(ui, &scene, &bounds);
    bool fit = time->fit && time->edge == TIME_NEVER, whole = ui->live_cell != 0 && !ui->view.race;
    if ((fit || (whole && time->edge == TIME_NEVER)) && session_is_over(ui->session))
        timeview_fit(time, &bounds, start, end_of_runs(&scene));
    else if (fit)
        timeview_fit_growing(time, &bounds, start);
    time->ahead = ahead * time->cell;
}
