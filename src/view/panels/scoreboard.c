/* scoreboard — a line a run: its figures, and its overlap as a bar. */
#include "base/memory.h"
#include "base/minmax.h"
#include "view/layout.h"
#include "view/panel.h"
#include "view/runs.h"
#include "view/score.h"

#include <math.h>
#include <stdlib.h>

enum { BAR_MIN = 4, BAR_MAX = 40 };

/* ---- The runs ---- */

/* A run without an end is worth a second line: its last minute. */
static bool has_recent(const struct scene *scene, const struct scene_run *run)
{
    return run->plan.items == 0 && runs_end(scene, run) - run->trace->start > STATS_RECENT;
}

struct line {
    struct score score;
    const struct scene_run *run; /* NULL: of a part of one */
    enum score_column order;
};

static int compare(const void *a, const void *b)
{
    const struct line *left = a, *right = b;
    return score_compare(&left->score, &right->score, left->order);
}

static struct score score_in(const struct scene *scene, const struct scene_run *run)
{
    struct score score = score_of(run, runs_end(scene, run));
    score.before = run > scene->runs ? &run[-1].plan : NULL;
    return score;
}

/* All runs, sorted; with their figures where they are what is sorted by. The caller frees them. */
static struct line *sorted_lines(const struct scene *scene)
{
    struct line *lines = memory_zeroed(scene->run_count, sizeof *lines);
    for (size_t i = 0; i < scene->run_count; i++) {
        const struct scene_run *run = &scene->runs[i];
        struct score number = {.number = run->number};
        lines[i] = (struct line){.score = scene->view.order == SCORE_RUN ? number : score_in(scene, run),
                                 .run = run,
                                 .order = scene->view.order};
    }
    qsort(lines, scene->run_count, sizeof *lines, compare);
    return lines;
}

void scoreboard_order(const struct scene *scene, size_t order[])
{
    struct line *lines = sorted_lines(scene);
    for (size_t i = 0; i < scene->run_count; i++)
        order[i] = (size_t)(lines[i].run - scene->runs);
    free(lines);
}

/* ---- The table ---- */

/* A column is shown on screens at least so wide. Its width has the space before it. */
static const struct column {
    enum score_column content;
    int width, from_width;
    int stretch; /* wider by a cell for every so many that the screen has beyond the usual; 0: never */
    bool left;   /* aligned to the left */
} columns[] = {
    {SCORE_RUN, 4, 0, 0, false},     {SCORE_MODE, 12, 0, 0, true},     {SCORE_PLAN, 11, 72, 3, true},
    {SCORE_ELAPSED, 8, 0, 0, false}, {SCORE_IDEAL, 7, 64, 0, false},   {SCORE_ITEMS, 10, 100, 0, false},
    {SCORE_RATE, 8, 78, 0, false},   {SCORE_LATENCY, 8, 48, 0, false}, {SCORE_LONGEST, 8, 56, 0, false},
    {SCORE_OVERLAP, 8, 0, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns, USUAL_WIDTH = 80, MARK_WIDTH = 2 };

static int width_of(const struct draw_context *context, const struct column *column)
{
    int screen = context->width;
    if (screen < column->from_width || score_title(&context->run->plan, column->content) == NULL)
        return 0;
    return column->width + (column->stretch > 0 && screen > USUAL_WIDTH ? (screen - USUAL_WIDTH) / column->stretch : 0);
}

static int table_width(const struct draw_context *context)
{
    int width = 0;
    for (int i = 0; i < COLUMNS; i++)
        width += width_of(context, &columns[i]);
    return width;
}

static void draw_cell(struct canvas *canvas, const struct column *column, int x, int y, int width, struct style style,
                      const char *text)
{
    if (width == 0)
        return;
    int space = width - canvas_text_width(canvas, text);
    int indent = column->content == SCORE_MODE ? 1 + MARK_WIDTH : column->left || space < 1 ? 1 : space;
    canvas_text(canvas, x + indent, y, width - indent, style, text);
    if (space < indent && width > indent)
        canvas_text(canvas, x + width - 1, y, 1, style, "…");
}

static void draw_titles(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    int x = rect.x;
    enum score_column order = context->scene->view.order;
    for (int i = 0; i < COLUMNS; i++) {
        int width = width_of(context, &columns[i]);
        bool sorts = order != SCORE_RUN && order == columns[i].content;
        draw_cell(canvas, &columns[i], x, rect.y, width, sorts ? style_bold(ROLE_TEXT) : style_of(ROLE_DIM),
                  score_title(&context->run->plan, columns[i].content));
        x += width;
    }
}

static bool is_chosen(const struct draw_context *context, const struct line *line)
{
    return line->run != NULL && (int)(line->run - context->scene->runs) == runs_chosen(context->scene);
}

/* A figure too long for its column is rounded; a text is cut where it is drawn. */
static void write_cell(const struct canvas *canvas, const struct score *score, enum score_column content, int width,
                       char text[SCORE_SIZE])
{
    struct score rounded = *score;
    rounded.digits = 0;
    score_write(score, content, text);
    if (canvas_text_width(canvas, text) >= width)
        score_write(&rounded, content, text);
}

static void draw_line(struct canvas *canvas, struct rect rect, const struct draw_context *context,
                      const struct line *line, double full)
{
    bool seen = line->run == context->seen, stuck = line->run != NULL && line->run->status == RUN_STUCK;
    struct style style = seen ? style_bold(ROLE_TEXT) : style_of(ROLE_TEXT);
    int x = rect.x, width = table_width(context);
    if (is_chosen(context, line)) {
        style.attributes |= ATTRIBUTE_REVERSE;
        canvas_fill(canvas, (struct rect){x, rect.y, width, 1}, ' ', style);
    }
    if (seen)
        canvas_put(canvas, x + columns[0].width + 1, rect.y, U'▶', style);
    for (int i = 0; i < COLUMNS; i++) {
        char text[SCORE_SIZE];
        int column_width = width_of(context, &columns[i]);
        struct style cell_style = style;
        if (stuck && columns[i].content == SCORE_PLAN)
            cell_style.fg = ROLE_WARNING;
        write_cell(canvas, &line->score, columns[i].content, column_width, text);
        draw_cell(canvas, &columns[i], x, rect.y, column_width, cell_style, text);
        x += column_width;
    }
    int bar = rect.width - width - 2;
    if (bar >= BAR_MIN)
        bars_row(canvas, x + 1, rect.y, bar < BAR_MAX ? bar : BAR_MAX, line->score.stats.overlap, full,
                 style_of(ROLE_ACCENT));
}

/* The first line shown where there is no room for all: the chosen one, else the one that the screen tells of, is among
 * them. */
static size_t first_shown(const struct draw_context *context, const struct line *lines, size_t room)
{
    if (context->scene->run_count <= room)
        return 0;
    size_t place = 0;
    while (runs_chosen(context->scene) >= 0 ? !is_chosen(context, &lines[place]) : lines[place].run != context->seen)
        place++;
    return place < room ? 0 : place - room + 1;
}

/* The focused run over its last minute, or over less of it if that had too many items to be known. */
static struct score recent_score(const struct scene *scene, const struct scene_run *run)
{
    struct stats stats = stats_recent(run->trace, runs_end(scene, run));
    const char *name = stats.elapsed < STATS_RECENT ? "latest" : "last 60 s";
    return (struct score){.mode = name, .note = "", .plan = &run->plan, .ideal = -1, .stats = stats, .digits = 1};
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    bool titles = rect.height > 1, recent = rect.height > 2 && has_recent(scene, context->run);
    size_t room = (size_t)(rect.height - titles - recent);
    struct line *lines = sorted_lines(scene), last_minute = {0};
    if (recent)
        last_minute.score = recent_score(scene, context->run);
    struct rect row = {.x = rect.x, .y = rect.y, .width = rect.width, .height = 1};
    if (titles)
        draw_titles(canvas, row, context);
    row.y += titles;
    size_t first = first_shown(context, lines, room), end = MIN(first + room, scene->run_count);
    double full = fmax(1, last_minute.score.stats.overlap);
    for (size_t i = first; i < end; i++) {
        lines[i].score = score_in(scene, lines[i].run);
        full = fmax(full, lines[i].score.stats.overlap);
    }
    for (size_t i = first; i < end; i++, row.y++)
        draw_line(canvas, row, context, &lines[i], full);
    if (recent)
        draw_line(canvas, row, context, &last_minute, full);
    free(lines);
}

/* The current run; with its titles; then with so many runs in all. A last minute is a row more. */
static int height(const struct draw_context *context, int detail)
{
    static const int runs_most[] = {0, 1, 1, 2, 3, 8};
    int runs = (int)context->scene->run_count < runs_most[detail] ? (int)context->scene->run_count : runs_most[detail];
    return runs + (detail > 1) + (detail > 2 && has_recent(context->scene, context->run));
}

const struct panel scoreboard_panel = {.name = "scoreboard", .height = height, .draw = draw};
