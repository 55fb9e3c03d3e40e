/* history — an instant run and its frames; see the header. */
#include "bench/history.h"

#include "modes/modes.h"
#include "support/lab.h"
#include "support/scenario.h"
#include "view/screen.h"

#include <stdio.h>

enum { FRAMES_MOST = 1024 };

struct frames {
    double ms[FRAMES_MOST];
    int count;
};

static struct plan plan_of(const struct history *history)
{
    struct plan plan = plan_default();
    plan.producers = (uint32_t)(history->lanes - history->lanes / 4);
    plan.consumers = (uint32_t)(history->lanes / 4);
    plan.items = 0;
    plan.capacity = 64;
    return plan;
}

static void draw(struct frames *frames, struct canvas *canvas, const struct scene *scene)
{
    double start = bench_cpu_now();
    screen_draw(canvas, scene);
    if (frames->count < FRAMES_MOST)
        frames->ms[frames->count++] = (bench_cpu_now() - start) / 1e6;
}

/* Live, and looking back at four places. */
static void draw_at(struct frames *frames, struct canvas *canvas, struct scene *scene, int64_t cell)
{
    enum { TIMES = 4, PLACES = 4 };
    scene->view = (struct scene_view){.cell = cell, .edge = TIME_NEVER, .cursor = TIME_NEVER};
    for (int i = 0; i < TIMES; i++)
        draw(frames, canvas, scene);
    for (int place = 1; place <= PLACES; place++) {
        scene->view.edge = scene->now / (PLACES + 1) * place;
        draw(frames, canvas, scene);
    }
}

void history_report(struct report *report, const char *section, const struct history *history, double limit)
{
    struct plan plan = plan_of(history);
    struct lab lab = lab_open(&plan, &mode_async);
    int64_t end = (int64_t)(history->hours * 3600) * NS_PER_S;
    for (int64_t until = 0; until < end; until += NS_PER_S * 60)
        (void)lab_advance(&lab, until + NS_PER_S * 60);

    struct scenario scenario;
    scenario_begin(&scenario);
    struct scene_run run = {
        .number = 1, .heat = 1, .mode = "async", .status = RUN_RUNNING, .plan = plan, .ideal = -1, .trace = lab.trace};
    struct scene *scene = &scenario.scene;
    scene->runs = &run, scene->run_count = 1, scene->plan = plan, scene->now = clock_now(lab.clock);

    struct canvas *canvas = canvas_new(history->columns, history->rows, false);
    struct frames frames = {.count = 0};
    int columns = screen_columns(scene, history->columns);
    for (int64_t cell = NS_PER_MS; cell < 2 * end / columns; cell *= 2)
        draw_at(&frames, canvas, scene, cell);

    char what[64];
    struct row row = {.section = section, .what = what, .unit = "ms"};
    for (int percent = 50; percent <= 99; percent += 49) {
        (void)snprintf(what, sizeof what, "frame of %d lanes, %g h, %d×%d, p%d", history->lanes, history->hours,
                       history->columns, history->rows, percent);
        row.ours = (struct samples){.count = 0};
        samples_add(&row.ours, percentile(frames.ms, frames.count, percent));
        row.goal = percent == 99 && limit > 0 ? GOAL_AT_MOST : GOAL_NONE, row.limit = limit;
        report_row(report, &row);
    }
    canvas_free(canvas);
    lab_close(&lab);
    scenario_end(&scenario);
}
