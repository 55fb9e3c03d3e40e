/*
 * display — a canvas onto the screen of ncurses.
 *
 * What was drawn last is kept: rows that are still the same are not handed to ncurses again, and cells that have only
 * moved along their row are moved on the terminal first (see shift.h). For that every update leaves the cursor at home,
 * so that it is known where it is.
 */
#include "term/display.h"

#include "base/memory.h"
#include "term/palette.h"
#include "term/shift.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { ATTRIBUTE_SETS = (ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE) + 1 };

/* How ncurses draws a style. */
struct curses_style {
    bool known;
    attr_t attributes;
    int pair; /* of colours */
};

struct display {
    FILE *stream;
    int colors;
    bool can_shift;
    int width, height;                                                         /* cells drawn; none at first */
    struct cell *previous;                                                     /* them, row by row, */
    struct theme theme;                                                        /* and how */
    struct curses_style curses_styles[ROLE_COUNT][ROLE_COUNT][ATTRIBUTE_SETS]; /* those met so far */
    cchar_t *row;                                                              /* room for a row of cells */
};

struct display *display_new(FILE *stream, int colors)
{
    if (colors > 0) {
        start_color();
        use_default_colors();
    }
    (void)curs_set(0);
    (void)typeahead(-1); /* no update is given up for a key half-way, and the cursor not taken home */
    struct display *display = memory_zeroed(1, sizeof *display);
    display->stream = stream;
    display->colors = colors;
    display->can_shift = shift_is_possible();
    return display;
}

void display_free(struct display *display)
{
    free(display->previous);
    free(display->row);
    free(display);
}

/* A character that takes exactly the cells that the canvas gave it, whatever the locale thinks of it. */
static wchar_t glyph_of(const struct cell *cell)
{
    return wcwidth((wchar_t)cell->glyph) > 0 ? (wchar_t)cell->glyph : L'?';
}

/* ncurses gives a pair it has given before for the same colours. */
static const struct curses_style *curses_style_of(struct display *display, struct style style)
{
    struct curses_style *curses_style = &display->curses_styles[style.fg][style.bg][style.attributes];
    if (curses_style->known)
        return curses_style;
    struct terminal_style result = palette_style(&display->theme, style, display->colors);
    *curses_style = (struct curses_style){
        .known = true,
        .attributes = (result.bold ? A_BOLD : A_NORMAL) | (result.dim ? A_DIM : A_NORMAL) |
                      (result.reverse ? A_REVERSE : A_NORMAL),
        .pair = display->colors > 0 ? alloc_pair(result.fg, result.bg) : 0,
    };
    return curses_style;
}

/* Hands the cells [first, end) of a row to ncurses. */
static void draw_cells(struct display *display, int y, const struct cell *cells, int first, int end)
{
    int count = 0;
    for (int x = first; x < end; x++) {
        const struct cell *cell = &cells[x];
        if (cell->glyph == 0)
            continue;
        const struct curses_style *curses_style = curses_style_of(display, cell->style);
        setcchar(&display->row[count++], (wchar_t[]){glyph_of(cell), L'\0'}, curses_style->attributes, 0,
                 &curses_style->pair);
    }
    mvadd_wchnstr(y, first, display->row, count); /* does not move on, so the last cell does not scroll */
}

static void update_row(struct display *display, int y, const struct cell *cells)
{
    struct cell *before = &display->previous[(size_t)y * (size_t)display->width];
    int first = display->width, end = 0;
    for (int x = 0; x < display->width; x++)
        if (!cell_equal(&cells[x], &before[x])) {
            first = x < first ? x : first;
            end = x + 1;
        }
    if (end == 0)
        return;
    while (first > 0 && cells[first].glyph == 0) /* a wide glyph is drawn from its left half on */
        first--;
    struct shift shift;
    if (display->can_shift && shift_find(before, cells, display->width, &shift))
        shift_send(display->stream, y, &shift);
    draw_cells(display, y, cells, first, end);
    memcpy(before, cells, (size_t)display->width * sizeof *cells);
}

/* Makes room for so many cells, none of which is on the screen yet. */
static void begin_anew(struct display *display, int width, int height, const struct theme *theme)
{
    display->width = width;
    display->height = height;
    memcpy(&display->theme, theme, sizeof *theme); /* with its padding, for the comparison */
    size_t count = (size_t)width * (size_t)height;
    display->previous = memory_resized(display->previous, count, sizeof *display->previous);
    display->row = memory_resized(display->row, (size_t)width, sizeof *display->row);
    memset(display->previous, 0, count * sizeof *display->previous);
    memset(display->curses_styles, 0, sizeof display->curses_styles);
    erase();
}

void display_draw(struct display *display, const struct canvas *canvas, const struct theme *theme, bool all)
{
    int width = canvas_width(canvas) < COLS ? canvas_width(canvas) : COLS;
    int height = canvas_height(canvas) < LINES ? canvas_height(canvas) : LINES;
    if (all || width != display->width || height != display->height ||
        memcmp(theme, &display->theme, sizeof *theme) != 0)
        begin_anew(display, width, height, theme);
    for (int y = 0; y < height; y++)
        update_row(display, y, canvas_cell(canvas, 0, y));
    (void)fflush(display->stream); /* shifts come before the rest */
    clearok(stdscr, all);
    move(0, 0);
    wnoutrefresh(stdscr);
    doupdate();
}
