/* mouse — what a terminal reports of the mouse; see the header. */
#include "term/mouse.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { MODIFIERS = 4 | 8 | 16 /* shift, meta, control */, OFFSET = 32 /* of a number that is sent as a byte */ };

static const struct {
    unsigned button;
    enum mouse_action action;
} actions[] = {{0, MOUSE_PRESS}, {64, MOUSE_WHEEL_UP}, {65, MOUSE_WHEEL_DOWN}};

const char *mouse_request(bool watch)
{
    return watch ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l";
}

/* Places count from 1. */
static bool understand(unsigned button, unsigned x, unsigned y, struct mouse *mouse)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (actions[i].button == (button & ~(unsigned)MODIFIERS) && x > 0 && y > 0) {
            *mouse = (struct mouse){.x = (int)x - 1, .y = (int)y - 1, .action = actions[i].action};
            return true;
        }
    return false;
}

bool mouse_from_text(const char *report, char end, struct mouse *mouse)
{
    unsigned button, x, y;
    char more;
    bool plain = report[strspn(report, "0123456789;")] == '\0';
    return end == 'M' && plain && sscanf(report, "%4u;%4u;%4u%c", &button, &x, &y, &more) == 3 &&
           understand(button, x, y, mouse);
}

bool mouse_from_bytes(const unsigned report[3], struct mouse *mouse)
{
    for (int i = 0; i < 3; i++)
        if (report[i] < OFFSET)
            return false;
    return understand(report[0] - OFFSET, report[1] - OFFSET, report[2] - OFFSET, mouse);
}
