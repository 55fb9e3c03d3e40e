/* acts_time — what keys do to the course of time; see the header. */
#include "acts.h"

#include "base/units.h"

void act_toggle_pause(const struct press *press)
{
    if (session_is_over(press->desk->session))
        acts_say(press->desk, "The run is over: r runs a new one, R the same again.");
    else
        session_pause(press->desk->session, !session_is_paused(press->desk->session));
}

void act_step(const struct press *press)
{
    if (session_is_over(press->desk->session))
        acts_say(press->desk, "The run is over: r runs a new one, R the same again.");
    else if (!session_is_paused(press->desk->session))
        session_pause(press->desk->session, true);
    else if (!session_step(press->desk->session))
        acts_say(press->desk, "Nobody is due to do anything: there is nothing to step to.");
}

void act_change_speed(const struct press *press)
{
    static const double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    const int count = sizeof speeds / sizeof *speeds;
    double speed = session_speed(press->desk->session);
    int next =
        press->value > 0 ? 0 : count - 1; /* the nearest beyond the present one, which need not be in the table */
    while (next >= 0 && next < count && (speeds[next] - speed) * press->value <= 0)
        next += press->value;
    if (next < 0 || next >= count)
        acts_say(press->desk, press->value > 0 ? "This is as fast as it goes." : "This is as slow as it goes.");
    else
        session_set_speed(press->desk->session, speeds[next]);
}

void acts_zoom(struct desk *desk, int direction, int64_t around)
{
    (void)around; /* the newest column stays where it is */
    int64_t cell = direction < 0 ? desk->cell / 2 : desk->cell * 2;
    if (cell >= 10 * NS_PER_MS && cell <= 100 * NS_PER_S)
        desk->cell = cell;
}
