/* ruler — how long ago each column was, and where one run gave way to the next; in a race, how long after its start. */
#include "base/units.h"
#include "view/panel.h"

#include <inttypes.h>
#include <stdio.h>

enum { TICK_COLUMNS = 10 }; /* least distance of two labels */
#define DIVIDER U'│'

static const struct unit {
    int64_t ns;
    const char *name;
} units[] = {{3600 * NS_PER_S, "h"}, {60 * NS_PER_S, "m"}, {NS_PER_S, "s"}, {NS_PER_MS, "ms"}, {1000, "µs"}, {1, "ns"}};

int64_t ruler_tick(int64_t cell)
{
    static const int64_t round[] = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    static const int64_t round_60[] = {1, 2, 5, 10, 15, 30};
    for (size_t i = sizeof units / sizeof *units; i-- > 0;) {
        bool sixty = units[i].ns >= NS_PER_S && units[i].ns < 3600 * NS_PER_S;
        const int64_t *rounds = sixty ? round_60 : round;
        size_t count = sixty ? sizeof round_60 / sizeof *round_60 : sizeof round / sizeof *round;
        for (size_t j = 0; j < count; j++)
            if (rounds[j] * units[i].ns / TICK_COLUMNS >= cell)
                return rounds[j] * units[i].ns;
    }
    return cell * TICK_COLUMNS;
}

/* As a clock shows it: "1:05", "2:00:00", "6:49.5". */
static void write_clock(char *text, size_t size, int64_t ns)
{
    int64_t minutes = ns / (60 * NS_PER_S);
    int length = minutes < 60 ? snprintf(text, size, "%d", (int)minutes)
                              : snprintf(text, size, "%" PRId64 ":%02d", minutes / 60, (int)(minutes % 60));
    double seconds = units_seconds(ns % (60 * NS_PER_S));
    (void)snprintf(text + length, size - (size_t)length, seconds < 10 ? ":0%.12g" : ":%.12g", seconds);
}

void ruler_write(char *text, size_t size, int64_t ns)
{
    if (ns >= 60 * NS_PER_S) {
        write_clock(text, size, ns);
        return;
    }
    const size_t count = sizeof units / sizeof *units;
    size_t i = 0;
    while (i + 1 < count && (ns == 0 ? units[i].ns > NS_PER_S : ns < units[i].ns))
        i++;
    if (ns >= NS_PER_S / 10 && ns < NS_PER_S) /* beside seconds */
        i--;
    (void)snprintf(text, size, "%.12g%s", (double)ns / (double)units[i].ns, units[i].name);
}

/* Writes a label on a blank place within [first, end) of the row, with a blank on either side; elsewhere it is left
 * out. */
static void place_label(struct canvas *canvas, int x, int y, int first, int end, struct style style, const char *text)
{
    int width = canvas_text_width(canvas, text);
    if (x < first || x + width > end)
        return;
    for (int column = x - 1; column <= x + width; column++)
        if (column >= first && column < end && canvas_cell(canvas, column, y)->glyph != ' ')
            return;
    canvas_text(canvas, x, y, width, style, text);
}

static bool is_blank(const struct canvas *canvas, int x, int y)
{
    return canvas_cell(canvas, x, y)->glyph == ' ';
}

static bool is_divider(const struct canvas *canvas, int x, int y)
{
    uint32_t glyph = canvas_cell(canvas, x, y)->glyph;
    return glyph == DIVIDER || glyph == '|'; /* in ASCII */
}

/* A name beside a divider, cut at `end`; left out where it would run into another one. */
static void place_name(struct canvas *canvas, int x, int y, int first, int end, enum role fg, const char *name)
{
    int after = x + canvas_text_width(canvas, name);
    if (x < first)
        return;
    for (int column = x; column < after && column < end; column++)
        if (!is_blank(canvas, column, y))
            return;
    for (int beside = x - 1; beside <= after; beside += after - x + 1)
        if (beside >= first && beside < end && !is_blank(canvas, beside, y) && !is_divider(canvas, beside, y))
            return;
    canvas_text(canvas, x, y, end - x, style_of(fg), name);
}

/* "sync│threads" where a run began. First all dividers, then the names: of what began, then of what ended. */
static void draw_dividers(struct canvas *canvas, int y, const struct draw_context *context)
{
    int first = context->time.x, end = first + context->time.columns;
    enum { DIVIDERS, NAMES, FORMER, PASSES };
    for (int pass = DIVIDERS; pass < PASSES; pass++) {
        const struct scene_run *run = context->run, *before;
        for (; (before = timeline_before(context, run)) != NULL; run = before) {
            int column = viewport_column(&context->time, run->trace->start), x = first + column;
            if (column < 0 || column >= context->time.columns)
                continue;
            if (pass == DIVIDERS)
                canvas_put(canvas, x, y, DIVIDER, style_of(ROLE_TEXT));
            else if (pass == NAMES)
                place_name(canvas, x + 1, y, first, end, ROLE_TEXT, run->mode);
            else
                place_name(canvas, x - canvas_text_width(canvas, before->mode), y, first, end, ROLE_DIM, before->mode);
        }
    }
}

/* "detail from 1:05:00 on", where what a run did before that is forgotten and its lanes are empty. */
static void draw_detail(struct canvas *canvas, int y, const struct draw_context *context)
{
    int first = context->time.x, end = first + context->time.columns;
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_before(context, run)) {
        const struct trace *trace = run->trace;
        int column = viewport_column(&context->time, trace->detail_from);
        if (trace->detail_from == trace->start || column <= 0 ||
            viewport_column(&context->time, trace->start) >= context->time.columns)
            continue;
        char time[RULER_SIZE], text[RULER_SIZE + 16];
        ruler_write(time, sizeof time, (trace->detail_from - trace->start) / NS_PER_S * NS_PER_S);
        (void)snprintf(text, sizeof text, "detail from %s on", time);
        column = column < context->time.columns ? column : context->time.columns;
        int x = first + column - canvas_text_width(canvas, text) - 1;
        place_label(canvas, x > first ? x : first, y, first, end, style_of(ROLE_DIM), text);
    }
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    int first = context->time.x, end = first + context->time.columns;
    draw_dividers(canvas, rect.y, context);
    draw_detail(canvas, rect.y, context);
    int64_t cell = context->time.cell, tick = ruler_tick(cell);
    int64_t back = context->scene->now / cell -
                   (context->time.first + context->time.columns - 1); /* columns from the last to now */
    if (back == 0)
        place_label(canvas, end - 3, rect.y, first, end, style_of(ROLE_DIM), "now");
    for (int64_t ago = (back * cell / tick + 1) * tick; ago / cell - back < context->time.columns; ago += tick) {
        char duration[RULER_SIZE], text[RULER_SIZE + 4];
        ruler_write(duration, sizeof duration, ago);
        (void)snprintf(text, sizeof text, "−%s", duration);
        int x = end - 1 - (int)(ago / cell - back) - canvas_text_width(canvas, text) / 2;
        place_label(canvas, x, rect.y, first, end, style_of(ROLE_DIM), text);
    }
}

const struct panel ruler_panel = {.name = "ruler", .detail_max = 1, .draw = draw};

/* The axis that all runs of a race share. */
static void draw_race(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct viewport *time = &context->time;
    int64_t start = context->run->trace->start, tick = ruler_tick(time->cell);
    int64_t first = (viewport_time(time, 0) - start + tick - 1) / tick * tick;
    for (int64_t at = first > 0 ? first : 0;; at += tick) {
        int column = viewport_column(time, start + at);
        char text[RULER_SIZE];
        ruler_write(text, sizeof text, at);
        if (column + canvas_text_width(canvas, text) > time->columns)
            return;
        canvas_text(canvas, time->x + column, rect.y, time->columns - column, style_of(ROLE_DIM), text);
    }
}

const struct panel race_ruler_panel = {.name = "race ruler", .detail_max = 1, .draw = draw_race};
