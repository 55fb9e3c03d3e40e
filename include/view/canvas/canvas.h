/*
 * canvas — a grid of cells: what the screen shows, apart from any terminal.
 *
 * Panels draw on it; the terminal, a test or a file reads it. Drawing outside the canvas is cut off. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* What a colour means. The theme gives each its colour. */
enum role {
    ROLE_BACKGROUND,
    ROLE_TEXT,
    ROLE_DIM, /* labels, rulers */
    ROLE_BAR, /* the title bar's background */
    ROLE_WORKING,
    ROLE_SLEEPING,
    ROLE_WAITING,
    ROLE_READY,
    ROLE_PRODUCER,
    ROLE_CONSUMER,
    ROLE_QUEUE,
    ROLE_ACCENT, /* overlap: the row, the bars, the factor */
    ROLE_WARNING,
    ROLE_COUNT
};

/* Inscribed is reversed, but in the text's colour where that is read more easily on it than the background's. */
enum { ATTRIBUTE_BOLD = 1, ATTRIBUTE_REVERSE = 2, ATTRIBUTE_INSCRIBED = 4 | ATTRIBUTE_REVERSE };

struct style {
    uint8_t fg, bg; /* enum role */
    uint8_t attributes;
};

struct cell {
    uint32_t glyph; /* a Unicode code point; 0: the right half of one that is two cells wide */
    struct style style;
};

static inline bool cell_equal(const struct cell *a, const struct cell *b)
{
    return a->glyph == b->glyph && a->style.fg == b->style.fg && a->style.bg == b->style.bg &&
           a->style.attributes == b->style.attributes;
}

struct rect {
    int x, y, width, height; /* cells */
};

struct canvas;

/* A canvas of blank cells (space, ROLE_TEXT on ROLE_BACKGROUND). With `ascii` every glyph drawn is replaced by its
 * ASCII stand-in. The caller frees it. */
struct canvas *canvas_new(int width, int height, bool ascii);
void canvas_free(struct canvas *canvas); /* NULL is allowed */

void canvas_resize(struct canvas *canvas, int width, int height); /* blanks it */
void canvas_clear(struct canvas *canvas);
int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);
bool canvas_is_ascii(const struct canvas *canvas);

/* The cell at (x, y); must be inside. */
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

void canvas_put(struct canvas *canvas, int x, int y, uint32_t glyph, struct style style);
void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t glyph, struct style style);

/* Writes UTF-8 text from (x, y) to the right, at most `width` cells (cut at a cell, wide glyphs whole); control
 * characters and bad bytes become '?'. Returns the column after it. canvas_format is the same, printf style. */
int canvas_text(struct canvas *canvas, int x, int y, int width, struct style style, const char *text);
int canvas_format(struct canvas *canvas, int x, int y, int width, struct style style, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

int canvas_text_width(const struct canvas *canvas, const char *text);

/* ---- Paragraphs (text.c) and bars ---- */

/* Writes the text into the rect, broken at blanks; what does not fit is cut off, marked by "…". */
void text_wrap(struct canvas *canvas, struct rect rect, struct style style, const char *text);

/* Rows that the text takes in that width. */
int text_rows(const char *text, int width, bool ascii);

/* The glyphs of 0 … 7 eighths of a cell, upwards and to the right. */
enum { BARS_EIGHTHS = 8 };
extern const uint32_t bars_up[BARS_EIGHTHS], bars_right[BARS_EIGHTHS];

/* A column `rows` cells high whose lowest row is `bottom`, filled up to value ÷ full; anything above 0 shows. */
void bars_column(struct canvas *canvas, int x, int bottom, int rows, double value, double full, struct style style);

/* A row of `width` cells from x, filled up to value ÷ full; returns the column after it. */
int bars_row(struct canvas *canvas, int x, int y, int width, double value, double full, struct style style);

/* ---- The mouse ---- */

/* What a place on the canvas stands for when the mouse points at it. */
enum hit_kind {
    HIT_KEY,     /* a key, as the terminal tells of it */
    HIT_CONTROL, /* an enum control */
    HIT_LANE,    /* a lane_id: of a group, the first of its workers */
    HIT_TIME     /* a time in ns, `step` more for each column */
};

struct hit_area {
    struct rect rect;
    enum hit_kind kind;
    int64_t value, step;
};

/* Marks a place, until they are cleared. */
void canvas_add_hit_area(struct canvas *canvas, struct hit_area hit);

/* The value that the latest mark of a kind gives to the cell at (x, y). False where there is none. */
bool canvas_hit_area_at(const struct canvas *canvas, enum hit_kind kind, int x, int y, int64_t *value);

/* The glyphs alone, as UTF-8 lines without trailing blanks. */
void canvas_print(const struct canvas *canvas, FILE *file);
