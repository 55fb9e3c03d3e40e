/* race_time — one axis of time for all runs of a race, and its ruler; see race.h. */
#include "base/units.h"
#include "heat.h"
#include "lanes.h"
#include "race.h"
#include "ruler.h"

enum { LABELS = 5, LABELS_OF_MANY = 9, FEW_LANES = 9 };

/* How long the longest run has gone on. */
static int64_t longest(const struct scene *scene)
{
    size_t count;
    const struct scene_run *runs = heat_runs(scene, &count);
    int64_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t elapsed = trace_end(runs[i].trace, scene->now) - trace_start(runs[i].trace);
        longest = elapsed > longest ? elapsed : longest;
    }
    return longest;
}

/* The smallest step at which `columns` cells hold so much time. Each is at most twice the one before: a growing axis
 * does not jump far. */
static int64_t cell_for(int64_t time, int columns)
{
    static const int64_t steps[] = {10, 15, 20, 30, 40, 60, 80};
    const int count = sizeof steps / sizeof *steps;
    for (int64_t unit = NS_PER_MS / 10;; unit *= 10)
        for (int i = 0; i < count; i++)
            if (steps[i] * unit * columns >= time)
                return steps[i] * unit;
}

/* The names of single lanes, or of groups of them. */
static int labels_of(const struct scene *scene)
{
    const struct scene_run *run = heat_focus(scene);
    return lanes_count(run, LANE_PRODUCER) + lanes_count(run, LANE_CONSUMER) <= FEW_LANES ? LABELS : LABELS_OF_MANY;
}

struct viewport race_time(const struct scene *scene, int width)
{
    int labels = labels_of(scene), columns = width - labels - RACE_FIGURES;
    columns = columns > 8 ? columns : 8;
    const struct scene_run *run = heat_focus(scene);
    int64_t needed = longest(scene);
    if (run->ideal > needed) /* at least that long it takes: no need to grow until then */
        needed = run->ideal;
    return viewport_from(trace_start(run->trace), cell_for(needed, columns - 2), labels, columns);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    struct viewport time = race_time(frame->scene, rect.width);
    int64_t tick = ruler_tick(time.cell);
    for (int64_t at = 0; at / time.cell < time.columns; at += tick) {
        char text[32];
        ruler_write(text, sizeof text, at);
        int column = (int)(at / time.cell);
        if (column + canvas_text_width(canvas, text) <= time.columns)
            canvas_text(canvas, time.x + column, rect.y, time.columns - column, style_of(HUE_DIM), text);
    }
}

const struct panel race_ruler_panel = {.name = "race ruler", .most = 1, .draw = draw};
