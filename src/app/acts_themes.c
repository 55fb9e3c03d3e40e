/* acts_themes — what keys do to the choice of a theme; see the header. */
#include "acts.h"

#include "app/picker.h"

void act_open_themes(const struct press *press)
{
    picker_open(press->desk->picker);
    press->desk->focus = FOCUS_THEMES;
    press->desk->help = false;
}

void act_choose_theme(const struct press *press)
{
    picker_move(press->desk->picker, press->value);
}

void act_keep_theme(const struct press *press)
{
    struct error error;
    press->desk->focus = FOCUS_LANES;
    if (!picker_keep(press->desk->picker, &error))
        error_text(&error, press->desk->notice, sizeof press->desk->notice);
}
