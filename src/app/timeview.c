/* timeview — scrolling, zooming and the cursor as arithmetic. */
#include "app/timeview.h"

#include "base/minmax.h"
#include "base/units.h"

enum { SCROLL_PART = 8 /* of the columns at a time */ };

/* What the columns may show together, in ms; then whole numbers of the last. Never more than the session. */
static const int64_t zoom_levels[] = {10,       20,        50,        100,      200,     500,      1000,
                                      2000,     5000,      10000,     20000,    30000,   60000,    120000,
                                      300000,   600000,    1200000,   3600000,  7200000, 18000000, 36000000,
                                      86400000, 172800000, 345600000, 864000000};
enum { ZOOM_LEVELS = sizeof zoom_levels / sizeof *zoom_levels };
#define CELL_MIN    NS_PER_MS /* the bugs' windows are as short; a turn with the GIL is five of these */
#define GROWING_MIN NS_PER_S  /* else a run that has just begun would change its zoom in every frame */

/* The cell with which `length` ns fit into the columns wherever the first of them begins within its cell. */
static int64_t cell_for(int64_t length, int columns)
{
    return length / MAX(1, columns - 1) + 1;
}

/* Does not look beyond the session: before its start the window stays, at its end it is live. */
static void keep_inside(struct timeview *view, const struct time_bounds *bounds)
{
    if (view->edge == TIME_NEVER)
        return;
    view->edge = MAX(view->edge, bounds->start + (bounds->columns - 1) * view->cell);
    if (view->edge >= bounds->now)
        view->edge = TIME_NEVER;
}

/* The time in the last column. */
static int64_t edge_of(const struct timeview *view, const struct time_bounds *bounds)
{
    return view->edge == TIME_NEVER ? bounds->now + view->ahead : MIN(view->edge, bounds->now);
}

/* Brings the cursor into sight, with some columns beyond it where it had left the window. */
static void follow_cursor(struct timeview *view, const struct time_bounds *bounds)
{
    if (view->cursor == TIME_NEVER)
        return;
    int64_t edge = edge_of(view, bounds), margin = bounds->columns / SCROLL_PART * view->cell;
    int64_t first = edge - (bounds->columns - 1) * view->cell;
    if (view->cursor > edge)
        view->edge = view->cursor + margin;
    else if (view->cursor < first)
        view->edge = view->cursor - margin + (bounds->columns - 1) * view->cell;
    keep_inside(view, bounds);
}

struct timeview timeview_new(int64_t cell)
{
    return (struct timeview){.cell = cell, .edge = TIME_NEVER, .cursor = TIME_NEVER};
}

bool timeview_live(struct timeview *view)
{
    bool looked_back = view->edge != TIME_NEVER || view->cursor != TIME_NEVER || view->saved.cell != 0;
    view->edge = view->cursor = TIME_NEVER;
    if (view->saved.cell != 0) {
        view->cell = view->saved.cell;
        view->fit = view->saved.fit;
        view->saved.cell = 0;
    }
    return looked_back;
}

/* False where that changes nothing. */
static bool move_edge(struct timeview *view, const struct time_bounds *bounds, int64_t edge)
{
    int64_t before = view->edge;
    view->edge = edge;
    keep_inside(view, bounds);
    return view->edge != before;
}

bool timeview_home(struct timeview *view, const struct time_bounds *bounds)
{
    return move_edge(view, bounds, bounds->start);
}

bool timeview_scroll(struct timeview *view, const struct time_bounds *bounds, int direction)
{
    int64_t step = MAX(1, bounds->columns / SCROLL_PART) * view->cell;
    return move_edge(view, bounds, MIN(view->edge, bounds->now) + direction * step);
}

/* The lowest rung that is at least so long; beyond the last, whole numbers of it. */
static int64_t zoom_level_above(int64_t length)
{
    const int64_t last = zoom_levels[ZOOM_LEVELS - 1] * NS_PER_MS;
    for (int i = 0; i < ZOOM_LEVELS; i++)
        if (zoom_levels[i] * NS_PER_MS >= length)
            return zoom_levels[i] * NS_PER_MS;
    return (MIN(length, TIME_NEVER - last) + last - 1) / last * last;
}

/* The next rung that differs enough from what is on the screen to be seen; inwards the highest that does. */
static int64_t next_zoom_level(int64_t span, int direction)
{
    if (direction > 0)
        return zoom_level_above(span / 4 * 5);
    int i = ZOOM_LEVELS - 1;
    while (i > 0 && zoom_levels[i] * NS_PER_MS > span / 5 * 4)
        i--;
    return zoom_levels[i] * NS_PER_MS;
}

bool timeview_zoom(struct timeview *view, const struct time_bounds *bounds, int direction, int64_t around)
{
    int64_t before = view->cell, session = cell_for(bounds->now - bounds->start, bounds->columns);
    int64_t cell = next_zoom_level(before * bounds->columns, direction) / bounds->columns;
    if (direction > 0)
        cell = MIN(cell, session);
    cell = MAX(cell, CELL_MIN);
    if (direction * (cell - before) <= 0)
        return false;
    view->fit = false;
    view->zoomed = true;
    view->saved.cell = 0;
    if (around != TIME_NEVER) {
        int64_t behind = edge_of(view, bounds) - around;
        view->edge = around + (int64_t)((double)behind / (double)before * (double)cell);
    }
    view->cell = cell;
    keep_inside(view, bounds);
    follow_cursor(view, bounds);
    return true;
}

void timeview_look_at(struct timeview *view, const struct time_bounds *bounds, int64_t time)
{
    view->cursor = MAX(time, bounds->start);
    if (view->cursor >= bounds->now)
        (void)timeview_live(view);
    follow_cursor(view, bounds);
}

bool timeview_move(struct timeview *view, const struct time_bounds *bounds, int direction)
{
    int64_t before = timeview_shown_time(view, bounds);
    timeview_look_at(view, bounds, before + direction * view->cell);
    return timeview_shown_time(view, bounds) != before;
}

void timeview_fit(struct timeview *view, const struct time_bounds *bounds, int64_t from, int64_t to)
{
    view->cell = MAX(cell_for(to - from, bounds->columns), CELL_MIN);
    view->edge = to;
    keep_inside(view, bounds);
    follow_cursor(view, bounds);
}

void timeview_peek(struct timeview *view, const struct time_bounds *bounds, int64_t from, int64_t to)
{
    if (view->saved.cell == 0) {
        view->saved.cell = view->cell;
        view->saved.fit = view->fit;
    }
    view->fit = false;
    timeview_fit(view, bounds, from, to);
}

void timeview_fit_growing(struct timeview *view, const struct time_bounds *bounds, int64_t from)
{
    view->cell = cell_for(zoom_level_above(MAX(bounds->now - from, GROWING_MIN)), bounds->columns);
}

int64_t timeview_shown_time(const struct timeview *view, const struct time_bounds *bounds)
{
    int64_t looked_at = view->cursor != TIME_NEVER ? view->cursor : view->edge;
    return MIN(looked_at, bounds->now);
}
