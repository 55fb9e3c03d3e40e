/* palette — how a style looks on a terminal with so many colours; see the header. */
#include "palette.h"

enum { ANSI_BLACK = 0, ANSI_WHITE = 7, ANSI_BRIGHT_BLACK = 8, ANSI_BRIGHT = 8 };

int palette_colors(int colors, const char *no_color)
{
    if (no_color != NULL && no_color[0] != '\0')
        return 0;
    if (colors > 256)
        return 8; /* direct colour: numbers are red, green and blue there, and only the first eight are colours as here
                   */
    return colors == 256 ? 256 : colors >= 16 ? 16 : colors >= 8 ? 8 : 0;
}

/* Of eight colours a bright ink is the plain one in bold; but not bright black, which terminals that do not brighten
 * bold would show as black on black: it is a dimmed white, or black on a paper that is white itself. */
static struct paint paint_of_eight(struct theme_color ink, struct theme_color paper)
{
    struct paint paint = {.ink = ink.ansi, .paper = paper.ansi};
    if (ink.ansi == ANSI_BRIGHT_BLACK) {
        paint.dim = paper.ansi % ANSI_BRIGHT != ANSI_WHITE;
        paint.ink = paint.dim ? ANSI_WHITE : ANSI_BLACK;
    } else if (ink.ansi > ANSI_BRIGHT) {
        paint.ink = ink.ansi - ANSI_BRIGHT;
        paint.bold = true;
    }
    if (paper.ansi >= ANSI_BRIGHT)
        paint.paper = paper.ansi - ANSI_BRIGHT; /* a bright paper would need blinking */
    return paint;
}

/* Below 256 colours bold may make an ink brighter: black would be grey, and any ink hard to read on white. */
static bool bold_pales(struct paint paint)
{
    return paint.ink == ANSI_BLACK || paint.paper % ANSI_BRIGHT == ANSI_WHITE;
}

struct paint palette_paint(const struct theme *theme, struct style style, int colors)
{
    struct theme_color ink = theme->hues[style.ink], paper = theme->hues[style.paper];
    bool reverse = (style.attributes & ATTRIBUTE_REVERSE) != 0;
    struct paint paint;
    if (colors >= 256)
        paint = (struct paint){.ink = ink.fixed, .paper = paper.fixed, .bold = theme->bold};
    else if (colors >= 16)
        paint = (struct paint){.ink = ink.ansi, .paper = paper.ansi};
    else if (colors >= 8)
        paint = paint_of_eight(ink, paper);
    else {
        paint = (struct paint){.ink = THEME_TERMINAL, .paper = THEME_TERMINAL};
        reverse ^= style.paper != HUE_PAPER; /* a bar stands out by reversal, and something reversed on it likewise */
    }
    paint.bold |= (style.attributes & ATTRIBUTE_BOLD) != 0;
    if (colors < 256 && bold_pales(paint))
        paint.bold = false;
    paint.reverse = reverse;
    return paint;
}
