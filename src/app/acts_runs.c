/* acts_runs — what keys do to starting runs; see the header. */
#include "acts.h"

#include "engine/random.h"

/* Starts a heat, and says what is wrong where it cannot. */
static void start(struct desk *desk, const struct mode *const modes[], size_t count)
{
    struct error error;
    (void)timeview_live(&desk->time);
    if (!session_start(desk->session, modes, count, &error))
        acts_say(desk, error.message);
}

void act_show_race(struct desk *desk, bool race)
{
    if (desk->race == race)
        return;
    desk->race = race;
    struct timeview time = desk->time;
    desk->time = desk->other_time;
    desk->other_time = time;
}

void act_choose_mode(const struct press *press)
{
    act_show_race(press->desk, false);
    start(press->desk, &press->mode, 1);
}

/* The same again: the whole heat in a race; in the single view the run that it shows, alone. */
void act_restart(const struct press *press)
{
    struct desk *desk = press->desk;
    const struct mode *mode = session_mode(desk->session);
    struct error error;
    if (!desk->race) {
        start(desk, &mode, 1);
        return;
    }
    (void)timeview_live(&desk->time);
    if (!session_restart(desk->session, &error))
        acts_say(desk, error.message);
}

void act_restart_new_seed(const struct press *press)
{
    session_set_seed(press->desk->session, random_seed());
    act_restart(press);
}

/* A race that is on or over is shown again; else one starts, and its run in the mode that was shown takes its place. */
void act_toggle_race(const struct press *press)
{
    struct desk *desk = press->desk;
    act_show_race(desk, !desk->race);
    if (!desk->race || session_is_race(desk->session))
        return;
    const struct mode *mode = session_mode(desk->session);
    start(desk, desk->racers, desk->racer_count);
    session_lead(desk->session, mode);
}
