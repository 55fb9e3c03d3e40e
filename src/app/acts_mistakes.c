/* acts_mistakes — what keys do to the choice of a mistake; see the header. */
#include "acts.h"

#include "modes/modes.h"

void act_open_mistakes(const struct press *press)
{
    struct desk *desk = press->desk;
    desk->focus = desk->focus == FOCUS_MISTAKES ? FOCUS_LANES : FOCUS_MISTAKES;
    desk->mistake = session_mistake(desk->session);
    desk->help = 0;
}

void act_choose_mistake(const struct press *press)
{
    int next = ((int)press->desk->mistake + press->value + MISTAKE_COUNT) % MISTAKE_COUNT;
    press->desk->mistake = (enum mistake)next;
}

/* A run of the mode that makes it; none after one, of the present mode. */
void act_make_mistake(const struct press *press)
{
    struct desk *desk = press->desk;
    const struct mode *mode = modes_find(mistake_mode(desk->mistake));
    desk->focus = FOCUS_LANES;
    if (desk->mistake == MISTAKE_NONE && session_mistake(desk->session) == MISTAKE_NONE) {
        acts_remark(desk, "No mistake was chosen: all goes on as it is.");
        return;
    }
    session_make_mistake(desk->session, desk->mistake);
    act_start(desk, mode != NULL ? mode : session_mode(desk->session));
}
