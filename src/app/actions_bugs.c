/* actions_bugs — what keys do to the choice of a bug; see the header. */
#include "app/actions.h"

#include "modes/modes.h"

void action_open_bugs(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.open = ui->view.open == OVERLAY_BUGS ? OVERLAY_NONE : OVERLAY_BUGS;
    ui->view.focus = FOCUS_LANES;
    ui->view.bug = session_bug(ui->session);
}

void action_choose_bug(const struct action_args *args)
{
    int next = ((int)args->ui->view.bug + args->value + BUG_COUNT) % BUG_COUNT;
    args->ui->view.bug = (enum bug)next;
}

/* A run of the mode that makes it; none after one, of the present mode. */
void action_make_bug(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    const struct mode *mode = modes_find(bug_mode(ui->view.bug));
    ui->view.open = OVERLAY_NONE;
    if (ui->view.bug == BUG_NONE && session_bug(ui->session) == BUG_NONE) {
        ui_remark(ui, "No bug was chosen: all goes on as it is.");
        return;
    }
    session_make_bug(ui->session, ui->view.bug);
    action_start(ui, mode != NULL ? mode : session_mode(ui->session));
}
