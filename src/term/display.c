/*
 * display — a canvas onto the screen of ncurses.
 *
 * What was drawn last is kept: rows that are still the same are not handed to ncurses again, and cells that have only
 * moved along their row are moved on the terminal first (see shift.c). For that every update leaves the cursor at home,
 * so that it is known where it is.
 */
#include "term/display.h"

#include "base/memory.h"
#include "term/terminfo.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* ---- How a style looks ---- */

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
    bool inscribed = (style.attributes & ATTRIBUTE_INSCRIBED) == ATTRIBUTE_INSCRIBED;
    struct terminal_style result;
    if (colors >= 256 && inscribed && theme_text_suits(theme, style.fg)) {
        result = (struct terminal_style){.fg = theme->roles[ROLE_TEXT].fixed, .bg = fg.fixed, .bold = theme->bold};
        reverse = false;
    } else if (colors >= 256)
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

/* ---- The screen ---- */

enum { ATTRIBUTE_SETS = (ATTRIBUTE_BOLD | ATTRIBUTE_INSCRIBED) + 1 };

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
    display->can_shift = terminfo_has("dch") && terminfo_has("ich") && terminfo_has("cup");
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
