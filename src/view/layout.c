/*
 * layout — which panels a screen shows, and where; see the header.
 *
 * The table lists the panels from top to bottom. Every detail of a panel has a rank: rows are given out from the
 * highest rank down, as long as they last. Read upwards it is the order in which a smaller screen gives things up: tall
 * lanes and gauges, a long scoreboard, the log with the latencies (unless the user asked for it), spaces, the footer's
 * second row, gaps between lanes, the gauge's second row, the lanes' second rows, older runs, lanes beyond the twelfth,
 * the legend, the hint, lanes beyond the eighth, the caption's second row, the scoreboard, the caption, the gauge.
 * Title, controls, ruler, overlap row, lanes and footer are there on every screen.
 */
#include "view/layout.h"

#include "base/units.h"
#include "view/panels/lanes.h"
#include "view/panels/race.h"
#include "view/runs.h"

enum { BESIDE_MIN = 105, BESIDE_FROM = 72 /* a panel beside another begins here */ };

enum { DETAILS_MAX = 18, RANK_MAX = 100, RANK_WISHED = 84 };

struct row {
    const struct panel *panel;   /* NULL: a blank row */
    int priorities[DETAILS_MAX]; /* of detail 1, 2, …: each lower than the one before */
};

static const struct row single_rows[] = {
    {&title_panel, {100}},
    {&controls_panel, {94, 64}},
    {&ruler_panel, {93}},
    {&lanes_panel, {98, 92, 76, 60, 57, 56, 55, 53, 52, 50, 40, 18, 12, 6, 5, 4, 3}},
    {NULL, {34}},
    {&gauge_panel, {86, 46, 16, 10, 7, 5, 4, 2}},
    {&items_panel, {85}},
    {NULL, {28}},
    {&overlap_panel, {90, 17, 11, 9, 6, 3}},
    {&legend_panel, {58}},
    {&log_panel, {19, 14, 8, 2}},
    {NULL, {26}},
    {&scoreboard_panel, {80, 66, 62, 54, 20}},
    {&caption_panel, {82, 70}},
    {&hint_panel, {59}},
    {&footer_panel, {96, 33}},
};

/* The race takes all rows that are left. */
static const struct row race_rows[] = {
    {&title_panel, {100}}, {&controls_panel, {84, 64}}, {&race_ruler_panel, {80}},  {&race_panel, {98, 94, 86, 70}},
    {NULL, {50}},          {&legend_panel, {30}},       {&caption_panel, {90, 76}}, {&footer_panel, {96, 8}},
};

/* The panels of a screen. */
struct table {
    const struct row *rows;
    int count;
};

enum { ROWS_MAX = sizeof single_rows / sizeof *single_rows };

_Static_assert((int)ROWS_MAX <= (int)LAYOUT_MAX, "every row has its place");
_Static_assert(sizeof race_rows <= sizeof single_rows, "there is no longer table");

static struct table table_of(const struct scene *scene)
{
    if (scene->view.race)
        return (struct table){race_rows, sizeof race_rows / sizeof *race_rows};
    return (struct table){single_rows, sizeof single_rows / sizeof *single_rows};
}

static int height_of(const struct row *row, const struct draw_context *context, int width, int detail)
{
    if (row->panel == NULL || row->panel->height == NULL || detail == 0)
        return detail;
    return row->panel->height(context, width, detail);
}

static int most_of(const struct row *row)
{
    return row->panel == NULL ? 1 : row->panel->most;
}

/* What the user asked for comes before all that can be spared. */
static int rank_of(const struct row *row, const struct scene *scene, int detail)
{
    bool wished = row->panel != NULL && row->panel->wished != NULL && row->panel->wished(scene);
    return wished && detail == 0 ? RANK_WISHED : row->priorities[detail];
}

/* Raises the details in the order of their ranks, each only where the one before it found room. Returns the rows left.
 */
static int allocate_rows(int details[], const struct table *table, const struct draw_context *context, int width,
                         int height)
{
    for (int rank = RANK_MAX; rank > 0; rank--)
        for (int i = 0; i < table->count; i++) {
            const struct row *row = &table->rows[i];
            if (details[i] >= most_of(row) || rank_of(row, context->scene, details[i]) != rank)
                continue;
            int more = height_of(row, context, width, details[i] + 1) - height_of(row, context, width, details[i]);
            if (more > height)
                continue;
            height -= more;
            details[i]++;
        }
    return height;
}

/* Cuts the right part off a rect. */
static struct rect cut_right(struct rect *rect)
{
    struct rect right = *rect;
    rect->width = BESIDE_FROM;
    right.x += BESIDE_FROM;
    right.width -= BESIDE_FROM;
    return right;
}

/* Of what is left then: the lanes take what not all of them have, the race takes all. */
static int more_of(const struct panel *panel, const struct draw_context *context, int height, int left)
{
    if (panel == &race_panel)
        return left;
    if (panel != &lanes_panel)
        return 0;
    int all = lanes_rows_wanted(context);
    return all <= height ? 0 : all - height < left ? all - height : left;
}

/* What nobody takes is blank above the footer. */
size_t layout_place(struct placement placed[LAYOUT_MAX], const struct draw_context *context, int width, int height)
{
    struct table table = table_of(context->scene);
    int details[ROWS_MAX] = {0};
    int left = allocate_rows(details, &table, context, width, height);
    size_t count = 0;
    for (int i = 0, y = 0; i < table.count; i++) {
        const struct panel *panel = table.rows[i].panel;
        int panel_height = height_of(&table.rows[i], context, width, details[i]);
        int more = more_of(panel, context, panel_height, left);
        panel_height += more;
        left -= more;
        if (panel == &footer_panel)
            y += left;
        if (panel != NULL && panel_height > 0) {
            struct rect rect = {.y = y, .width = width, .height = panel_height};
            if (panel->beside != NULL && width >= BESIDE_MIN)
                placed[count++] = (struct placement){.panel = panel->beside, .rect = cut_right(&rect)};
            placed[count++] = (struct placement){.panel = panel, .rect = rect};
        }
        y += panel_height;
    }
    return count;
}

/* Columns for the labels on the left and the figures on the right of time. */
struct margins {
    int labels, figures;
};

static struct margins margins_of(const struct scene *scene, int width)
{
    static const struct {
        int width, figures;
    } columns[] = {{76, 18}, {64, 16}, {54, 10}, {0, 0}};
    if (scene->view.race)
        return (struct margins){.labels = race_labels(scene), .figures = RACE_READOUT};
    size_t i = 0;
    while (columns[i].width > width)
        i++;
    int labels = lanes_label_width(runs_focus(scene)) + 2, labels_most = width / 4;
    return (struct margins){.labels = labels < labels_most ? labels : labels_most, .figures = columns[i].figures};
}

/* A race that has room begins at the left. */
static struct viewport time_of(const struct scene *scene, int64_t edge, int x, int columns)
{
    int64_t start = runs_focus(scene)->trace->start;
    bool has_room = scene->view.time.fit || scene->now - start < columns * scene->view.time.cell;
    if (scene->view.race && has_room && scene->view.time.edge == TIME_NEVER)
        return viewport_from(start, scene->view.time.cell, x, columns);
    return viewport_of(edge, scene->view.time.cell, x, columns);
}

struct draw_context layout_context(const struct scene *scene, int width)
{
    struct margins margins = margins_of(scene, width);
    int figures = margins.figures > 0 ? margins.figures : 1;
    int64_t edge = scene->view.time.edge < scene->now ? scene->view.time.edge : scene->now;
    struct draw_context context = {
        .scene = scene,
        .run = runs_focus(scene),
        .time = time_of(scene, edge, margins.labels, width - margins.labels - figures),
        .figures = width - figures + 1,
        .figures_width = margins.figures > 0 ? margins.figures - 1 : 0,
        .shown_at = scene->view.time.cursor < scene->now ? scene->view.time.cursor : edge,
        .parts = FRAME_ALL,
    };
    context.begin = viewport_time(&context.time, 0);
    context.seen = draw_context_run_at(&context, context.shown_at);
    context.looks_back = context.shown_at < scene->now;
    return context;
}
