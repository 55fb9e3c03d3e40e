/* actions_screen — what keys do to the screen and the program; see the header. */
#include "app/actions.h"

void action_toggle_help(const struct action_args *args)
{
    args->ui->help = args->ui->help == 0;
}

void action_turn_page(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int page = ui->help + args->value, pages = ui->shown.help_pages;
    ui->help = page < 1 ? pages : page > pages ? 1 : page;
}

void action_toggle_log(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    bool shown = ui->log == VISIBILITY_AUTO ? ui->shown.log : ui->log == VISIBILITY_ON;
    ui->log = shown ? VISIBILITY_OFF : VISIBILITY_ON;
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
    args->ui->main_lane = !args->ui->main_lane;
}

void action_toggle_wakes(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->wakes = !ui->wakes;
    ui_say(ui, ui->wakes ? "Wake-up marks: where the zoom (z) has room for them." : "No wake-up marks.");
}

void action_toggle_items(const struct action_args *args)
{
    args->ui->items = !args->ui->items;
}

void action_leave(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (ui->help > 0)
        ui->help = 0;
    else if (ui->focus != FOCUS_LANES)
        ui->focus = FOCUS_LANES;
    else if (timeview_live(&ui->time))
        return; /* it looked back */
    else if (ui->race)
        action_show_race(ui, false);
    else if (ui->lanes.large)
        ui->lanes.large = false;
    else
        ui->lanes.chosen = LANE_NONE;
}

void action_next_focus(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->focus = (ui->focus + 1) % FOCUS_COUNT;
    if (ui->focus == FOCUS_RUNS && ui->race)
        ui->focus = FOCUS_LANES;
    struct scene scene;
    session_show(ui->session, &scene);
    ui->chosen = scene.runs[scene.focus].number;
}

void action_toggle_ghost(const struct action_args *args)
{
    args->ui->ghost = !args->ui->ghost;
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
    args->ui->quit = args->ui->help == 0;
    args->ui->help = 0;
}

void action_quit_at_once(const struct action_args *args)
{
    args->ui->quit = true;
}
