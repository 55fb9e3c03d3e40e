/* actions_screen — what keys do to the screen and the program; see the header. */
#include "app/actions.h"

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

void action_toggle_log(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    bool shown = ui->view.log == VISIBILITY_AUTO ? ui->shown.log : ui->view.log == VISIBILITY_ON;
    ui->view.log = shown ? VISIBILITY_OFF : VISIBILITY_ON;
}

void action_toggle_mouse(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->mouse = !ui->mouse;
    ui_remark(ui, ui->mouse
                      ? "The mouse points: click lanes, controls and keys; the wheel zooms, and scrolls beside the "
                        "lanes. M: off."
                      : "The mouse selects text, as the terminal has it.");
}

void action_toggle_main_lane(const struct action_args *args)
{
    args->ui->view.main_lane = !args->ui->view.main_lane;
}

void action_toggle_wakes(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.wakeup_marks = !ui->view.wakeup_marks;
    ui_say(ui, ui->view.wakeup_marks ? "Wake-up marks: where the zoom (z) has room for them." : "No wake-up marks.");
}

void action_toggle_items(const struct action_args *args)
{
    args->ui->view.items = !args->ui->view.items;
}

void action_leave(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (ui->view.open != OVERLAY_NONE)
        ui->view.open = OVERLAY_NONE;
    else if (ui->view.focus != FOCUS_LANES)
        ui->view.focus = FOCUS_LANES;
    else if (timeview_live(&ui->view.time))
        return; /* it looked back */
    else if (ui->view.race)
        action_show_race(ui, false);
    else if (ui->view.lanes.large)
        ui->view.lanes.large = false;
    else
        ui->view.lanes.chosen = LANE_NONE;
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

void action_toggle_ghost(const struct action_args *args)
{
    args->ui->view.previous_run = !args->ui->view.previous_run;
}

void action_redraw(const struct action_args *args)
{
    args->ui->redraw = true;
}

void action_suspend(const struct action_args *args)
{
    args->ui->suspend = true;
}

/* As in less: in the help screen it leaves that. */
void action_quit(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->quit = ui->view.open != OVERLAY_HELP;
    if (!ui->quit)
        ui->view.open = OVERLAY_NONE;
}

void action_quit_at_once(const struct action_args *args)
{
    args->ui->quit = true;
}
