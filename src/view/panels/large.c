/*
 * large — three large figures and a few tall lanes; see the header.
 *
 * The figures are as large as they can be in half of the screen; lanes have what is left, with the overlap row below
 * them where it leaves them the larger part. A sentence is there only where something has to be said.
 */
#include "view/panels/large.h"

#include "base/units.h"
#include "trace/stats.h"
#include "view/canvas/digits.h"
#include "view/canvas/text.h"
#include "view/layout.h"
#include "view/overlays/cursor.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/text/captions.h"

#include <stdio.h>

enum {
    FIGURES = 3,
    FIGURE_SIZE = 32,
    SPACE = 2,         /* least cells between two figures */
    TITLE = 2,         /* rows of the mode and of the space below it */
    OVERLAP_FROM = 14, /* rows from which lanes share theirs with the overlap row */
    SENTENCE_SIZE = 256
};

struct figure {
    const char *label;
    enum role role;
    char text[FIGURE_SIZE];
};

static void fill_readout(struct figure figures[FIGURES], const struct draw_context *context)
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

static int room_for(const struct canvas *canvas, const struct figure *figure, struct digits_size size)
{
    int digits = digits_width(figure->text, size), label = canvas_text_width(canvas, figure->label);
    return digits > label ? digits : label;
}

/* Rows of figures side by side, as many as the width takes; draws them where asked to. Returns the screen rows. */
static int flow_figures(struct canvas *canvas, int y, const struct figure figures[FIGURES], struct digits_size size,
                        bool draw)
{
    int x = 1, height = digits_height(size) + 1, begin = y;
    for (int i = 0; i < FIGURES; i++) {
        int room = room_for(canvas, &figures[i], size);
        if (x > 1 && x + room > canvas_width(canvas)) {
            x = 1;
            y += height + 1;
        }
        if (draw) {
            canvas_text(canvas, x, y, canvas_width(canvas) - x, style_bold(ROLE_TEXT), figures[i].label);
            digits_draw(canvas, x, y + 1, figures[i].text, size, style_bold(figures[i].role));
        }
        x += room + SPACE * size.width;
    }
    return y + height - begin;
}

/* The largest size in which the figures take no more than half of the screen; the smallest where none does. */
static struct digits_size choose_size(struct canvas *canvas, const struct figure figures[FIGURES])
{
    static const struct digits_size sizes[] = {{4, 4}, {2, 2}, {1, 2}, {1, 1}};
    const int count = sizeof sizes / sizeof *sizes - canvas_is_ascii(canvas);
    for (int i = 0; i < count; i++)
        if (flow_figures(canvas, 0, figures, sizes[i], false) + TITLE <= canvas_height(canvas) / 2)
            return sizes[i];
    return sizes[count - 1];
}

/* The caption where it must not be missed. Returns the rows that it takes. */
static int draw_sentence(struct canvas *canvas, const struct draw_context *context)
{
    if (context->scene->view.notice[0] == '\0' && context->run->status != RUN_STUCK)
        return 0;
    char text[SENTENCE_SIZE];
    caption_write(context->scene, text, sizeof text);
    int width = canvas_width(canvas) - 2, rows = text_rows(text, width, canvas_is_ascii(canvas));
    struct rect rect = {.x = 1, .y = canvas_height(canvas) - rows, .width = width, .height = rows};
    text_wrap(canvas, rect, style_bold(context->run->status == RUN_STUCK ? ROLE_WARNING : ROLE_TEXT), text);
    return rows;
}

/* There is room for the overlap row's name. */
static bool is_wide(int width)
{
    return width >= 60;
}

/* Names and time, no figures beside them. */
static struct draw_context frame_without_print(const struct scene *scene, int width)
{
    struct draw_context context = layout_context(scene, width);
    int labels = is_wide(width) ? lanes_label_width(context.run) + 2 : lanes_name_width(context.run) + 2;
    context.time.first += context.time.columns - (width - labels - 1);
    context.time.x = labels;
    context.time.columns = width - labels - 1;
    context.begin = viewport_time(&context.time, 0);
    context.figures = width;
    context.figures_width = 0;
    return context;
}

void large_draw(struct canvas *canvas, const struct scene *scene)
{
    struct draw_context context = frame_without_print(scene, canvas_width(canvas));
    title_panel.draw(canvas, (struct rect){.width = canvas_width(canvas), .height = 1}, &context);
    struct figure figures[FIGURES];
    fill_readout(figures, &context);
    struct digits_size size = choose_size(canvas, figures);
    int y = TITLE + flow_figures(canvas, TITLE, figures, size, true) + 1;
    int rows = canvas_height(canvas) - y - draw_sentence(canvas, &context);
    int overlap = is_wide(canvas_width(canvas)) && rows >= OVERLAP_FROM ? rows / 4 : 0;
    struct rect lanes = {.y = y, .width = canvas_width(canvas), .height = rows - overlap - (overlap > 0)};
    if (lanes.height > 0)
        lanes_panel.draw(canvas, lanes, &context);
    if (overlap > 0)
        overlap_panel.draw(canvas, (struct rect){.y = y + rows - overlap, .width = lanes.width, .height = overlap},
                           &context);
    cursor_draw(canvas, y, y + rows, &context);
}
