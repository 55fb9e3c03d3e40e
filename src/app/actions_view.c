/* actions_view — what keys do to the view: what is shown, the lanes' layout, what is open over them. */
#include "app/actions.h"

#include "app/settings.h"
#include "base/format.h"
#include "base/minmax.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is shown ---- */

static bool *flag_of(const struct action_args *args)
{
    return (bool *)((char *)args->ui + args->target.flag);
}

/* What is said where the screen does not show the change by itself. */
static const struct {
    size_t flag;
    const char *on, *off;
} remarks[] = {
    {offsetof(struct ui_state, view.lanes.grouped),
     "Several workers share a row; a taller colour means more of them are in that state.", "A row for each worker."},
    {offsetof(struct ui_state, view.wakeup_marks), "Wake-up marks: where the zoom (z) has room for them.",
     "Wake-up marks off."},
    {offsetof(struct ui_state, view.items), "Numbers of the items: where the zoom (z) has room for them.",
     "Numbers of the items off."},
    {offsetof(struct ui_state, view.previous_run), "The run before, if there is one, is a thin line at each lane.",
     "The run before is not shown."},
    {offsetof(struct ui_state, mouse),
     "The mouse points: click lanes, controls and keys; the wheel zooms, and scrolls beside the lanes. v p: off.",
     "Mouse off: dragging selects text again."},
};

void action_toggle(const struct action_args *args)
{
    bool *flag = flag_of(args);
    *flag = !*flag;
    bool groups = args->target.flag == offsetof(struct ui_state, view.lanes.grouped);
    if (groups && *flag && args->ui->shown.first_max == 0) {
        ui_remark(args->ui, "Here every worker has a row of its own; where there are too many, several share one.");
        return;
    }
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        if (remarks[i].flag == args->target.flag)
            ui_remark(args->ui, *flag ? remarks[i].on : remarks[i].off);
}

void action_set(const struct action_args *args)
{
    *flag_of(args) = true;
}

void action_toggle_log(const struct action_args *args)
{
    args->ui->view.log = ui_shows_log(args->ui) ? VISIBILITY_OFF : VISIBILITY_ON;
}

/* Large lanes leave no room for it. */
void action_toggle_code(const struct action_args *args)
{
    struct view_state *view = &args->ui->view;
    view->code = !view->code || view->lanes.large;
    view->lanes.large = false;
}

/* ---- Lanes ---- */

void action_scroll(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int last = ui->shown.first_max, rows = args->target.page ? MAX(ui->shown.page - 1, 1) : 1;
    if (last == 0)
        ui_remark(ui, "All lanes are on the screen.");
    else
        ui->view.lanes.first = MIN(MAX(MIN(ui->view.lanes.first, last) + args->value * rows, 0), last);
}

/* From the height that was wished or, before, the one that is seen. */
void action_change_height(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int rows = (ui->view.lanes.rows > 0 ? ui->view.lanes.rows : ui->shown.lane_rows) + args->value;
    if (rows < 1)
        ui_remark(ui, "Lanes are as low as they get.");
    else if (args->value > 0 && rows > SCENE_LANE_ROWS_MAX)
        ui_remark(ui, "Lanes are as high as they get; v l shows them larger.");
    else
        ui->view.lanes.rows = MIN(rows, SCENE_LANE_ROWS_MAX);
}

void action_next_focus(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.open = OVERLAY_NONE;
    ui->view.focus = (ui->view.focus + 1) % FOCUS_COUNT;
    if (ui->view.focus == FOCUS_RUNS && ui->view.race)
        ui->view.focus = FOCUS_LANES;
    struct scene scene = ui_scene(ui);
    ui->view.run = scene.runs[scene.focus].number;
}

/* ---- Help ---- */

void action_toggle_help(const struct action_args *args)
{
    struct view_state *view = &args->ui->view;
    view->open = view->open == OVERLAY_HELP ? OVERLAY_NONE : OVERLAY_HELP;
    view->help_page = 1;
}

void action_turn_page(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int page = ui->view.help_page + args->value, pages = ui->shown.help_pages;
    ui->view.help_page = page < 1 ? pages : page > pages ? 1 : page;
}

/* ---- Menus ---- */

void action_open_menu(struct ui_state *ui, enum overlay menu, int size, int chosen)
{
    ui->view.open = ui->view.open == menu ? OVERLAY_NONE : menu;
    ui->view.focus = FOCUS_LANES;
    ui->view.chosen = chosen;
    ui->menu_size = size;
}

void action_choose(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.chosen = (ui->view.chosen + args->value + ui->menu_size) % ui->menu_size;
}

/* Looks for themes anew and chooses the one in use. */
void action_open_themes(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int chosen = 0;
    free(ui->themes.files);
    ui->themes = themes_list(ui->theme_name, false);
    for (size_t i = 0; i < ui->themes.count; i++)
        if (strcmp(ui->themes.files[i].name, ui->theme_name) == 0)
            chosen = (int)i;
    action_open_menu(ui, OVERLAY_THEMES, (int)ui->themes.count, chosen);
}

/* Uses the chosen one, and remembers it for the next start: a file by its whole path, which means the same from every
 * directory. What cannot be remembered is used for now. */
void action_keep_theme(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    const struct theme_file *chosen = &ui->themes.files[ui->view.chosen];
    struct error error = chosen->fault;
    bool kept = error.message[0] == '\0';
    ui->view.open = OVERLAY_NONE;
    if (kept) {
        char path[PATH_MAX];
        bool whole = themes_is_file(chosen->name) && realpath(chosen->name, path) != NULL;
        ui->theme = chosen->theme;
        (void)snprintf(ui->theme_name, sizeof ui->theme_name, "%s", chosen->name);
        kept = settings_remember_theme(whole ? path : chosen->name, &error);
    }
    char text[sizeof ui->view.notice];
    error_text(&error, text, sizeof text);
    if (!kept)
        ui_fail(ui, text);
}

/* ---- Back and out ---- */

void action_leave(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (ui->view.open != OVERLAY_NONE)
        ui->view.open = OVERLAY_NONE;
    else if (ui->view.focus != FOCUS_LANES)
        ui->view.focus = FOCUS_LANES;
    else if (timeview_live(&ui->view.time))
        return; /* it looked back */
    else if (lesson_leave(ui))
        return;
    else if (ui->view.lanes.large)
        ui->view.lanes.large = false;
    else if (ui->view.race)
        action_show_race(ui, false);
    else
        ui->view.lanes.chosen = LANE_NONE;
}

/* As in less it leaves the help. It asks where a lesson or more than one run would be lost. */
void action_quit(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    bool from_help = ui->view.open == OVERLAY_HELP;
    ui->view.open = OVERLAY_NONE;
    if (from_help)
        return;
    bool lesson = ui->lessons != NULL && ui->lessons->present != NULL;
    ui->quit = ui->session->count <= 1 && !lesson;
    if (ui->quit)
        return;
    char text[96];
    (void)snprintf(text, sizeof text, "Quit? %s%s would be lost: q or y quits, Esc stays.",
                   lesson ? "The lesson and " : "", format_count(ui->session->count, "run").text);
    ui_remark(ui, text);
    ui->view.open = OVERLAY_QUIT;
}
