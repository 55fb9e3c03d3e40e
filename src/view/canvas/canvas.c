/* canvas — a grid of cells, and solid bars on it to an eighth of a cell. */
#include "view/canvas/canvas.h"

#include "base/memory.h"
#include "view/canvas/glyph.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

struct canvas {
    int width, height;
    bool ascii;
    struct cell *cells; /* row by row */
    struct hit_area *hits;
    size_t hit_count, hit_capacity;
};

static const struct cell blank = {.glyph = ' ', .style = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND}};

struct canvas *canvas_new(int width, int height, bool ascii)
{
    struct canvas *canvas = memory_zeroed(1, sizeof *canvas);
    canvas->ascii = ascii;
    canvas_resize(canvas, width, height);
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    free(canvas->hits);
    free(canvas);
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
    canvas->width = width > 1 ? width : 1;
    canvas->height = height > 1 ? height : 1;
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    canvas->cells = memory_resized(canvas->cells, count, sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    for (size_t i = 0; i < (size_t)canvas->width * (size_t)canvas->height; i++)
        canvas->cells[i] = blank;
    canvas->hit_count = 0;
}

int canvas_width(const struct canvas *canvas)
{
    return canvas->width;
}

int canvas_height(const struct canvas *canvas)
{
    return canvas->height;
}

bool canvas_is_ascii(const struct canvas *canvas)
{
    return canvas->ascii;
}

static bool is_inside(const struct canvas *canvas, int x, int y)
{
    return x >= 0 && y >= 0 && x < canvas->width && y < canvas->height;
}

static struct cell *cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
    assert(is_inside(canvas, x, y));
    return cell_at(canvas, x, y);
}

/* What is written over one half of a wide glyph blanks the other: no half is ever left alone. */
static void blank_partner(struct canvas *canvas, int x, int y)
{
    if (cell_at(canvas, x, y)->glyph == 0 && x > 0)
        cell_at(canvas, x - 1, y)->glyph = ' ';
    if (x + 1 < canvas->width && cell_at(canvas, x + 1, y)->glyph == 0)
        cell_at(canvas, x + 1, y)->glyph = ' ';
}

static void set_cell(struct canvas *canvas, int x, int y, uint32_t glyph, struct style style)
{
    if (!is_inside(canvas, x, y))
        return;
    blank_partner(canvas, x, y);
    *cell_at(canvas, x, y) = (struct cell){.glyph = glyph, .style = style};
}

void canvas_put(struct canvas *canvas, int x, int y, uint32_t glyph, struct style style)
{
    char buffer[2];
    if (canvas->ascii)
        glyph = (unsigned char)glyph_ascii(glyph, buffer)[0];
    int width = glyph_width(glyph);
    if (!glyph_is_printable(glyph) || width == 0)
        glyph = '?';
    if (width == 2 && (x < 0 || x + 1 >= canvas->width)) /* half of it would be outside */
        glyph = ' ';
    else if (width == 2)
        set_cell(canvas, x + 1, y, ' ', style);
    set_cell(canvas, x, y, glyph, style);
    if (width == 2 && glyph != ' ' && is_inside(canvas, x + 1, y))
        cell_at(canvas, x + 1, y)->glyph = 0;
}

void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t glyph, struct style style)
{
    for (int y = rect.y; y < rect.y + rect.height; y++)
        for (int x = rect.x; x < rect.x + rect.width; x++)
            canvas_put(canvas, x, y, glyph, style);
}

int canvas_text(struct canvas *canvas, int x, int y, int width, struct style style, const char *text)
{
    int end = x + width;
    char buffer[2];
    for (uint32_t glyph = glyph_next(&text); glyph != 0 && x < end; glyph = glyph_next(&text)) {
        if (canvas->ascii) {
            for (const char *ascii = glyph_ascii(glyph, buffer); *ascii != '\0' && x < end; ascii++)
                canvas_put(canvas, x++, y, (unsigned char)*ascii, style);
            continue;
        }
        int taken = glyph_width(glyph);
        if (x + taken > end)
            break;
        if (taken > 0)
            canvas_put(canvas, x, y, glyph, style);
        x += taken;
    }
    return x;
}

int canvas_format(struct canvas *canvas, int x, int y, int width, struct style style, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, x, y, width, style, text);
}

int canvas_text_width(const struct canvas *canvas, const char *text)
{
    return glyph_text_width(text, canvas->ascii);
}

/* ---- Bars ---- */

const uint32_t bars_up[BARS_EIGHTHS] = {' ', U'▁', U'▂', U'▃', U'▄', U'▅', U'▆', U'▇'};
const uint32_t bars_right[BARS_EIGHTHS] = {' ', U'▏', U'▎', U'▍', U'▌', U'▋', U'▊', U'▉'};

static int eighths_of(int cells, double value, double full)
{
    if (!(value > 0) || !(full > 0) || cells <= 0)
        return 0;
    return (int)fmax(1, round(fmin(value / full, 1) * cells * BARS_EIGHTHS));
}

void bars_column(struct canvas *canvas, int x, int bottom, int rows, double value, double full, struct style style)
{
    int eighths = eighths_of(rows, value, full);
    for (int row = 0; row < eighths / BARS_EIGHTHS; row++)
        canvas_put(canvas, x, bottom - row, U'█', style);
    if (eighths % BARS_EIGHTHS > 0)
        canvas_put(canvas, x, bottom - eighths / BARS_EIGHTHS, bars_up[eighths % BARS_EIGHTHS], style);
}

int bars_row(struct canvas *canvas, int x, int y, int width, double value, double full, struct style style)
{
    int eighths = eighths_of(width, value, full);
    for (int column = 0; column < eighths / BARS_EIGHTHS; column++)
        canvas_put(canvas, x + column, y, U'█', style);
    if (eighths % BARS_EIGHTHS > 0)
        canvas_put(canvas, x + eighths / BARS_EIGHTHS, y, bars_right[eighths % BARS_EIGHTHS], style);
    return x + (eighths + BARS_EIGHTHS - 1) / BARS_EIGHTHS;
}

/* ---- The mouse ---- */

void canvas_add_hit_area(struct canvas *canvas, struct hit_area hit)
{
    if (canvas->hit_count == canvas->hit_capacity) {
        canvas->hit_capacity = canvas->hit_capacity == 0 ? 64 : canvas->hit_capacity * 2;
        canvas->hits = memory_resized(canvas->hits, canvas->hit_capacity, sizeof *canvas->hits);
    }
    canvas->hits[canvas->hit_count++] = hit;
}

static bool holds(const struct rect *rect, int x, int y)
{
    return x >= rect->x && y >= rect->y && x < rect->x + rect->width && y < rect->y + rect->height;
}

bool canvas_hit_area_at(const struct canvas *canvas, enum hit_kind kind, int x, int y, int64_t *value)
{
    for (size_t i = canvas->hit_count; i-- > 0;) {
        const struct hit_area *hit = &canvas->hits[i];
        if (hit->kind != kind || !holds(&hit->rect, x, y))
            continue;
        *value = hit->value + hit->step * (x - hit->rect.x);
        return true;
    }
    return false;
}

void canvas_print(const struct canvas *canvas, FILE *file)
{
    for (int y = 0; y < canvas->height; y++) {
        int last = canvas->width - 1;
        while (last >= 0 && cell_at(canvas, last, y)->glyph == ' ')
            last--;
        for (int x = 0; x <= last; x++) {
            char utf8[5];
            glyph_encode(cell_at(canvas, x, y)->glyph, utf8); /* the right half of a wide glyph prints nothing */
            (void)fputs(utf8, file);
        }
        (void)fputc('\n', file);
    }
}
