/* history — an instant run and its frames; see the header. */
#include "bench/history.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/scenario.h"

#include <stdio.h>

/* How the screen shows them. */
static const struct view {
    const char *name;
    bool grouped, race;
} views[] = {{"", false, false}, {" in groups", true, false}, {" racing", false, true}};
enum { VIEWS = sizeof views / sizeof *views };

enum { FRAMES_MAX = 1024 };

struct frames {
    double ms[FRAMES_MAX];
    int count;
};

/* Nobody waits for a core, so that every lane is full of what it did. */
static struct plan plan_of(const struct history *history)
{
    struct plan plan = plan_default();
    plan.producers = (uint32_t)(history->lanes - history->lanes / 4);
    plan.consumers = (uint32_t)(history->lanes / 4);
    plan.items = 0;
    plan.capacity = 64;
    plan.cpu_percent = 0;
    return plan;
}

static void draw(struct frames *frames, struct canvas *canvas, const struct scene *scene)
{
    double start = bench_cpu_now();
    scene_draw(canvas, scene);
    if (frames->count < FRAMES_MAX)
        frames->ms[frames->count++] = (bench_cpu_now() - start) / 1e6;
}

/* Live, and looking back at four places. */
static void draw_at(struct frames *frames, struct canvas *canvas, struct scene *scene, int64_t cell)
{
    enum { TIMES = 5, CONTROL_SLOTS = 4 };
    scene->view.time = (struct timeview){.cell = cell, .edge = TIME_NEVER, .cursor = TIME_NEVER};
    for (int i = 0; i < TIMES; i++)
        draw(frames, canvas, scene);
    for (int place = 1; place <= CONTROL_SLOTS; place++) {
        scene->view.time.edge = scene->now / (CONTROL_SLOTS + 1) * place;
        draw(frames, canvas, scene);
    }
}

static void report_figure(struct report *report, const char *section, const char *what, double ms, double limit)
{
    struct row row = {
        .section = section, .what = what, .unit = "ms", .goal = limit > 0 ? GOAL_AT_MAX : GOAL_NONE, .limit = limit};
    samples_add(&row.ours, ms);
    report_row(report, &row);
}

static void report_view(struct report *report, const char *section, const struct history *history,
                        const struct history_screen *screen, struct scene *scene, const struct view *view)
{
    struct canvas *canvas = canvas_new(screen->columns, screen->rows, false);
    struct frames frames = {.count = 0};
    double slowest = 0;
    int64_t slowest_cell = 0, all = 2 * scene->now / layout_columns(scene, screen->columns);
    scene->view.lanes.grouped = view->grouped, scene->view.race = view->race;
    for (int64_t cell = NS_PER_MS; cell < all; cell *= 2) {
        struct frames zoom = {.count = 0};
        draw_at(&zoom, canvas, scene, cell);
        for (int i = 0; i < zoom.count && frames.count < FRAMES_MAX; i++)
            frames.ms[frames.count++] = zoom.ms[i];
        double median = percentile(zoom.ms, zoom.count, 50);
        slowest_cell = median > slowest ? cell : slowest_cell;
        slowest = median > slowest ? median : slowest;
    }
    canvas_free(canvas);

    char name[96], what[160];
    (void)snprintf(name, sizeof name, "frame of %d lanes%s, %g h, %d×%d", history->lanes, view->name, history->hours,
                   screen->columns, screen->rows);
    for (int percent = 50; percent <= 99; percent += 49) {
        (void)snprintf(what, sizeof what, "%s, p%d", name, percent);
        report_figure(report, section, what, percentile(frames.ms, frames.count, percent),
                      percent == 99 ? screen->limit : 0);
    }
    (void)snprintf(what, sizeof what, "%s, at %g s a column", name, units_seconds(slowest_cell));
    report_figure(report, section, what, slowest, screen->limit);
}

void history_report(struct report *report, const char *section, const struct history *history,
                    const struct history_screen *screens, size_t count)
{
    struct plan plan = plan_of(history);
    struct fixture fixture = fixture_open(&plan, &mode_async);
    int64_t end = (int64_t)(history->hours * 3600) * NS_PER_S;
    for (int64_t until = 0; until < end; until += NS_PER_S * 60)
        (void)fixture_advance(&fixture, until + NS_PER_S * 60);

    struct scenario scenario;
    scenario_begin(&scenario);
    struct scene_run run = {.number = 1,
                            .batch = 1,
                            .mode = &mode_async,
                            .status = RUN_RUNNING,
                            .plan = plan,
                            .ideal = -1,
                            .trace = fixture.trace};
    struct scene *scene = &scenario.scene;
    scene->runs = &run, scene->run_count = 1, scene->plan = plan, scene->now = clock_now(fixture.clock);
    for (size_t i = 0; i < count; i++)
        for (size_t view = 0; view < (history->lanes > screens[i].rows ? VIEWS : 1); view++)
            report_view(report, section, history, &screens[i], scene, &views[view]);
    fixture_close(&fixture);
    scenario_end(&scenario);
}
