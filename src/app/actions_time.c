/* actions_time — what keys do to the course of time, and to which part of it is on the screen. */
#include "app/actions.h"

#include "base/units.h"
#include "trace/step.h"
#include "view/runs.h"

static const char over[] = "The run is over: r runs the same again, R one with a new seed.";

/* ---- The course of time ---- */

void action_toggle_pause(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (session_is_over(ui->session)) {
        ui_remark(ui, over);
        return;
    }
    session_pause(ui->session, !ui->session->paused);
    if (ui->view.time.cursor != TIME_NEVER) /* it goes on: with what is now */
        (void)timeview_live(&ui->view.time);
}

void action_change_speed(const struct action_args *args)
{
    static const double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    const int count = sizeof speeds / sizeof *speeds;
    double speed = clock_speed(args->ui->session->clock);
    int next = args->value > 0 ? 0 : count - 1; /* the nearest beyond the present one, which need not be in the table */
    while (next >= 0 && next < count && (speeds[next] - speed) * args->value <= 0)
        next += args->value;
    if (next < 0 || next >= count)
        ui_remark(args->ui, args->value > 0 ? "This is as fast as it goes." : "This is as slow as it goes.");
    else
        clock_set_speed(args->ui->session->clock, speeds[next]);
}

/* ---- Step by step ---- */

/* When the step before (direction < 0) or after `time` ends, in all runs that are shown: in a race of all, else those
 * on the timeline. TIME_NEVER: there is none. */
static int64_t find_step(const struct ui_state *ui, int64_t time, int direction)
{
    struct scene scene = ui_scene(ui);
    int64_t nearest = TIME_NEVER;
    for (size_t i = 0; i < scene.run_count; i++) {
        const struct scene_run *run = &scene.runs[i];
        struct step step;
        if (run->off_timeline && !ui->view.race)
            continue;
        bool found = direction < 0 ? step_before(run->trace, time, scene.now, &step)
                                   : step_after(run->trace, time, scene.now, &step);
        if (found && (nearest == TIME_NEVER || (step.to - nearest) * direction < 0))
            nearest = step.to;
    }
    return nearest;
}

/* Where nobody is due yet because the step before is still under way, nothing is said. */
static void step_clock(struct ui_state *ui)
{
    struct scene scene = ui_scene(ui);
    if (session_is_over(ui->session))
        ui_remark(ui, over);
    else if (!clock_step(ui->session->clock) && scene.runs[scene.run_count - 1].status == RUN_STUCK)
        ui_remark(ui, "No next step: nobody will do anything any more.");
}

/* Forwards in the record as far as it goes, then in time. */
void action_step(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (!ui_time_stands(ui)) {
        session_pause(ui->session, true);
        return;
    }
    struct time_bounds bounds = ui_time_bounds(ui);
    int64_t seen = timeview_shown_time(&ui->view.time, &bounds);
    int64_t next = seen < bounds.now ? find_step(ui, seen, 1) : TIME_NEVER;
    if (seen < bounds.now) /* else it is live, and keeps its zoom */
        timeview_look_at(&ui->view.time, &bounds, next);
    if (next == TIME_NEVER)
        step_clock(ui);
}

/* Backwards in the record: what has happened is looked at, never undone. */
void action_step_back(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (!ui_time_stands(ui))
        session_pause(ui->session, true);
    struct time_bounds bounds = ui_time_bounds(ui);
    int64_t before = find_step(ui, timeview_shown_time(&ui->view.time, &bounds), -1);
    if (before != TIME_NEVER)
        timeview_look_at(&ui->view.time, &bounds, before);
    else
        ui_remark(ui, "Nothing happened before.");
}

/* ---- Which part of time is on the screen ---- */

void action_look(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct time_bounds bounds = ui_time_bounds(ui);
    bool moved = ui_time_stands(ui) ? timeview_move(&ui->view.time, &bounds, args->value)
                                    : timeview_scroll(&ui->view.time, &bounds, args->value);
    if (!moved)
        ui_remark(ui, args->value < 0 ? "There is nothing before it." : "This is now.");
}

void action_zoom_around(struct ui_state *ui, int direction, int64_t around)
{
    struct time_bounds bounds = ui_time_bounds(ui);
    if (!timeview_zoom(&ui->view.time, &bounds, direction, around))
        ui_remark(ui, direction < 0 ? "Cannot zoom in below 1 ms a column."
                                    : "Cannot zoom out further: this is the whole session.");
}

void action_zoom(const struct action_args *args)
{
    action_zoom_around(args->ui, args->value, args->ui->view.time.cursor);
}

void action_home(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct time_bounds bounds = ui_time_bounds(ui);
    if (ui_time_stands(ui))
        timeview_look_at(&ui->view.time, &bounds, bounds.start);
    else if (!timeview_home(&ui->view.time, &bounds))
        ui_remark(ui, "The start of the session is on the screen.");
}

void action_live(const struct action_args *args)
{
    (void)timeview_live(&args->ui->view.time);
}

void action_look_at_run(struct ui_state *ui, const struct scene_run *run)
{
    struct time_bounds bounds = ui_time_bounds(ui);
    int64_t end = trace_end(run->trace, bounds.now) - 1; /* within it: the next run may start where it ends */
    timeview_peek(&ui->view.time, &bounds, run->trace->start, end);
}

/* An older run as it was; the newest as it grows. */
void action_fit(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct scene scene = ui_scene(ui);
    struct time_bounds bounds = ui_time_bounds(ui);
    const struct scene_run *run = runs_at(&scene, timeview_shown_time(&ui->view.time, &bounds));
    if (run != runs_focus(&scene)) {
        action_look_at_run(ui, run);
        return;
    }
    if (ui->view.time.cursor == TIME_NEVER)
        (void)timeview_live(&ui->view.time);
    ui->view.time.edge = TIME_NEVER;
    ui->view.time.fit = true;
    ui->view.time.saved.cell = 0;
}
