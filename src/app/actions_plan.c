/* actions_plan — what keys do to the controls, and so the plan; see the header. */
#include "app/actions.h"

static void change(struct ui_state *ui, enum control control, int direction)
{
    if (!session_change(ui->session, control, direction))
        ui_say(ui, direction > 0 ? "This is the most there can be." : "This is the least there can be.");
    else if (session_is_over(ui->session))
        ui_say(ui, "For the next run: r with a new seed, R with the same, or a mode's key.");
}

void action_change_control(const struct action_args *args)
{
    change(args->ui, args->control, args->value);
}

void action_choose_control(const struct action_args *args)
{
    int next = ((int)args->ui->view.control + args->value + CONTROL_COUNT) % CONTROL_COUNT;
    args->ui->view.control = (enum control)next;
}

void action_change_chosen(const struct action_args *args)
{
    change(args->ui, args->ui->view.control, args->value);
}

void action_toggle_burn(const struct action_args *args)
{
    bool burns = session_toggle_burn(args->ui->session);
    ui_say(args->ui, burns ? "Working now uses up a CPU of this machine: look at htop beside it."
                           : "Working now takes time, but no CPU of this machine.");
}
