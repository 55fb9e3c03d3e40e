/* acts_plan — what keys do to the controls, and so the plan; see the header. */
#include "acts.h"

static void change(struct desk *desk, enum control control, int direction)
{
    if (!session_change(desk->session, control, direction))
        acts_say(desk, direction > 0 ? "This is the most there can be." : "This is the least there can be.");
    else if (session_is_over(desk->session))
        acts_say(desk, "For the next run: r with a new seed, R with the same, or a mode's key.");
}

void act_change_control(const struct press *press)
{
    change(press->desk, press->control, press->value);
}

void act_choose_control(const struct press *press)
{
    int next = ((int)press->desk->control + press->value + CONTROL_COUNT) % CONTROL_COUNT;
    press->desk->control = (enum control)next;
}

void act_change_chosen(const struct press *press)
{
    change(press->desk, press->desk->control, press->value);
}

void act_toggle_burn(const struct press *press)
{
    bool burns = session_toggle_burn(press->desk->session);
    acts_say(press->desk, burns ? "Working now uses up a CPU of this machine: look at htop beside it."
                                : "Working now takes time, but no CPU of this machine.");
}
