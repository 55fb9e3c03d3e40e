/* palette — how a style looks on a terminal with so many colours. */
#include "term/palette.h"

enum { ANSI_BLACK = 0, ANSI_WHITE = 7, ANSI_BRIGHT_BLACK = 8, ANSI_BRIGHT = 8 };

int palette_colors(int colors, const char *no_color)
{
    if (no_color != NULL && no_color[0] != '\0')
        return 0;
    if (colors > 256)
        return 8; /* direct colour: only the first eight numbers are colours as here */
    return colors == 256 ? 256 : colors >= 16 ? 16 : colors >= 8 ? 8 : 0;
}

/* Of eight colours a bright ink is the plain one in bold; but not bright black, which terminals that do not brighten
 * bold would show as black on black: it is a dimmed white, or black on a paper that is white itself. */
static struct terminal_style pair_of_eight(struct theme_color fg, struct theme_color bg)
{
    struct terminal_style result = {.fg = fg.ansi, .bg = bg.ansi};
    if (fg.ansi == ANSI_BRIGHT_BLACK) {
        result.dim = bg.ansi % ANSI_BRIGHT != ANSI_WHITE;
        result.fg = result.dim ? ANSI_WHITE : ANSI_BLACK;
    } else if (fg.ansi > ANSI_BRIGHT) {
        result.fg = fg.ansi - ANSI_BRIGHT;
        result.bold = true;
    }
    if (bg.ansi >= ANSI_BRIGHT)
        result.bg = bg.ansi - ANSI_BRIGHT; /* a bright paper would need blinking */
    return result;
}

/* Below 256 colours bold may make an ink brighter: black would be grey, and any ink hard to read on white. */
static bool bold_pales(struct terminal_style style)
{
    return style.fg == ANSI_BLACK || style.bg % ANSI_BRIGHT == ANSI_WHITE;
}

struct terminal_style palette_style(const struct theme *theme, struct style style, int colors)
{
    struct theme_color fg = theme->roles[style.fg], bg = theme->roles[style.bg];
    bool reverse = (style.attributes & ATTRIBUTE_REVERSE) != 0;
    struct terminal_style result;
    if (colors >= 256)
        result = (struct terminal_style){.fg = fg.fixed, .bg = bg.fixed, .bold = theme->bold};
    else if (colors >= 16)
        result = (struct terminal_style){.fg = fg.ansi, .bg = bg.ansi};
    else if (colors >= 8)
        result = pair_of_eight(fg, bg);
    else {
        result = (struct terminal_style){.fg = THEME_TERMINAL, .bg = THEME_TERMINAL};
        reverse ^=
            style.bg != ROLE_BACKGROUND; /* a bar stands out by reversal, and something reversed on it likewise */
    }
    result.bold |= (style.attributes & ATTRIBUTE_BOLD) != 0;
    if (colors < 256 && bold_pales(result))
        result.bold = false;
    result.reverse = reverse;
    return result;
}
