/* large — three figures for the last row of a class, as large as they can be in half of the screen. */
#include "base/format.h"
#include "base/units.h"
#include "trace/stats.h"
#include "view/canvas/glyph.h"
#include "view/panel.h"

#include <stdio.h>
#include <string.h>

/* ---- Digits of block characters ---- */

struct digits_size {
    int width;  /* cells */
    int halves; /* of a cell's height; only even ones where there is only ASCII */
};

enum { ROWS = 5, POINT = 10 };

/* Of each digit and the point: a row of points is a row of text. */
static const char *const shapes[][ROWS] = {
    {"###", "# #", "# #", "# #", "###"}, {" # ", "## ", " # ", " # ", "###"}, {"###", "  #", "###", "#  ", "###"},
    {"###", "  #", "###", "  #", "###"}, {"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"}, {"###", "# #", "###", "# #", "###"},
    {"###", "# #", "###", "  #", "###"}, {" ", " ", " ", " ", "#"},
};

static const char *const *shape_of(char digit)
{
    return shapes[digit == '.' ? POINT : digit - '0'];
}

static int digits_width(const char *text, struct digits_size size)
{
    int points = 0;
    for (const char *digit = text; *digit != '\0'; digit++)
        points += (int)strlen(shape_of(*digit)[0]) + (digit > text);
    return points * size.width;
}

static int digits_height(struct digits_size size)
{
    return (ROWS * size.halves + 1) / 2;
}

static bool is_point(const char *const *shape, int column, int half, struct digits_size size)
{
    return half / size.halves < ROWS && shape[half / size.halves][column / size.width] == '#';
}

static void draw_digits(struct canvas *canvas, int x, int y, const char *text, struct digits_size size,
                        struct style style)
{
    for (; *text != '\0'; text++) {
        const char *const *shape = shape_of(*text);
        int width = (int)strlen(shape[0]) * size.width;
        for (int column = 0; column < width; column++)
            for (int row = 0; row < digits_height(size); row++) {
                bool upper = is_point(shape, column, row * 2, size), lower = is_point(shape, column, row * 2 + 1, size);
                uint32_t glyph = upper && lower ? U'█' : upper ? U'▀' : lower ? U'▄' : ' ';
                canvas_put(canvas, x + column, y + row, glyph, style);
            }
        x += width + size.width;
    }
}

/* ---- Figures ---- */

enum { FIGURES = 3, SPACE = 2 /* least points between two figures */, ABOVE = 2 /* rows */ };

struct figure {
    char label[16];
    enum role role;
    struct format digits;
};

static struct figure figure_of(const char *label, enum role role, int digits, double value)
{
    struct figure figure = {.role = role};
    (void)snprintf(figure.label, sizeof figure.label, "%s", label);
    (void)snprintf(figure.digits.text, sizeof figure.digits.text, "%.*f", digits, value);
    return figure;
}

/* In seconds while it grows; at its end a time too short for them in the unit that fits. */
static struct figure elapsed_figure(const struct draw_context *context, int64_t elapsed)
{
    if (elapsed == 0 || elapsed >= NS_PER_S / 10 || context->seen->status == RUN_RUNNING)
        return figure_of("elapsed s", ROLE_TEXT, elapsed < 100 * NS_PER_S ? 1 : 0, units_seconds(elapsed));
    struct figure figure = {.role = ROLE_TEXT, .digits = format_duration(elapsed, 1)};
    char *unit = strchr(figure.digits.text, ' ');
    (void)snprintf(figure.label, sizeof figure.label, "elapsed%s", unit);
    *unit = '\0';
    return figure;
}

/* As few digits as tell it: the figures keep their size. */
static void fill(struct figure figures[FIGURES], const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    int64_t end = trace_end(trace, context->scene->now), shown_at = context->shown_at < end ? context->shown_at : end;
    double overlap = stats_busy_workers(trace, trace->start, shown_at, context->scene->now);
    figures[0] = elapsed_figure(context, shown_at - trace->start);
    figures[1] = figure_of("overlap ×", ROLE_ACCENT, overlap < 10 ? 2 : overlap < 100 ? 1 : 0, overlap);
    figures[2] = figure_of("in queue", ROLE_QUEUE, 0, item_history_depth(trace->item_history, shown_at));
}

/* Rows of figures side by side from y on, as many as the width takes; draws them on a canvas, if there is one. Returns
 * the row after them. */
static int flow(struct canvas *canvas, int y, const struct draw_context *context, const struct figure figures[FIGURES],
                struct digits_size size)
{
    int x = 1, height = digits_height(size) + 1;
    for (const struct figure *figure = figures; figure < figures + FIGURES; figure++) {
        int digits = digits_width(figure->digits.text, size);
        int label = glyph_text_width(figure->label, context->scene->render.ascii);
        int width = digits > label ? digits : label;
        if (x > 1 && x + width > context->width) {
            x = 1;
            y += height + 1;
        }
        if (canvas != NULL) {
            canvas_text(canvas, x, y, context->width - x, style_bold(ROLE_TEXT), figure->label);
            draw_digits(canvas, x, y + 1, figure->digits.text, size, style_bold(figure->role));
        }
        x += width + SPACE * size.width;
    }
    return y + height;
}

/* The largest size in which the figures and what stands above them take no more than half of the screen; the smallest
 * where none does. */
static struct digits_size choose_size(const struct draw_context *context, const struct figure figures[FIGURES])
{
    static const struct digits_size sizes[] = {{4, 4}, {2, 2}, {1, 2}, {1, 1}};
    int last = context->scene->render.ascii ? 2 : 3, i = 0;
    while (i < last && flow(NULL, ABOVE, context, figures, sizes[i]) > context->height / 2)
        i++;
    return sizes[i];
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    struct figure figures[FIGURES];
    fill(figures, context);
    flow(canvas, rect.y, context, figures, choose_size(context, figures));
}

static int height(const struct draw_context *context, int detail)
{
    (void)detail;
    struct figure figures[FIGURES];
    fill(figures, context);
    return flow(NULL, 0, context, figures, choose_size(context, figures));
}

const struct panel figures_panel = {.name = "figures", .height = height, .draw = draw};
