/* race — a part of the screen for each run of a batch: a header with its figures, its lanes, its queue, its finish. */
#include "base/memory.h"
#include "base/minmax.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/panels/large_text.h"
#include "view/runs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 9, STATUS = 8, LANE_ROWS_MAX = 4, QUEUE_ROWS_MAX = 4, BAR_MIN = 2, BAR_MAX = 40 };

/* On screens this wide there is more space between the fields of a header. */
enum { SPACIOUS = 96, SPACIOUS_GAP = 4 };

/* ---- The header ---- */

/* In their order; shown on screens at least so wide. The label, its title, is left out below `label_from`. */
static const struct field {
    enum score_column content;
    bool label;
    int from_width, label_from;
    int gap, width; /* cells before it, and of its value */
    enum role role;
    bool bold, left; /* the value: bold, aligned to the left */
} fields[] = {
    {SCORE_ELAPSED, false, 0, 0, 1, 7, ROLE_TEXT, true, false},
    {SCORE_PLAN, false, 0, 0, 2, 3, ROLE_TEXT, true, true}, /* the place */
    {SCORE_ITEMS, true, 58, 68, 1, 7, ROLE_TEXT, false, false},
    {SCORE_LATENCY, true, 66, 76, 1, 7, ROLE_TEXT, false, false},
    {SCORE_OVERLAP, true, 0, 76, 1, 6, ROLE_ACCENT, true, false},
};

static int draw_field(struct canvas *canvas, int x, int y, int screen, const struct field *field,
                      const struct score *score)
{
    char text[SCORE_SIZE];
    const char *title = score_title(score->plan, field->content);
    if (screen < field->from_width || title == NULL)
        return x;
    score_write(score, field->content, text);
    x += field->label && screen >= SPACIOUS ? SPACIOUS_GAP : field->gap;
    if (field->label && screen >= field->label_from)
        x = canvas_text(canvas, x, y, screen - x, style_of(ROLE_DIM), title) + 1;
    int space = field->width - canvas_text_width(canvas, text);
    struct style style = field->bold ? style_bold(field->role) : style_of(field->role);
    int end = canvas_text(canvas, x + (field->left || space < 0 ? 0 : space), y, screen - x, style, text);
    return end > x + field->width ? end : x + field->width; /* a long value moves the next field on */
}

/* As wide as the longest mode in the race, so that the figures stand below each other. */
static int block_width(const struct scene *scene)
{
    size_t count, longest = BLOCK - 2;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        longest = MAX(longest, strlen(runs[i].mode->name));
    return (int)longest + 2;
}

static void draw_header(struct canvas *canvas, int y, const struct draw_context *context, struct score score,
                        double full, struct letter_size size)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int width = context->width, place = runs_rank(context->scene, context->run);
    char place_text[16] = "";
    if (place > 0)
        (void)snprintf(place_text, sizeof place_text, "%d%s", place, endings[place <= 3 ? place : 0]);
    score.note = place_text;
    if (size.width > 0) {
        large_race_draw(canvas, y, context, size, place_text);
        return;
    }

    enum run_status status = context->run->status;
    int x = status_draw(canvas, 0, y, block_width(context->scene), width, status, context->run->mode->name) + 1;
    canvas_text(canvas, x, y, width - x, status == RUN_STUCK ? style_bold(ROLE_WARNING) : style_of(ROLE_DIM),
                status_word(status));
    x += STATUS;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        x = draw_field(canvas, x, y, width, &fields[i], &score);
    int bar = width - x - 1;
    if (bar >= BAR_MIN)
        bars_row(canvas, x + 1, y, bar < BAR_MAX ? bar : BAR_MAX, score.stats.overlap, full, style_of(ROLE_ACCENT));
}

/* ---- A run ---- */

/* A line through all its rows right behind the last thing that it did. */
static void draw_finish(struct canvas *canvas, int y, int rows, const struct draw_context *context)
{
    const struct viewport *time = &context->time;
    int column = viewport_column(time, runs_end(context->scene, context->run) - 1) + 1;
    if (context->run->status != RUN_FINISHED || column < 1 || column > time->columns)
        return;
    column = MIN(column, time->columns - 1);
    for (int row = 0; row < rows; row++)
        canvas_put(canvas, time->x + column, y + row, U'┃', style_bold(ROLE_TEXT));
}

/* How the rows below a header are shared: every lane has as many as the others, the queue what is left. */
struct shares {
    int lanes, queue;
};

static struct shares share_rows(int below, int lanes, bool has_queue)
{
    int queue = has_queue && below > 2 ? 1 : 0, each = (below - queue) / lanes;
    each = each < LANE_ROWS_MAX ? each : LANE_ROWS_MAX;
    if (each == 0)
        return (struct shares){.lanes = below - queue, .queue = queue};
    int left = has_queue ? below - each * lanes : 0;
    return (struct shares){.lanes = each * lanes, .queue = left < QUEUE_ROWS_MAX ? left : QUEUE_ROWS_MAX};
}

/* The context with nothing but one run on its timeline. */
static struct draw_context context_of(const struct draw_context *race, const struct scene_run *run)
{
    struct draw_context context = *race;
    int64_t end = trace_end(run->trace, race->scene->now);
    context.run = context.seen = run;
    context.alone = true;
    context.shown_at = race->shown_at < end ? race->shown_at : end;
    return context;
}

/* All below the header. Returns its rows. */
static int draw_run(struct canvas *canvas, struct rect rect, const struct draw_context *context, double scale)
{
    const struct scene_run *run = context->run;
    struct shares shares =
        share_rows(rect.height, runs_worker_count(run), !context->scene->view.lanes.large && run->plan.tasks == 0);
    if (shares.lanes < 2)
        return 0; /* no room for a producer and a consumer */
    struct rect lanes = rect, queue = rect;
    lanes.height = shares.lanes;
    queue.y += shares.lanes;
    queue.height = shares.queue;
    lanes_draw(canvas, lanes, context);
    if (queue.height > 0)
        queue_draw(canvas, queue, context, scale);
    draw_finish(canvas, rect.y, shares.lanes + shares.queue, context);
    return shares.lanes + shares.queue;
}

/* ---- The panel ---- */

/* Header, a row a lane, the queue. */
static int rows_most(const struct scene_run *runs, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = MAX(most, runs_worker_count(&runs[i]) + 1 + (runs[i].plan.tasks == 0));
    return most;
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(context->scene, &count);
    struct score *scores = memory_zeroed(count, sizeof *scores);
    double full = 1, scale = 0;
    for (size_t i = 0; i < count; i++) {
        struct draw_context alone = context_of(context, &runs[i]);
        scores[i] = score_of(&runs[i], runs_end(context->scene, &runs[i]));
        full = fmax(full, scores[i].stats.overlap);
        scale = fmax(scale, queue_scale(&alone));
    }
    int workers = rows_most(runs, count) - 2, each = rect.height / (int)count;
    struct letter_size size = {0, 0};
    if (context->scene->view.lanes.large)
        size = large_race_size(context, each, workers);
    int header = size.width > 0 ? large_text_height(size) : 1, gap = each > header + workers;
    if (size.width == 0) { /* the queue has a row, and the last run needs no gap */
        gap = (rect.height + 1) / (int)count > workers + 2;
        each = (rect.height + gap) / (int)count;
    }
    struct rect below = {.x = rect.x, .y = rect.y + header, .width = rect.width, .height = each - gap - header};
    for (size_t i = 0; i < count && each > gap; i++, below.y += each) {
        struct draw_context alone = context_of(context, &runs[i]);
        draw_header(canvas, below.y - header, &alone, scores[i], full, size);
        int rows = draw_run(canvas, below, &alone, scale);
        cursor_draw(canvas, below.y, below.y + rows, context);
    }
    free(scores);
}

/* The headers; with their lanes in two rows; and the queue; with all lanes; and gaps between the runs. */
static int height(const struct draw_context *context, int detail)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(context->scene, &count);
    int all = MAX(4, rows_most(runs, count)), heights[] = {0, 1, 3, 4, all, all + 1};
    return (int)count * heights[detail] - (detail == 5);
}

const struct panel race_panel = {.name = "race", .height = height, .draw = draw};
