/* scoreboard — a line a run, the newest last: its figures, and its overlap as a bar. */
#include "bars.h"
#include "base/memory.h"
#include "base/units.h"
#include "panel.h"
#include "record/stats.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUE_SIZE = 32, BAR_LEAST = 4 };

/* A run and its figures. */
struct line {
    const struct scene_run *run;
    struct stats stats;
    bool current;
};

static void write_seconds(char *value, bool known, double ns)
{
    if (known)
        (void)snprintf(value, VALUE_SIZE, "%.1f s", ns / (double)NS_PER_S);
    else
        (void)snprintf(value, VALUE_SIZE, "–");
}

static void write_run(char *value, const struct line *line)
{
    (void)snprintf(value, VALUE_SIZE, "%d", line->run->number);
}

static void write_mode(char *value, const struct line *line)
{
    (void)snprintf(value, VALUE_SIZE, "%s", line->run->mode);
}

static void write_elapsed(char *value, const struct line *line)
{
    write_seconds(value, true, (double)line->stats.elapsed);
}

static void write_ideal(char *value, const struct line *line)
{
    write_seconds(value, line->run->ideal >= 0, (double)line->run->ideal);
}

static void write_items(char *value, const struct line *line)
{
    const struct plan *plan = &line->run->plan;
    if (plan->items > 0)
        (void)snprintf(value, VALUE_SIZE, "%" PRIu64 "/%" PRId64, line->stats.consumed, plan->items * plan->producers);
    else
        (void)snprintf(value, VALUE_SIZE, "%" PRIu64, line->stats.consumed);
}

static void write_rate(char *value, const struct line *line)
{
    (void)snprintf(value, VALUE_SIZE, "%.2f", line->stats.throughput);
}

static void write_mean(char *value, const struct line *line)
{
    write_seconds(value, line->stats.consumed > 0, line->stats.latency_mean);
}

static void write_p99(char *value, const struct line *line)
{
    write_seconds(value, line->stats.consumed > 0, (double)line->stats.latency_p99);
}

static void write_max(char *value, const struct line *line)
{
    write_seconds(value, line->stats.consumed > 0, (double)line->stats.latency_max);
}

static void write_overlap(char *value, const struct line *line)
{
    (void)snprintf(value, VALUE_SIZE, "%.2f×", line->stats.overlap);
}

/* A column is shown on screens at least so wide. Its width has the space before it. */
static const struct column {
    const char *title;
    int width, from_width;
    bool left; /* aligned to the left */
    void (*write)(char *value, const struct line *line);
} columns[] = {
    {"run", 5, 0, false, write_run},
    {"mode", 12, 0, true, write_mode},
    {"elapsed", 8, 0, false, write_elapsed},
    {"ideal", 9, 100, false, write_ideal},
    {"items", 9, 50, false, write_items},
    {"items/s", 10, 110, false, write_rate},
    {"latency mean", 14, 62, false, write_mean},
    {"p99", 8, 120, false, write_p99},
    {"max", 8, 72, false, write_max},
    {"overlap", 9, 0, false, write_overlap},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* One line of the table, of titles where `line` is NULL. Returns the column after it. */
static int draw_columns(struct canvas *canvas, struct rect rect, int y, struct style style, const struct line *line)
{
    int x = rect.x;
    for (int i = 0; i < COLUMNS; i++) {
        if (rect.width < columns[i].from_width)
            continue;
        char value[VALUE_SIZE];
        if (line == NULL)
            (void)snprintf(value, VALUE_SIZE, "%s", columns[i].title);
        else
            columns[i].write(value, line);
        int space = columns[i].width - canvas_text_width(canvas, value);
        int indent = columns[i].left ? 3 : space > 1 ? space : 1;
        int end = x + columns[i].width;
        canvas_text(canvas, x + indent, y, end - x - indent, style, value);
        x = end;
    }
    return x;
}

static int table_width(int screen)
{
    int width = 0;
    for (int i = 0; i < COLUMNS; i++)
        width += screen >= columns[i].from_width ? columns[i].width : 0;
    return width;
}

static const char *note_of(const struct scene_run *run)
{
    static const char *const notes[] = {
        [RUN_RUNNING] = "", [RUN_STUCK] = "deadlock", [RUN_FINISHED] = "", [RUN_LEFT] = "left"};
    return *notes[run->status] == '\0' && run->changed ? "plan changed" : notes[run->status];
}

static void draw_line(struct canvas *canvas, struct rect rect, int y, const struct line *line, double full, int bar)
{
    bool current = line->current;
    struct style style = current ? style_bold(HUE_TEXT) : style_of(HUE_TEXT);
    int x = draw_columns(canvas, rect, y, style, line) + 1, end = rect.x + rect.width;
    if (current)
        canvas_put(canvas, rect.x + columns[0].width + 1, y, U'▶', style);
    if (bar >= BAR_LEAST)
        x = bars_row(canvas, x, y, bar, line->stats.overlap, full, style_of(HUE_ACCENT)) + 1;
    struct style note_style = line->run->status == RUN_STUCK ? style_bold(HUE_WARNING) : style_of(HUE_DIM);
    if (x + canvas_text_width(canvas, note_of(line->run)) <= end)
        canvas_text(canvas, x, y, end - x, note_style, note_of(line->run));
}

/* Cells of a bar for the overlap `full`: all there are, or what leaves every line's note its place behind its bar. */
static int bar_width(const struct canvas *canvas, int room, const struct line *lines, size_t count, double full)
{
    double width = room;
    for (size_t i = 0; i < count; i++) {
        int note = canvas_text_width(canvas, note_of(lines[i].run));
        if (note > 0 && lines[i].stats.overlap > 0)
            width = fmin(width, (room - note - 2) * full / lines[i].stats.overlap);
    }
    return (int)width;
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    const struct scene *scene = frame->scene;
    bool titles = rect.height > 1;
    size_t room = (size_t)(rect.height - titles);
    size_t shown = scene->run_count < room ? scene->run_count : room;
    struct line *lines = memory_zeroed(shown, sizeof *lines);
    double full = 1;
    for (size_t i = 0; i < shown; i++) {
        const struct scene_run *run = &scene->runs[scene->run_count - shown + i];
        lines[i] = (struct line){.run = run, .stats = stats_of(run->trace, scene->now), .current = i + 1 == shown};
        full = fmax(full, lines[i].stats.overlap);
    }
    int bar = bar_width(canvas, rect.width - table_width(rect.width) - 2, lines, shown, full);
    if (titles)
        draw_columns(canvas, rect, rect.y, style_of(HUE_DIM), NULL);
    for (size_t i = 0; i < shown; i++)
        draw_line(canvas, rect, rect.y + titles + (int)i, &lines[i], full, bar);
    free(lines);
}

/* The current run; with its titles; then with so many runs in all. */
static int height(const struct frame *frame, int width, int detail)
{
    (void)width;
    static const int runs_most[] = {0, 1, 1, 2, 3, 8};
    int runs = (int)frame->scene->run_count < runs_most[detail] ? (int)frame->scene->run_count : runs_most[detail];
    return runs + (detail > 1);
}

const struct panel scoreboard_panel = {.name = "scoreboard", .most = 5, .height = height, .draw = draw};
