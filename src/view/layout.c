/*
 * layout — which panels a screen shows, and where.
 *
 * A table lists the panels from top to bottom. Every detail of a panel has a priority: rows are given out from the
 * highest one down, as long as they last; a smaller screen gives up the lowest first. Title, controls, ruler, overlap
 * row, lanes and footer are there on every screen.
 */
#include "view/layout.h"

#include "base/minmax.h"
#include "base/units.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

/* The code stands beside the lanes from that width of the screen on: they have so much of it. */
enum { CODE_BESIDE_MIN = 110, CODE_WIDTH_MAX = 90, LANES_WIDTH_MIN = 54 };

enum { BESIDE_MIN = 105, BESIDE_FROM = 72 /* a panel beside another begins here */ };

/* Rows of a lane, and the width from which there is room for the overlap row's name beside large ones. */
enum { ROWS_OF_LANE_MAX = 8, RACE_ROWS_MAX = 4, LARGE_ROWS_MIN = 2, LARGE_ROWS_MAX = 12, LARGE_WIDE = 60 };

enum { DETAILS_MAX = 19, PRIORITY_MAX = 100, PRIORITY_WANTED = 84 };

struct row {
    const struct panel *panel;   /* NULL: a blank row */
    int priorities[DETAILS_MAX]; /* of detail 1, 2, …: each lower than the one before; 0 after the last */
};

static const struct row single_rows[] = {
    {&title_panel, {100}},
    {&controls_panel, {94, 64}},
    {&code_panel, {97, 91, 89, 69, 51, 39, 33, 19, 15, 8}},
    {&ruler_panel, {93}},
    {&lanes_panel, {98, 92, 76, 60, 59, 57, 56, 55, 53, 52, 50, 40, 18, 12, 6, 5, 4, 3}},
    {NULL, {34}},
    {&queue_panel, {86, 46, 16, 10, 7, 5, 4, 2}},
    {&items_panel, {85}},
    {NULL, {28}},
    {&overlap_panel, {90, 17, 11, 9, 6, 3}},
    {&legend_panel, {61}},
    {&log_panel, {19, 14, 8, 2}},
    {NULL, {26}},
    {&scoreboard_panel, {80, 66, 63, 54, 20}},
    {&caption_panel, {82, 70}},
    {&hint_panel, {62}},
    {&footer_panel, {96, 35}},
};

/* The race takes all rows that are left. */
static const struct row race_rows[] = {
    {&title_panel, {100}}, {&controls_panel, {84, 64}}, {&race_ruler_panel, {80}}, {&race_panel, {98, 94, 75, 70, 52}},
    {&legend_panel, {55}}, {&caption_panel, {90, 76}},  {&footer_panel, {96, 8}},
};

/* For the last row of the class: the lanes take all rows that are left. */
static const struct row large_rows[] = {
    {&large_title_panel, {100}}, {&figures_panel, {98}}, {&ruler_panel, {79}},       {&lanes_panel, {96, 60}},
    {&overlap_panel, {49, 47}},  {&legend_panel, {80}},  {&caption_panel, {97, 82}},
};

static const struct row large_race_rows[] = {
    {&title_panel, {100}}, {&race_ruler_panel, {79}},  {&race_panel, {98, 94}},
    {&legend_panel, {80}}, {&caption_panel, {97, 82}},
};

/* In a lesson its step stands where sentences and scoreboard do. */
static const struct row lesson_rows[] = {
    {&title_panel, {100}},
    {&controls_panel, {13, 1}},
    {&code_panel, {91, 83, 75, 58, 50}},
    {&ruler_panel, {93}},
    {&lanes_panel, {98, 92, 76, 60, 59, 57, 56, 55, 53, 52, 51, 40, 18, 12, 6, 5, 4, 3}},
    {&queue_panel, {86, 46, 16, 10, 7, 5, 4, 2}},
    {&overlap_panel, {90, 17, 11, 9, 6}},
    {&legend_panel, {61}},
    {&lesson_panel, {95}},
    {&footer_panel, {96, 35}},
};

static const struct row lesson_race_rows[] = {
    {&title_panel, {100}}, {&race_ruler_panel, {80}}, {&race_panel, {98, 94, 86, 70, 52}},
    {&legend_panel, {55}}, {&lesson_panel, {95}},     {&footer_panel, {96, 8}},
};

static const struct row large_lesson_rows[] = {
    {&large_title_panel, {100}}, {&ruler_panel, {79}},  {&lanes_panel, {96, 60}},
    {&legend_panel, {80}},       {&lesson_panel, {95}},
};

static const struct row large_lesson_race_rows[] = {
    {&title_panel, {100}}, {&race_ruler_panel, {79}}, {&race_panel, {98, 94}},
    {&legend_panel, {80}}, {&lesson_panel, {95}},
};

struct table {
    const struct row *rows;
    int count;
};

enum { ROWS_MAX = sizeof single_rows / sizeof *single_rows };

_Static_assert((int)ROWS_MAX <= (int)LAYOUT_MAX, "every row has its place");
_Static_assert(sizeof race_rows <= sizeof single_rows, "there is no longer table");

static bool is_large(const struct scene *scene)
{
    return scene->view.lanes.large && scene->view.open == OVERLAY_NONE;
}

static bool shows_code(const struct scene *scene)
{
    const struct view_state *view = &scene->view;
    return view->code && !view->race && !is_large(scene);
}

/* Columns of what stands on the axis of time: all, or those that code beside it leaves. */
static int lanes_width_of(const struct scene *scene, int width)
{
    bool beside = shows_code(scene) && width >= CODE_BESIDE_MIN;
    return beside ? MAX(width - CODE_WIDTH_MAX, LANES_WIDTH_MIN) : width;
}

static struct table table_of(const struct scene *scene)
{
#define TABLE(rows)                                                                                                    \
    {                                                                                                                  \
        rows, sizeof rows / sizeof *rows                                                                               \
    }
    static const struct table tables[2][2][2] = {
        {{TABLE(single_rows), TABLE(race_rows)}, {TABLE(large_rows), TABLE(large_race_rows)}},
        {{TABLE(lesson_rows), TABLE(lesson_race_rows)}, {TABLE(large_lesson_rows), TABLE(large_lesson_race_rows)}},
    };
#undef TABLE
    return tables[scene->lesson != NULL][is_large(scene)][scene->view.race];
}

static int height_of(const struct row *row, const struct draw_context *context, int detail)
{
    if (row->panel == NULL || row->panel->height == NULL || detail == 0)
        return detail;
    return row->panel->height(context, detail);
}

/* What the user asked for comes before all that can be spared: the log, and the run before below the last lane. */
static int priority_of(const struct row *row, const struct scene *scene, int detail)
{
    bool log = row->panel == &log_panel && scene->view.log == VISIBILITY_ON;
    bool before = row->panel == NULL && row[-1].panel == &lanes_panel && scene->view.previous_run;
    return (log || before) && detail == 0 ? PRIORITY_WANTED : row->priorities[detail];
}

/* Raises the details in the order of their priorities, each only where the one before it found room. Returns the rows
 * left. */
static int allocate_rows(int details[], const struct table *table, const struct draw_context *context)
{
    int left = context->height;
    for (int priority = PRIORITY_MAX; priority > 0; priority--)
        for (int i = 0; i < table->count; i++) {
            const struct row *row = &table->rows[i];
            if (priority_of(row, context->scene, details[i]) != priority)
                continue;
            int more = height_of(row, context, details[i] + 1) - height_of(row, context, details[i]);
            if (more > left)
                continue;
            left -= more;
            details[i]++;
        }
    return left;
}

/* Of what is left then: the lanes take what not all of them have; a race takes all, large lanes three quarters and the
 * overlap row below them, if there is one, the rest. */
static int more_of(const struct panel *panel, const struct draw_context *context, int height, int left)
{
    bool large = is_large(context->scene);
    if (panel == &race_panel || (large && panel == &overlap_panel && height > 0))
        return left;
    if (panel != &lanes_panel)
        return 0;
    if (large)
        return overlap_panel.height(context, 1) > 0 ? left * 3 / 4 : left;
    return MIN(MAX(lanes_rows_wanted(context) - height, 0), left);
}

static void place(struct layout *layout, const struct panel *panel, struct rect rect)
{
    if (panel->beside != NULL && rect.width >= BESIDE_MIN && layout->context.run->plan.tasks == 0) {
        struct rect right = {.x = BESIDE_FROM, .y = rect.y, .width = rect.width - BESIDE_FROM, .height = rect.height};
        layout->placed[layout->count++] = (struct placement){.panel = panel->beside, .rect = right};
        rect.width = BESIDE_FROM;
    }
    if (panel->timed)
        rect.width = layout->context.lanes_width;
    layout->placed[layout->count++] = (struct placement){.panel = panel, .rect = rect};
    if (panel->timed) {
        layout->top = MIN(layout->top, rect.y);
        layout->bottom = rect.y + rect.height;
    }
}

/* Beside all that stands on the axis of time. */
static void place_code(struct layout *layout)
{
    int x = layout->context.lanes_width;
    struct rect rect = {x, layout->top, layout->context.width - x, layout->bottom - layout->top};
    if (rect.width > 0)
        layout->placed[layout->count++] = (struct placement){.panel = &code_panel, .rect = rect};
}

/* What no panel takes is blank above the footer. */
static void place_all(struct layout *layout)
{
    const struct draw_context *context = &layout->context;
    struct table table = table_of(context->scene);
    int details[ROWS_MAX] = {0};
    int left = allocate_rows(details, &table, context);
    layout->top = context->height;
    for (int i = 0, y = 0; i < table.count; i++) {
        const struct panel *panel = table.rows[i].panel;
        int height = height_of(&table.rows[i], context, details[i]);
        int more = more_of(panel, context, height, left);
        height += more;
        left -= more;
        if (panel == &footer_panel)
            y += left;
        if (panel != NULL && height > 0)
            place(layout, panel, (struct rect){.y = y, .width = context->width, .height = height});
        y += height;
    }
    place_code(layout);
}

/* Columns on the left of time, for labels, and on its right, for readouts if they are more than one. */
struct margins {
    int left, right;
};

static struct margins margins_of(const struct scene *scene, int width)
{
    static const struct {
        int width, right;
    } columns[] = {{76, 18}, {64, 16}, {54, 10}, {0, 1}};
    const struct scene_run *run = runs_focus(scene);
    int name = lanes_name_width(run), label = MAX(lanes_label_width(run), scene->view.lanes.grouped ? name : 0);
    if (scene->view.race)
        return (struct margins){.left = name + 2, .right = RACE_READOUT};
    if (is_large(scene))
        return (struct margins){(width >= LARGE_WIDE ? MAX(label, name) : name) + 2, 1};
    size_t i = 0;
    while (columns[i].width > width)
        i++;
    return (struct margins){.left = MIN(label + 2, width / 4), .right = columns[i].right};
}

int layout_columns(const struct scene *scene, int width)
{
    width = lanes_width_of(scene, width);
    struct margins margins = margins_of(scene, width);
    return width - margins.left - margins.right;
}

/* What has room begins at the left: a race, and the session until it has filled the columns. */
static struct viewport time_of(const struct scene *scene, int64_t edge, int x, int columns)
{
    const struct timeview *time = &scene->view.time;
    int64_t start = scene->view.race ? runs_focus(scene)->trace->start : scene->runs[0].trace->start;
    bool live = time->edge == TIME_NEVER;
    int64_t last = live ? edge + time->ahead : edge;
    bool has_room = (scene->view.race && time->fit) || last - start < columns * time->cell;
    if (has_room && live)
        return viewport_from(start, time->cell, x, columns);
    return viewport_of(last, time->cell, x, columns);
}

static struct lanes_style lanes_of(const struct scene *scene)
{
    const struct view_state *view = &scene->view;
    bool large = is_large(scene);
    if (view->race)
        return (struct lanes_style){.rows_min = 1, .rows_max = RACE_ROWS_MAX, .grouped = true, .plain = true};
    return (struct lanes_style){
        .rows = large ? 0 : view->lanes.rows,
        .rows_min = large ? LARGE_ROWS_MIN : 1,
        .rows_max = large ? LARGE_ROWS_MAX : ROWS_OF_LANE_MAX,
        .first = view->lanes.first,
        .grouped = view->lanes.grouped || large,
        .plain = large,
        .main_lane = view->main_lane,
        .wakeup_marks = view->wakeup_marks,
        .items = view->items,
        .previous_run = view->previous_run,
    };
}

static struct draw_context context_of(const struct scene *scene, int width, int height)
{
    int lanes_width = lanes_width_of(scene, width);
    struct margins margins = margins_of(scene, lanes_width);
    const struct timeview *time = &scene->view.time;
    int64_t edge = time->edge < scene->now ? time->edge : scene->now;
    int64_t shown_at = time->cursor < scene->now ? time->cursor : edge;
    bool looks_back = shown_at < scene->now;
    return (struct draw_context){
        .scene = scene,
        .width = width,
        .height = height,
        .lanes_width = lanes_width,
        .code = shows_code(scene),
        .run = runs_focus(scene),
        .time = time_of(scene, edge, margins.left, layout_columns(scene, width)),
        .shown_at = shown_at,
        .seen = runs_at(scene, shown_at),
        .looks_back = looks_back,
        .readout = lanes_width - margins.right + 1,
        .readout_width = margins.right - 1,
        .lanes = lanes_of(scene),
    };
}

static struct shown shown_in(const struct layout *layout)
{
    const struct draw_context *context = &layout->context;
    struct shown shown = {.columns = context->time.columns, .lane_rows = 1, .page = 1, .hidden_controls = ~0u};
    if (context->scene->view.open == OVERLAY_HELP)
        shown.help_pages = help_pages(context->scene, context->width, context->height);
    if (context->scene->lesson != NULL && layout->count > 0)
        shown.lesson_pages = lesson_pages(context);
    for (size_t i = 0; i < layout->count; i++) {
        shown.log |= layout->placed[i].panel == &log_panel;
        if (layout->placed[i].panel == &controls_panel)
            shown.hidden_controls = ~controls_draw(NULL, layout->placed[i].rect, context->scene);
        if (layout->placed[i].panel != &lanes_panel)
            continue;
        struct rows_layout rows = lanes_rows(context, layout->placed[i].rect.height);
        shown.lane_rows = rows.height;
        shown.first_max = rows.first_max;
        shown.page = rows.shown;
    }
    return shown;
}

struct layout layout_of(const struct scene *scene, int width, int height)
{
    struct layout layout = {.context = context_of(scene, width, height)};
    bool lesson = scene->lesson != NULL;
    if (width >= (lesson ? LAYOUT_LESSON_WIDTH_MIN : LAYOUT_WIDTH_MIN) &&
        height >= (lesson ? LAYOUT_LESSON_HEIGHT_MIN : LAYOUT_HEIGHT_MIN))
        place_all(&layout);
    layout.shown = shown_in(&layout);
    return layout;
}
