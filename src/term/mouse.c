/* mouse — parses the reports of a terminal. */
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

static bool parse_1006(const char *sequence, struct mouse *mouse)
{
    unsigned button, x, y;
    char final, more;
    bool plain = strspn(sequence + 2, "0123456789;") == strlen(sequence + 2) - 1;
    return plain && sscanf(sequence, "[<%4u;%4u;%4u%c%c", &button, &x, &y, &final, &more) == 4 && final == 'M' &&
           understand(button, x, y, mouse);
}

static bool parse_1000(const char *sequence, struct mouse *mouse)
{
    const unsigned char *bytes = (const unsigned char *)sequence + 2;
    return understand(bytes[0] - OFFSET, bytes[1] - OFFSET, bytes[2] - OFFSET, mouse);
}

bool mouse_from_sequence(const char *sequence, struct mouse *mouse)
{
    if (strncmp(sequence, "[<", 2) == 0)
        return parse_1006(sequence, mouse);
    return strncmp(sequence, "[M", 2) == 0 && strlen(sequence) == 5 && parse_1000(sequence, mouse);
}
