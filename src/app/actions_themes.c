/* actions_themes — what keys do to the choice of a theme; see the header. */
#include "app/actions.h"

#include "app/theme_picker.h"

void action_open_themes(const struct action_args *args)
{
    theme_picker_open(args->ui->picker);
    args->ui->view.open = OVERLAY_THEMES;
    args->ui->view.focus = FOCUS_LANES;
}

void action_choose_theme(const struct action_args *args)
{
    theme_picker_move(args->ui->picker, args->value);
}

void action_keep_theme(const struct action_args *args)
{
    struct error error;
    args->ui->view.open = OVERLAY_NONE;
    if (!theme_picker_keep(args->ui->picker, &error))
        error_text(&error, args->ui->view.notice, sizeof args->ui->view.notice);
}
