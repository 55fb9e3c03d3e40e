/* overlay — a glyph over a bar; see the header. */
#include "view/overlays/overlay.h"

#include "view/canvas/glyph.h"
#include "view/panel.h"

/* Eighths of a cell that its glyph fills with ink, to the right or upwards; -1: the glyph is no part of a bar. */
static int filled(uint32_t glyph)
{
    if (glyph == ' ')
        return 0;
    if (glyph >= U'▁' && glyph <= U'█')
        return (int)(glyph - U'▁') + 1;
    if (glyph > U'█' && glyph <= U'▏')
        return (int)(U'▏' - glyph) + 1;
    return -1;
}

/* The colour that most of the cell has. */
static enum role ground_of(const struct cell *cell)
{
    int eighths = filled(cell->glyph);
    bool reversed = (cell->style.attributes & ATTRIBUTE_REVERSE) != 0;
    bool fg = eighths >= 4 ? !reversed : eighths >= 0 && reversed;
    return fg ? cell->style.fg : cell->style.bg;
}

void overlay_put(struct canvas *canvas, int x, int y, uint32_t glyph)
{
    if (x < 0 || y < 0 || x >= canvas_width(canvas) || y >= canvas_height(canvas))
        return;
    enum role ground = ground_of(canvas_cell(canvas, x, y));
    struct style style = style_bold(ground == ROLE_BACKGROUND ? ROLE_TEXT : ground);
    if (ground != ROLE_BACKGROUND)
        style.attributes |= ATTRIBUTE_REVERSE;
    canvas_put(canvas, x, y, glyph, style);
}

void overlay_text(struct canvas *canvas, int x, int y, const char *text)
{
    for (uint32_t glyph = glyph_next(&text); glyph != 0; glyph = glyph_next(&text))
        overlay_put(canvas, x++, y, glyph);
}
