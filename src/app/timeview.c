/* timeview — scrolling, zooming and the cursor as arithmetic; see the header. */
#include "app/timeview.h"

#include "base/units.h"

enum { SCROLL_PART = 8 /* of the columns at a time */ };

/* What the columns may show together, in seconds; then whole numbers of the last. Never more than the session. */
static const int64_t rungs[] = {1,    2,    5,    10,    20,    30,    60,     120,    300,   600,
                                1200, 3600, 7200, 18000, 36000, 86400, 172800, 345600, 864000};
enum { RUNGS = sizeof rungs / sizeof *rungs };

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The cell with which `length` ns fit into the columns wherever the first of them begins within its cell. */
static int64_t cell_for(int64_t length, int columns)
{
    return columns > 1 ? larger(1, length / (columns - 1) + 1) : larger(1, length);
}

static int64_t least_cell(const struct extent *extent)
{
    return larger(1, NS_PER_S / extent->columns);
}

/* Does not look beyond the session: before its start the window stays, at its end it is live. */
static void keep_inside(struct timeview *view, const struct extent *extent)
{
    struct scene_view *seen = &view->seen;
    if (seen->edge == TIME_NEVER)
        return;
    seen->edge = larger(seen->edge, extent->start + (extent->columns - 1) * seen->cell);
    if (seen->edge >= extent->now)
        seen->edge = TIME_NEVER;
}

/* Brings the cursor into sight, with some columns beyond it where it had left the window. */
static void follow_cursor(struct timeview *view, const struct extent *extent)
{
    struct scene_view *seen = &view->seen;
    if (seen->cursor == TIME_NEVER)
        return;
    int64_t edge = smaller(seen->edge, extent->now), margin = extent->columns / SCROLL_PART * seen->cell;
    int64_t first = edge - (extent->columns - 1) * seen->cell;
    if (seen->cursor > edge)
        seen->edge = seen->cursor + margin;
    else if (seen->cursor < first)
        seen->edge = seen->cursor - margin + (extent->columns - 1) * seen->cell;
    keep_inside(view, extent);
}

struct timeview timeview_new(int64_t cell)
{
    return (struct timeview){.seen = {.cell = cell, .edge = TIME_NEVER, .cursor = TIME_NEVER}};
}

bool timeview_live(struct timeview *view)
{
    bool looked_back = view->seen.edge != TIME_NEVER || view->seen.cursor != TIME_NEVER;
    view->seen.edge = view->seen.cursor = TIME_NEVER;
    if (view->kept.cell != 0) {
        view->seen.cell = view->kept.cell;
        view->fits = view->kept.fits;
        view->kept.cell = 0;
    }
    return looked_back;
}

bool timeview_home(struct timeview *view, const struct extent *extent)
{
    int64_t before = view->seen.edge;
    view->seen.edge = extent->start;
    keep_inside(view, extent);
    return view->seen.edge != before;
}

bool timeview_scroll(struct timeview *view, const struct extent *extent, int direction)
{
    int64_t before = view->seen.edge;
    int64_t step = larger(1, extent->columns / SCROLL_PART) * view->seen.cell;
    view->seen.edge = smaller(before, extent->now) + direction * step;
    keep_inside(view, extent);
    return view->seen.edge != before;
}

/* The lowest rung that is at least so long; beyond the last, whole numbers of it. */
static int64_t rung_above(int64_t length)
{
    const int64_t last = rungs[RUNGS - 1] * NS_PER_S;
    for (int i = 0; i < RUNGS; i++)
        if (rungs[i] * NS_PER_S >= length)
            return rungs[i] * NS_PER_S;
    return (smaller(length, TIME_NEVER - last) + last - 1) / last * last;
}

/* The highest rung that is at most so long. */
static int64_t rung_below(int64_t length)
{
    int i = RUNGS - 1;
    while (i > 0 && rungs[i] * NS_PER_S > length)
        i--;
    return rungs[i] * NS_PER_S;
}

/* The next rung that differs enough from what is on the screen to be seen. */
static int64_t next_rung(int64_t span, int direction)
{
    return direction < 0 ? rung_below(span / 5 * 4) : rung_above(span / 4 * 5);
}

bool timeview_zoom(struct timeview *view, const struct extent *extent, int direction, int64_t around)
{
    int64_t before = view->seen.cell, session = cell_for(extent->now - extent->start, extent->columns);
    int64_t cell = next_rung(before * extent->columns, direction) / extent->columns;
    if (direction > 0)
        cell = smaller(cell, session);
    cell = larger(cell, least_cell(extent));
    if (direction * (cell - before) <= 0)
        return false;
    view->fits = false;
    view->kept.cell = 0;
    if (around != TIME_NEVER) {
        int64_t behind = smaller(view->seen.edge, extent->now) - around;
        view->seen.edge = around + (int64_t)((double)behind / (double)before * (double)cell);
    }
    view->seen.cell = cell;
    keep_inside(view, extent);
    follow_cursor(view, extent);
    return true;
}

void timeview_look_at(struct timeview *view, const struct extent *extent, int64_t time)
{
    view->seen.cursor = larger(time, extent->start);
    if (view->seen.cursor >= extent->now)
        (void)timeview_live(view);
    follow_cursor(view, extent);
}

bool timeview_move(struct timeview *view, const struct extent *extent, int direction)
{
    int64_t before = timeview_moment(view, extent);
    timeview_look_at(view, extent, before + direction * view->seen.cell);
    return timeview_moment(view, extent) != before;
}

void timeview_fit(struct timeview *view, const struct extent *extent, int64_t from, int64_t to)
{
    view->seen.cell = larger(cell_for(to - from, extent->columns), least_cell(extent));
    view->seen.edge = to;
    keep_inside(view, extent);
    follow_cursor(view, extent);
}

void timeview_visit(struct timeview *view, const struct extent *extent, int64_t from, int64_t to)
{
    if (view->kept.cell == 0) {
        view->kept.cell = view->seen.cell;
        view->kept.fits = view->fits;
    }
    view->fits = false;
    timeview_fit(view, extent, from, to);
}

void timeview_fit_growing(struct timeview *view, const struct extent *extent, int64_t from)
{
    view->seen.cell = cell_for(rung_above(extent->now - from), extent->columns);
}

int64_t timeview_moment(const struct timeview *view, const struct extent *extent)
{
    int64_t looked_at = view->seen.cursor != TIME_NEVER ? view->seen.cursor : view->seen.edge;
    return smaller(looked_at, extent->now);
}
