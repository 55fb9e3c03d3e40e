/* actions_themes — what keys do to the choice of a theme; see the header. */
#include "app/actions.h"

#include "app/theme_picker.h"

void action_open_themes(const struct action_args *args)
{
    theme_picker_open(args->ui->picker);
    args->ui->focus = FOCUS_THEMES;
    args->ui->help = false;
}

void action_choose_theme(const struct action_args *args)
{
    theme_picker_move(args->ui->picker, args->value);
}

void action_keep_theme(const struct action_args *args)
{
    struct error error;
    args->ui->focus = FOCUS_LANES;
    if (!theme_picker_keep(args->ui->picker, &error))
        error_text(&error, args->ui->notice, sizeof args->ui->notice);
}
