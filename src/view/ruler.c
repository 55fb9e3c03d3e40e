/* ruler — how long ago each column was, and where one run gave way to the next. */
#include "ruler.h"

#include "base/units.h"
#include "heat.h"
#include "panel.h"

#include <inttypes.h>
#include <stdio.h>

enum { TICK_COLUMNS = 10 }; /* least distance of two labels */

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

/* "sync│threads" around the column where the run after `previous` began. */
static void draw_divider(struct canvas *canvas, int y, const struct frame *frame, const struct scene_run *previous,
                         const struct scene_run *run)
{
    int first = frame->time.x, end = first + frame->time.columns;
    int column = viewport_column(&frame->time, trace_start(run->trace));
    if (column < 0 || column >= frame->time.columns)
        return;
    int x = first + column;
    if (canvas_cell(canvas, x, y)->glyph != ' ')
        return;
    canvas_put(canvas, x, y, U'│', style_of(HUE_TEXT));
    canvas_text(canvas, x + 1, y, end - x - 1, style_of(HUE_TEXT), run->mode);
    const char *before = previous->mode;
    int left = x - canvas_text_width(canvas, before);
    for (int taken = left - 1; taken < x; taken++)
        if (taken < first || canvas_cell(canvas, taken, y)->glyph != ' ')
            return;
    canvas_text(canvas, left, y, x - left, style_of(HUE_DIM), before);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    int first = frame->time.x, end = first + frame->time.columns;
    const struct scene_run *run = frame->run, *before;
    for (; (before = heat_before(frame->scene, run)) != NULL; run = before)
        draw_divider(canvas, rect.y, frame, before, run);
    int64_t cell = frame->time.cell, tick = ruler_tick(cell);
    int64_t back =
        frame->scene->now / cell - (frame->time.first + frame->time.columns - 1); /* columns from the last to now */
    if (back == 0)
        place_label(canvas, end - 3, rect.y, first, end, style_of(HUE_DIM), "now");
    for (int64_t ago = (back * cell / tick + 1) * tick; ago / cell - back < frame->time.columns; ago += tick) {
        char duration[RULER_SIZE], text[RULER_SIZE + 4];
        ruler_write(duration, sizeof duration, ago);
        (void)snprintf(text, sizeof text, "−%s", duration);
        int x = end - 1 - (int)(ago / cell - back) - canvas_text_width(canvas, text) / 2;
        place_label(canvas, x, rect.y, first, end, style_of(HUE_DIM), text);
    }
}

const struct panel ruler_panel = {.name = "ruler", .most = 1, .draw = draw};
