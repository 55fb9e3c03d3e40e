/* actions_bugs — what keys do to the choice of a bug */
#include "app/actions.h"
#include "modes/modes.h"

#include <stdio.h>

/* Its number in the menu, from 1; 0: the mode is as it should be. */
static int number_of(const struct mode *mode)
{
    int number = 0;
    for (int i = 0; bugs[i] != NULL; i++)
        number = bugs[i] == mode ? i + 1 : number;
    return number;
}

void action_open_bugs(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.open = ui->view.open == OVERLAY_BUGS ? OVERLAY_NONE : OVERLAY_BUGS;
    ui->view.focus = FOCUS_LANES;
    ui->view.bug = number_of(session_mode(ui->session));
}

void action_choose_bug(const struct action_args *args)
{
    int rows = 1;
    while (bugs[rows - 1] != NULL)
        rows++;
    args->ui->view.bug = (args->ui->view.bug + args->value + rows) % rows;
}

/* A run with the bug, and says so if it takes another number of consumers; with none, of the mode as it should be. */
void action_make_bug(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    const struct mode *present = session_mode(ui->session);
    ui->view.open = OVERLAY_NONE;
    if (ui->view.bug == 0 && present->bug == NULL) {
        ui_remark(ui, "No bug was chosen: all goes on as it is.");
        return;
    }
    const struct mode *mode = ui->view.bug == 0 ? modes_find(present->name) : bugs[ui->view.bug - 1];
    struct plan plan = session_plan(ui->session);
    char text[80];
    if (mode_fit(mode, &plan)) {
        (void)snprintf(text, sizeof text, "%s takes %u consumer%s.", mode->bug, plan.consumers,
                       plan.consumers == 1 ? "" : "s");
        ui_remark(ui, text);
    }
    action_start(ui, mode);
}
