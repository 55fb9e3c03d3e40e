/* acts_screen — what keys do to the screen and the program; see the header. */
#include "acts.h"

void act_toggle_help(const struct press *press)
{
    press->desk->help = !press->desk->help;
}

void act_toggle_main_lane(const struct press *press)
{
    press->desk->main_lane = !press->desk->main_lane;
}

void act_toggle_wakes(const struct press *press)
{
    press->desk->wakes = !press->desk->wakes;
    acts_say(press->desk,
             press->desk->wakes ? "Wake-up marks: where the zoom (z) has room for them." : "No wake-up marks.");
}

void act_toggle_items(const struct press *press)
{
    press->desk->items = !press->desk->items;
}

void act_leave(const struct press *press)
{
    if (press->desk->help)
        press->desk->help = false;
    else if (press->desk->focus != FOCUS_LANES)
        press->desk->focus = FOCUS_LANES;
    else
        act_show_race(press->desk, false);
}

void act_next_focus(const struct press *press)
{
    press->desk->focus = (press->desk->focus + 1) % FOCUS_COUNT;
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
    press->desk->quit = !press->desk->help;
    press->desk->help = false;
}

void act_quit_at_once(const struct press *press)
{
    press->desk->quit = true;
}
