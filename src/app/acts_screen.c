/* acts_screen — what keys do to the screen and the program; see the header. */
#include "acts.h"

void act_toggle_help(const struct press *press)
{
    press->desk->help = press->desk->help == 0;
}

void act_turn_page(const struct press *press)
{
    struct desk *desk = press->desk;
    int page = desk->help + press->value, pages = desk->shown.help_pages;
    desk->help = page < 1 ? pages : page > pages ? 1 : page;
}

void act_toggle_log(const struct press *press)
{
    struct desk *desk = press->desk;
    bool shown = desk->log == WISH_NONE ? desk->shown.log : desk->log == WISH_SHOWN;
    desk->log = shown ? WISH_HIDDEN : WISH_SHOWN;
}

void act_toggle_mouse(const struct press *press)
{
    struct desk *desk = press->desk;
    desk->mouse = !desk->mouse;
    acts_remark(desk, desk->mouse
                          ? "The mouse points: click lanes, controls and keys; the wheel zooms, and scrolls beside the "
                            "lanes. M: off."
                          : "The mouse selects text, as the terminal has it.");
}

void act_toggle_main_lane(const struct press *press)
{
    press->desk->main_lane = !press->desk->main_lane;
}

void act_toggle_wakes(const struct press *press)
{
    struct desk *desk = press->desk;
    desk->wakes = !desk->wakes;
    acts_say(desk, desk->wakes ? "Wake-up marks: where the zoom (z) has room for them." : "No wake-up marks.");
}

void act_toggle_items(const struct press *press)
{
    press->desk->items = !press->desk->items;
}

void act_leave(const struct press *press)
{
    struct desk *desk = press->desk;
    if (desk->help > 0)
        desk->help = 0;
    else if (desk->focus != FOCUS_LANES)
        desk->focus = FOCUS_LANES;
    else if (timeview_live(&desk->time))
        return; /* it looked back */
    else if (desk->race)
        act_show_race(desk, false);
    else if (desk->lanes.presented)
        desk->lanes.presented = false;
    else
        desk->lanes.chosen = LANE_NONE;
}

void act_next_focus(const struct press *press)
{
    struct desk *desk = press->desk;
    desk->focus = (desk->focus + 1) % FOCUS_COUNT;
    if (desk->focus == FOCUS_RUNS && desk->race)
        desk->focus = FOCUS_LANES;
    struct scene scene;
    session_show(desk->session, &scene);
    desk->chosen = scene.runs[scene.focus].number;
}

void act_toggle_ghost(const struct press *press)
{
    press->desk->ghost = !press->desk->ghost;
}

void act_redraw(const struct press *press)
{
    press->desk->redraw = true;
}

void act_suspend(const struct press *press)
{
    press->desk->suspend = true;
}

/* As in less: in the help screen it leaves that. */
void act_quit(const struct press *press)
{
    press->desk->quit = press->desk->help == 0;
    press->desk->help = 0;
}

void act_quit_at_once(const struct press *press)
{
    press->desk->quit = true;
}
