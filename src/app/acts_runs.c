/* acts_runs — what keys do to starting runs; see the header. */
#include "acts.h"

#include "engine/random.h"

void act_choose_mode(const struct press *press)
{
    struct error error;
    (void)timeview_live(&press->desk->time);
    if (!session_start(press->desk->session, &press->mode, 1, &error))
        acts_say(press->desk, error.message);
}

void act_restart(const struct press *press)
{
    struct error error;
    (void)timeview_live(&press->desk->time);
    if (!session_restart(press->desk->session, &error))
        acts_say(press->desk, error.message);
}

void act_restart_new_seed(const struct press *press)
{
    session_set_seed(press->desk->session, random_seed());
    act_restart(press);
}
