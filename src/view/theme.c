/* theme — the embedded theme, and what a state looks like; see the header. */
#include "view/theme.h"

/* Text and paper are the terminal's own; the other colours keep a readable distance from black and from white. */
const struct theme theme_default = {
    .name = "Default",
    .hues =
        {
            [HUE_PAPER] = {.fixed = THEME_TERMINAL, .ansi = THEME_TERMINAL},
            [HUE_TEXT] = {.fixed = THEME_TERMINAL, .ansi = THEME_TERMINAL},
            [HUE_DIM] = {.fixed = 244, .ansi = THEME_TERMINAL},
            [HUE_BAR] = {.fixed = 240, .ansi = THEME_TERMINAL},
            [HUE_WORKING] = {.fixed = 214, .ansi = 11},
            [HUE_SLEEPING] = {.fixed = 25, .ansi = 4},
            [HUE_WAITING] = {.fixed = 240, .ansi = THEME_TERMINAL},
            [HUE_READY] = {.fixed = 169, .ansi = 5},
            [HUE_PRODUCER] = {.fixed = 221, .ansi = 3},
            [HUE_CONSUMER] = {.fixed = 80, .ansi = 6},
            [HUE_QUEUE] = {.fixed = 114, .ansi = 2},
            [HUE_ACCENT] = {.fixed = 141, .ansi = 13},
            [HUE_WARNING] = {.fixed = 203, .ansi = 9},
        },
    .glyphs =
        {
            [STATE_IDLE] = ' ',
            [STATE_WORKING] = U'█',
            [STATE_SLEEPING] = U'░',
            [STATE_WAITING] = U'·',
            [STATE_READY] = U'▒',
            [STATE_DONE] = ' ',
        },
    .ascii =
        {
            [STATE_IDLE] = ' ',
            [STATE_WORKING] = '#',
            [STATE_SLEEPING] = '=',
            [STATE_WAITING] = '.',
            [STATE_READY] = '%',
            [STATE_DONE] = ' ',
        },
};

enum hue theme_state_hue(enum state state)
{
    static const enum hue hues[STATE_COUNT] = {
        [STATE_IDLE] = HUE_PAPER,      [STATE_WORKING] = HUE_WORKING, [STATE_SLEEPING] = HUE_SLEEPING,
        [STATE_WAITING] = HUE_WAITING, [STATE_READY] = HUE_READY,     [STATE_DONE] = HUE_PAPER,
    };
    return hues[state];
}

uint32_t theme_state_glyph(const struct look *look, enum state state)
{
    if (look->ascii)
        return look->theme->ascii[state];
    if (look->blocks && (state == STATE_WORKING || state == STATE_SLEEPING))
        return U'█';
    return look->theme->glyphs[state];
}
