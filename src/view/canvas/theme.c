/* theme — the embedded theme, and what a state looks like. */
#include "view/canvas/theme.h"

#include "view/canvas/color.h"

/* Text and paper are the terminal's own; the other colours keep a readable distance from black and from white. */
const struct theme theme_default = {
    .name = "Default",
    .roles =
        {
            [ROLE_BACKGROUND] = {.fixed = THEME_TERMINAL, .ansi = THEME_TERMINAL},
            [ROLE_TEXT] = {.fixed = THEME_TERMINAL, .ansi = THEME_TERMINAL},
            [ROLE_DIM] = {.fixed = 246, .ansi = THEME_TERMINAL},
            [ROLE_BAR] = {.fixed = 240, .ansi = THEME_TERMINAL},
            [ROLE_WORKING] = {.fixed = 220, .ansi = 11},
            [ROLE_SLEEPING] = {.fixed = 25, .ansi = 4},
            [ROLE_WAITING] = {.fixed = 241, .ansi = THEME_TERMINAL},
            [ROLE_READY] = {.fixed = 171, .ansi = 5},
            [ROLE_PRODUCER] = {.fixed = 221, .ansi = 3},
            [ROLE_CONSUMER] = {.fixed = 80, .ansi = 6},
            [ROLE_QUEUE] = {.fixed = 114, .ansi = 2},
            [ROLE_ACCENT] = {.fixed = 141, .ansi = 13},
            [ROLE_WARNING] = {.fixed = 203, .ansi = 9},
        },
    .glyphs = {[STATE_IDLE] = ' ',
               [STATE_WORKING] = U'█',
               [STATE_SLEEPING] = U'░',
               [STATE_WAITING] = U'·',
               [STATE_READY] = U'▒',
               [STATE_DONE] = ' '},
    .ascii = {[STATE_IDLE] = ' ',
              [STATE_WORKING] = '#',
              [STATE_SLEEPING] = '=',
              [STATE_WAITING] = '.',
              [STATE_READY] = '%',
              [STATE_DONE] = ' '},
};

bool theme_text_suits(const struct theme *theme, enum role ground)
{
    const int16_t on = theme->roles[ground].fixed, text = theme->roles[ROLE_TEXT].fixed,
                  paper = theme->roles[ROLE_BACKGROUND].fixed;
    const struct rgb black = {0, 0, 0}, grey = {229, 229, 229};
    if (on == THEME_TERMINAL)
        return false;
    return color_contrast(color_of_fixed(on), text == THEME_TERMINAL ? grey : color_of_fixed(text)) >
           color_contrast(color_of_fixed(on), paper == THEME_TERMINAL ? black : color_of_fixed(paper));
}

enum role theme_state_role(enum state state)
{
    static const enum role roles[STATE_COUNT] = {
        [STATE_IDLE] = ROLE_BACKGROUND, [STATE_WORKING] = ROLE_WORKING, [STATE_SLEEPING] = ROLE_SLEEPING,
        [STATE_WAITING] = ROLE_WAITING, [STATE_READY] = ROLE_READY,     [STATE_DONE] = ROLE_BACKGROUND,
    };
    return roles[state];
}

uint32_t theme_state_glyph(const struct render_options *render, enum state state)
{
    if (render->ascii)
        return render->theme->ascii[state];
    if (render->blocks && (state == STATE_WORKING || state == STATE_SLEEPING))
        return U'█';
    return render->theme->glyphs[state];
}
