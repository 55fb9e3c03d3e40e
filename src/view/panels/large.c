/* large — what the last row of a class can read: the mode, three figures and, in a race, a header for each run. */
#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"
#include "trace/stats.h"
#include "view/canvas/glyph.h"
#include "view/panel.h"
#include "view/panels/large_text.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

/* ---- Figures ---- */

enum { FIGURES = 3, ABOVE = 3 /* rows of the title */ };

struct figure {
    char label[16];
    enum role role;
    struct format digits;
    const char *room; /* for so much there is room from the start, so that nothing moves when the figure grows */
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

static int tasks_done(const struct draw_context *context, int64_t time)
{
    int done = 0;
    if (!context->looks_back)
        return (int)context->seen->trace->consumed;
    for (int i = 0; i < runs_lane_count(context->seen, LANE_TASK); i++) {
        lane_id task = lane_id_of(LANE_TASK, (uint32_t)i);
        struct segment segment = runs_segment_at(context->seen, task, time, context->scene->now);
        done += segment.state == STATE_DONE && segment.reason == REASON_NONE;
    }
    return done;
}

/* As few digits as tell it: the figures keep their size. */
static void fill(struct figure figures[FIGURES], const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    int64_t end = trace_end(trace, context->scene->now), shown_at = context->shown_at < end ? context->shown_at : end;
    double overlap = stats_busy_workers(trace, trace->start, shown_at, context->scene->now);
    figures[0] = elapsed_figure(context, shown_at - trace->start);
    figures[0].room = "00.0";
    figures[1] = figure_of("overlap ×", ROLE_ACCENT, overlap < 10 ? 2 : overlap < 100 ? 1 : 0, overlap);
    figures[2] = context->seen->plan.tasks > 0
                     ? figure_of("tasks done", ROLE_PRODUCER, 0, tasks_done(context, shown_at))
                     : figure_of("in queue", ROLE_QUEUE, 0, item_history_depth(trace->item_history, shown_at));
    figures[1].room = "0.00";
    figures[2].room = "00";
}

/* Rows of figures side by side from y on, as many as the width takes; draws them on a canvas, if there is one. Returns
 * the row after them. */
static int flow(struct canvas *canvas, int y, const struct draw_context *context, const struct figure figures[FIGURES],
                struct letter_size size)
{
    int x = 1, height = large_text_height(size) + 1;
    for (const struct figure *figure = figures; figure < figures + FIGURES; figure++) {
        int digits = large_text_width(figure->digits.text, size);
        digits = MAX(digits, large_text_width(figure->room, size));
        int label = glyph_text_width(figure->label, context->scene->render.ascii);
        int width = digits > label ? digits : label;
        if (x > 1 && x + width > context->width) {
            x = 1;
            y += height + 1;
        }
        if (canvas != NULL) {
            canvas_text(canvas, x, y, context->width - x, style_bold(ROLE_TEXT), figure->label);
            large_text_draw(canvas, x, y + 1, figure->digits.text, size, style_bold(figure->role));
        }
        x += width + LETTER_SPACE * size.width;
    }
    return y + height;
}

/* The largest size in which the figures and what stands above them take no more than half of the screen; the smallest
 * where none does. */
static struct letter_size choose_size(const struct draw_context *context, const struct figure figures[FIGURES])
{
    static const struct letter_size sizes[] = {{4, 4}, {2, 2}, {1, 2}, {1, 1}};
    int last = context->scene->render.ascii ? 2 : 3, i = 0;
    while (i < last && flow(NULL, ABOVE, context, figures, sizes[i]) > context->height / 2)
        i++;
    return sizes[i];
}

static void draw_figures(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    struct figure figures[FIGURES];
    fill(figures, context);
    flow(canvas, rect.y, context, figures, choose_size(context, figures));
}

static int figures_height(const struct draw_context *context, int detail)
{
    (void)detail;
    struct figure figures[FIGURES];
    fill(figures, context);
    return flow(NULL, 0, context, figures, choose_size(context, figures));
}

const struct panel figures_panel = {.name = "figures", .height = figures_height, .draw = draw_figures};

/* ---- The title ---- */

static const struct letter_size low = {1, 1};

static struct style mode_style(enum run_status status)
{
    return style_bold(status == RUN_STUCK ? ROLE_WARNING : status == RUN_FINISHED ? ROLE_ACCENT : ROLE_TEXT);
}

/* In block letters, with the usual title's words on their right, where there is room for both. */
static bool has_room(const struct draw_context *context)
{
    enum { WORDS = 34 };
    int letters = large_text_width(context->seen->mode->name, low);
    return !context->scene->render.ascii && 1 + letters + WORDS <= context->width;
}

static int title_height(const struct draw_context *context, int detail)
{
    return detail > 0 && has_room(context) ? large_text_height(low) : detail;
}

static void draw_title(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene_run *run = context->seen;
    if (rect.height == 1) {
        title_panel.draw(canvas, rect, context);
        return;
    }
    char clock[64], kind[64];
    title_write_clock(clock, sizeof clock, context);
    title_write_kind(kind, sizeof kind, context, true);
    int x = large_text_draw(canvas, 1, rect.y, run->mode->name, low, mode_style(run->status)) + 1;
    int end = rect.width - 1 - canvas_text_width(canvas, clock);
    canvas_text(canvas, end, rect.y, rect.width - end, style_bold(ROLE_TEXT), clock);
    canvas_text(canvas, x, rect.y, end - x, style_bold(ROLE_TEXT), kind);
    canvas_format(canvas, x, rect.y + 1, rect.width - x, style_of(ROLE_TEXT), "run %d", run->number);
    if (run->status != RUN_RUNNING)
        canvas_text(canvas, x, rect.y + 2, rect.width - x, mode_style(run->status), status_word(run->status));
}

const struct panel large_title_panel = {.name = "large title", .height = title_height, .draw = draw_title};

/* ---- A run of a race ---- */

enum { BESIDE = 20 /* columns of the words beside the figure */ };

struct letter_size large_race_size(const struct draw_context *context, int rows, int workers)
{
    static const struct letter_size sizes[] = {{2, 2}, {2, 1}, {1, 1}};
    size_t count, i = context->scene->render.ascii ? 3 : rows >= large_text_height(sizes[0]) + 2 * workers ? 0 : 1;
    const struct scene_run *runs = runs_of_batch(context->scene, &count);
    for (; i < sizeof sizes / sizeof *sizes; i++) {
        int widest = 0, figure = large_text_width("000.0", sizes[i]) + LETTER_SPACE * sizes[i].width;
        for (size_t run = 0; run < count; run++) {
            int width = large_text_width(runs[run].mode->name, sizes[i]);
            widest = width > widest ? width : widest;
        }
        if (rows >= large_text_height(sizes[i]) + 2 && 1 + widest + figure + BESIDE <= context->width)
            return sizes[i];
    }
    return (struct letter_size){0, 0};
}

void large_race_draw(struct canvas *canvas, int y, const struct draw_context *context, struct letter_size size,
                     const char *place)
{
    const struct scene_run *run = context->run;
    int64_t elapsed = context->shown_at - run->trace->start;
    struct figure figure = elapsed_figure(context, elapsed);
    double overlap = stats_busy_workers(run->trace, run->trace->start, context->shown_at, context->scene->now);
    int x = context->width - BESIDE, width = large_text_width(figure.digits.text, size);
    bool ended = run->status != RUN_RUNNING;
    large_text_draw(canvas, 1, y, run->mode->name, size, mode_style(run->status));
    large_text_draw(canvas, x - width, y, figure.digits.text, size, style_bold(ROLE_TEXT));
    x = canvas_text(canvas, x + 1, y, BESIDE, style_bold(ROLE_TEXT), strrchr(figure.label, ' ') + 1) + 2;
    canvas_text(canvas, x, y, context->width - x, ended ? mode_style(run->status) : style_of(ROLE_TEXT),
                place[0] != '\0' ? place : status_word(run->status));
    canvas_format(canvas, x, y + 1, context->width - x, style_bold(ROLE_ACCENT), "%.2f× overlap", overlap);
}
