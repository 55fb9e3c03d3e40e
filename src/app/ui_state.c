/* ui_state — what is said of a key, and what a frame and the actions ask of the state. */
#include "app/ui_state.h"

#include "base/minmax.h"
#include "base/units.h"
#include "modes/modes.h"

#include <stdio.h>

void ui_say(struct ui_state *ui, const char *text)
{
    (void)snprintf(ui->view.notice, sizeof ui->view.notice, "%s", text);
    ui->view.notice_is_info = false;
}

void ui_remark(struct ui_state *ui, const char *text)
{
    ui_say(ui, text);
    ui->view.notice_is_info = true;
}

struct scene ui_scene(const struct ui_state *ui)
{
    struct scene scene = {.render = ui->render,
                          .view = ui->view,
                          .bugs = bugs,
                          .themes = ui->themes.files,
                          .theme_count = ui->themes.count,
                          .theme_name = ui->theme_name};
    const struct theme_file *chosen = ui->view.open == OVERLAY_THEMES ? &ui->themes.files[ui->view.chosen] : NULL;
    scene.render.theme = chosen != NULL && chosen->fault.message[0] == '\0' ? &chosen->theme : &ui->theme;
    session_show(ui->session, &scene);
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

struct time_bounds ui_time_bounds(const struct ui_state *ui)
{
    struct scene scene;
    session_show(ui->session, &scene);
    return (struct time_bounds){
        .start = scene.runs[0].trace->start, .now = scene.now, .columns = MAX(ui->shown.columns, 1)};
}

void ui_update_time(struct ui_state *ui)
{
    struct timeview *time = &ui->view.time;
    if (time->cursor != TIME_NEVER && !ui_time_stands(ui))
        (void)timeview_live(time);
    if (!time->fit || time->edge != TIME_NEVER)
        return;
    struct scene scene = ui_scene(ui);
    struct time_bounds bounds = ui_time_bounds(ui);
    const struct scene_run *run = &scene.runs[scene.focus];
    int64_t start = run->trace->start;
    if (ui->view.race) /* at least so long it takes: no need to grow until then */
        bounds.now = MAX(bounds.now, start + run->ideal);
    if (session_is_over(ui->session) && !ui->view.race)
        timeview_fit(time, &bounds, start, trace_end(run->trace, scene.now));
    else
        timeview_fit_growing(time, &bounds, start);
}
