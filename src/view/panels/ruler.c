/* ruler — how long ago each column was, and where one run gave way to the next; in a race, how long after its start. */
#include "base/format.h"
#include "base/units.h"
#include "view/panel.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TICK_COLUMNS = 10 }; /* least distance of two labels */
#define NS_PER_HOUR (3600 * NS_PER_S)
#define DIVIDER     U'│'

int64_t round_up(int64_t least)
{
    static const int64_t factors[] = {1, 2, 5};
    for (int64_t power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
            if (factors[i] * power >= least)
                return factors[i] * power;
}

int64_t ruler_tick(int64_t cell)
{
    static const int64_t clock[] = {15, 30, 60, 120, 300, 600, 900, 1800}; /* s */
    int64_t least = cell * TICK_COLUMNS;
    if (least <= 10 * NS_PER_S)
        return round_up(least);
    for (size_t i = 0; i < sizeof clock / sizeof *clock; i++)
        if (clock[i] * NS_PER_S >= least)
            return clock[i] * NS_PER_S;
    return round_up((least + NS_PER_HOUR - 1) / NS_PER_HOUR) * NS_PER_HOUR;
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
    struct format duration = format_range(ns, ns, 12);
    int digits = (int)strcspn(duration.text, " ");
    (void)snprintf(text, size, "%.*s%s", digits, duration.text, duration.text + digits + 1);
}

/* Writes a label on a blank place within [first, end) of the row, with a blank on either side, or a name, which may
 * stand beside a divider and is cut at the end; elsewhere it is left out. */
static void place(struct canvas *canvas, int x, int y, int first, int end, enum role role, const char *text,
                  bool is_name)
{
    int after = x + canvas_text_width(canvas, text);
    if (x < first || (!is_name && after > end))
        return;
    for (int column = x > first ? x - 1 : x; column <= after && column < end; column++) {
        uint32_t glyph = canvas_cell(canvas, column, y)->glyph;
        bool divider = glyph == DIVIDER || glyph == '|', beside = column == x - 1 || column == after;
        if (glyph != ' ' && !(is_name && beside && divider))
            return;
    }
    canvas_text(canvas, x, y, end - x, style_of(role), text);
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
                place(canvas, x + 1, y, first, end, ROLE_TEXT, run->mode->name, true);
            else
                place(canvas, x - canvas_text_width(canvas, before->mode->name), y, first, end, ROLE_DIM,
                      before->mode->name, true);
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
        place(canvas, x > first ? x : first, y, first, end, ROLE_DIM, text, false);
    }
}

/* How long after `zero` the columns are. */
static void draw_times(struct canvas *canvas, int y, const struct viewport *time, int64_t zero)
{
    int64_t tick = ruler_tick(time->cell), first = (viewport_time(time, 0) - zero + tick - 1) / tick * tick;
    for (int64_t at = first > 0 ? first : 0;; at += tick) {
        int column = viewport_column(time, zero + at);
        char text[RULER_SIZE];
        ruler_write(text, sizeof text, at);
        if (column + canvas_text_width(canvas, text) > time->columns)
            return;
        place(canvas, time->x + column, y, time->x, time->x + time->columns, ROLE_DIM, text, false);
    }
}

/* How long ago they were; the last is `back` columns before now. */
static void draw_ages(struct canvas *canvas, int y, const struct viewport *time, int64_t back)
{
    int first = time->x, end = first + time->columns;
    int64_t cell = time->cell, tick = ruler_tick(cell);
    if (back == 0)
        place(canvas, end - 3, y, first, end, ROLE_DIM, "now", false);
    for (int64_t ago = (back * cell / tick + 1) * tick; ago / cell - back < time->columns; ago += tick) {
        char duration[RULER_SIZE], text[RULER_SIZE + 4];
        ruler_write(duration, sizeof duration, ago);
        (void)snprintf(text, sizeof text, "−%s", duration);
        int x = end - 1 - (int)(ago / cell - back) - canvas_text_width(canvas, text) / 2;
        place(canvas, x, y, first, end, ROLE_DIM, text, false);
    }
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct viewport *time = &context->time;
    draw_dividers(canvas, rect.y, context);
    draw_detail(canvas, rect.y, context);
    int64_t back = viewport_number(time, context->scene->now) - (time->first + time->columns - 1);
    if (back < 0)
        draw_times(canvas, rect.y, time, context->scene->runs[0].trace->start);
    else
        draw_ages(canvas, rect.y, time, back);
}

const struct panel ruler_panel = {.name = "ruler", .draw = draw};

/* The axis that all runs of a race share. */
static void draw_race(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    draw_times(canvas, rect.y, &context->time, context->run->trace->start);
}

const struct panel race_ruler_panel = {.name = "race ruler", .draw = draw_race};
