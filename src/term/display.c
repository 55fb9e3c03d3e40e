/* display — a canvas onto the screen of ncurses; see the header. */
#include "display.h"

#include "palette.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

void display_prepare(int colors)
{
    if (colors > 0) {
        start_color();
        use_default_colors();
    }
    /* A cursor that can be hidden may stay wherever the last change was. Insertion and deletion of characters stays on,
     * as ncurses has it: it saves a sixth of the bytes of lanes that move on by a cell (of lines it would save
     * nothing). */
    leaveok(stdscr, curs_set(0) != ERR);
}

/* A character that takes exactly the cells that the canvas gave it, whatever the locale thinks of it. */
static wchar_t shown(const struct cell *cell)
{
    return wcwidth((wchar_t)cell->glyph) > 0 ? (wchar_t)cell->glyph : L'?';
}

/* The attributes of a style, and its pair of colours; ncurses gives a pair it has given before for the same colours. */
static attr_t attributes_of(const struct theme *theme, struct style style, int colors, int *pair)
{
    struct paint paint = palette_paint(theme, style, colors);
    *pair = colors > 0 ? alloc_pair(paint.ink, paint.paper) : 0;
    return (paint.bold ? A_BOLD : A_NORMAL) | (paint.dim ? A_DIM : A_NORMAL) | (paint.reverse ? A_REVERSE : A_NORMAL);
}

static void draw_row(const struct canvas *canvas, const struct theme *theme, int colors, int y, int width)
{
    struct style style = {0};
    attr_t attributes = 0;
    int pair = -1; /* of the style before */
    for (int x = 0; x < width; x++) {
        const struct cell *cell = canvas_cell(canvas, x, y);
        if (cell->glyph == 0)
            continue;
        if (pair < 0 || memcmp(&style, &cell->style, sizeof style) != 0) {
            style = cell->style;
            attributes = attributes_of(theme, style, colors, &pair);
        }
        wchar_t text[2] = {shown(cell), L'\0'};
        cchar_t character;
        setcchar(&character, text, attributes, 0, &pair);
        mvadd_wchnstr(y, x, &character, 1); /* does not move on, so the last cell does not scroll */
    }
}

void display_draw(const struct canvas *canvas, const struct theme *theme, int colors, bool all)
{
    int width = canvas_width(canvas) < COLS ? canvas_width(canvas) : COLS;
    int height = canvas_height(canvas) < LINES ? canvas_height(canvas) : LINES;
    erase();
    for (int y = 0; y < height; y++)
        draw_row(canvas, theme, colors, y, width);
    clearok(stdscr, all);
    wnoutrefresh(stdscr);
    doupdate();
}
