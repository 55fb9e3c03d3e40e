/*
 * large — the screen for the last row of a class: three large figures, and a sentence only where something has to be
 * said. The figures are as large as they can be in half of the screen; the lanes have what is left.
 */
#include "base/units.h"
#include "trace/stats.h"
#include "view/canvas/glyph.h"
#include "view/canvas/text.h"
#include "view/panel.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

/* ---- Digits of block characters ---- */

/* How large a point of a digit is; digits are 3 × 5 points. */
struct digits_size {
    int width;  /* cells */
    int halves; /* of a cell's height; only even ones where there is only ASCII */
};

enum { ROWS = 5, WIDEST = 3 };

/* A row of points is a row of text: '#' is one. */
static const struct shape {
    char character;
    int width;
    const char *rows[ROWS];
} shapes[] = {
    {'0', 3, {"###", "# #", "# #", "# #", "###"}}, {'1', 3, {" # ", "## ", " # ", " # ", "###"}},
    {'2', 3, {"###", "  #", "###", "#  ", "###"}}, {'3', 3, {"###", "  #", "###", "  #", "###"}},
    {'4', 3, {"# #", "# #", "###", "  #", "  #"}}, {'5', 3, {"###", "#  ", "###", "  #", "###"}},
    {'6', 3, {"###", "#  ", "###", "# #", "###"}}, {'7', 3, {"###", "  #", "  #", "  #", "  #"}},
    {'8', 3, {"###", "# #", "###", "# #", "###"}}, {'9', 3, {"###", "# #", "###", "  #", "###"}},
    {'.', 1, {" ", " ", " ", " ", "#"}},           {':', 1, {" ", "#", " ", "#", " "}},
};

static const struct shape blank = {' ', WIDEST, {"   ", "   ", "   ", "   ", "   "}};

static const struct shape *shape_of(char character)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].character == character)
            return &shapes[i];
    return &blank;
}

static int digits_width(const char *text, struct digits_size size)
{
    int points = 0;
    for (const char *c = text; *c != '\0'; c++)
        points += shape_of(*c)->width + (c > text);
    return points * size.width;
}

static int digits_height(struct digits_size size)
{
    return (ROWS * size.halves + 1) / 2;
}

static bool is_point(const struct shape *shape, int column, int half, int halves)
{
    int row = half / halves;
    return row < ROWS && shape->rows[row][column] == '#';
}

/* The upper and the lower half of a cell. */
static uint32_t glyph_of(bool upper, bool lower)
{
    return upper && lower ? U'█' : upper ? U'▀' : lower ? U'▄' : ' ';
}

static void draw_digits(struct canvas *canvas, int x, int y, const char *text, struct digits_size size,
                        struct style style)
{
    for (const char *c = text; *c != '\0'; c++) {
        const struct shape *shape = shape_of(*c);
        for (int column = 0; column < shape->width * size.width; column++)
            for (int row = 0; row < digits_height(size); row++) {
                bool upper = is_point(shape, column / size.width, row * 2, size.halves);
                bool lower = is_point(shape, column / size.width, row * 2 + 1, size.halves);
                canvas_put(canvas, x + column, y + row, glyph_of(upper, lower), style);
            }
        x += (shape->width + 1) * size.width;
    }
}

/* ---- Figures ---- */

enum { FIGURES = 3, FIGURE_SIZE = 32, SPACE = 2 /* least cells between two figures */, SENTENCE_SIZE = 256 };

struct figure {
    const char *label;
    enum role role;
    char text[FIGURE_SIZE];
};

static void fill(struct figure figures[FIGURES], const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    int64_t end = trace_end(trace, context->scene->now), shown_at = context->shown_at < end ? context->shown_at : end;
    int64_t elapsed = shown_at - trace->start;
    double overlap = stats_busy_workers(trace, trace->start, shown_at, context->scene->now);
    /* As few digits as tell it: the figures keep their size. */
    figures[0] = (struct figure){.label = "elapsed s", .role = ROLE_TEXT};
    (void)snprintf(figures[0].text, FIGURE_SIZE, "%.*f", elapsed < 100 * NS_PER_S ? 1 : 0, units_seconds(elapsed));
    figures[1] = (struct figure){.label = "overlap ×", .role = ROLE_ACCENT};
    (void)snprintf(figures[1].text, FIGURE_SIZE, "%.*f", overlap < 10 ? 2 : overlap < 100 ? 1 : 0, overlap);
    figures[2] = (struct figure){.label = "in queue", .role = ROLE_QUEUE};
    (void)snprintf(figures[2].text, FIGURE_SIZE, "%u", depth_series_at(trace->depth, shown_at));
}

static int width_of(const struct draw_context *context, const struct figure *figure, struct digits_size size)
{
    int digits = digits_width(figure->text, size);
    int label = glyph_text_width(figure->label, context->scene->render.ascii);
    return digits > label ? digits : label;
}

/* Rows of figures side by side from y on, as many as the width takes; draws them on a canvas, if there is one. Returns
 * the screen rows. */
static int flow(struct canvas *canvas, int y, const struct draw_context *context, const struct figure figures[FIGURES],
                struct digits_size size)
{
    int x = 1, height = digits_height(size) + 1, begin = y;
    for (int i = 0; i < FIGURES; i++) {
        int width = width_of(context, &figures[i], size);
        if (x > 1 && x + width > context->width) {
            x = 1;
            y += height + 1;
        }
        if (canvas != NULL) {
            canvas_text(canvas, x, y, context->width - x, style_bold(ROLE_TEXT), figures[i].label);
            draw_digits(canvas, x, y + 1, figures[i].text, size, style_bold(figures[i].role));
        }
        x += width + SPACE * size.width;
    }
    return y + height - begin;
}

/* The largest size in which the figures and what stands above them take no more than half of the screen; the smallest
 * where none does. */
static struct digits_size choose_size(const struct draw_context *context, const struct figure figures[FIGURES])
{
    static const struct digits_size sizes[] = {{4, 4}, {2, 2}, {1, 2}, {1, 1}};
    const int count = sizeof sizes / sizeof *sizes - context->scene->render.ascii, above = 2;
    for (int i = 0; i < count; i++)
        if (flow(NULL, 0, context, figures, sizes[i]) + above <= context->height / 2)
            return sizes[i];
    return sizes[count - 1];
}

static void draw_figures(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    struct figure figures[FIGURES];
    fill(figures, context);
    flow(canvas, rect.y, context, figures, choose_size(context, figures));
}

static int figures_height(const struct draw_context *context, int width, int detail)
{
    (void)width;
    struct figure figures[FIGURES];
    fill(figures, context);
    return detail == 0 ? 0 : flow(NULL, 0, context, figures, choose_size(context, figures));
}

const struct panel figures_panel = {.name = "figures", .detail_max = 1, .height = figures_height, .draw = draw_figures};

/* ---- The sentence ---- */

/* The caption where it must not be missed. */
static bool write_sentence(const struct draw_context *context, char text[SENTENCE_SIZE])
{
    text[0] = '\0';
    if (context->scene->view.notice[0] != '\0' || context->run->status == RUN_STUCK)
        caption_write(context->scene, text, SENTENCE_SIZE);
    return text[0] != '\0';
}

static void draw_sentence(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    char text[SENTENCE_SIZE];
    struct rect inside = {.x = 1, .y = rect.y, .width = rect.width - 2, .height = rect.height};
    if (write_sentence(context, text))
        text_wrap(canvas, inside, style_bold(context->run->status == RUN_STUCK ? ROLE_WARNING : ROLE_TEXT), text);
}

static int sentence_height(const struct draw_context *context, int width, int detail)
{
    char text[SENTENCE_SIZE];
    bool said = detail > 0 && write_sentence(context, text);
    return said ? text_rows(text, width - 2, context->scene->render.ascii) : 0;
}

const struct panel sentence_panel = {
    .name = "sentence", .detail_max = 1, .height = sentence_height, .draw = draw_sentence};
