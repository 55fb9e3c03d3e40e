/* acts_time — what keys do to the course of time, and to which part of it is on the screen; see the header. */
#include "acts.h"

#include "base/units.h"
#include "record/moment.h"

static const char over[] = "The run is over: r runs a new one, R the same again.";

/* ---- The course of time ---- */

/* Nothing goes on that a cursor could not keep up with. */
static bool stands_still(const struct desk *desk)
{
    return session_is_paused(desk->session) || session_is_over(desk->session);
}

static struct extent extent_of(const struct desk *desk, struct scene *scene)
{
    session_show(desk->session, scene);
    return (struct extent){.start = trace_start(scene->runs[0].trace),
                           .now = scene->now,
                           .columns = desk->columns > 1 ? desk->columns : 1};
}

void act_toggle_pause(const struct press *press)
{
    struct desk *desk = press->desk;
    if (session_is_over(desk->session)) {
        acts_say(desk, over);
        return;
    }
    session_pause(desk->session, !session_is_paused(desk->session));
    if (desk->time.seen.cursor != TIME_NEVER) /* it goes on: with what is now */
        (void)timeview_live(&desk->time);
}

void act_change_speed(const struct press *press)
{
    static const double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    const int count = sizeof speeds / sizeof *speeds;
    double speed = session_speed(press->desk->session);
    int next =
        press->value > 0 ? 0 : count - 1; /* the nearest beyond the present one, which need not be in the table */
    while (next >= 0 && next < count && (speeds[next] - speed) * press->value <= 0)
        next += press->value;
    if (next < 0 || next >= count)
        acts_say(press->desk, press->value > 0 ? "This is as fast as it goes." : "This is as slow as it goes.");
    else
        session_set_speed(press->desk->session, speeds[next]);
}

/* ---- Step by step ---- */

/* The run of the scene that goes on at `time`, or went on before it. */
static size_t run_at(const struct scene *scene, int64_t time)
{
    size_t run = scene->run_count - 1;
    while (run > 0 && trace_start(scene->runs[run].trace) > time)
        run--;
    return run;
}

static bool find_after(const struct scene *scene, int64_t time, struct moment *moment)
{
    for (size_t run = run_at(scene, time); run < scene->run_count; run++)
        if (moment_after(scene->runs[run].trace, time, scene->now, moment))
            return true;
    return false;
}

static bool find_before(const struct scene *scene, int64_t time, struct moment *moment)
{
    for (size_t run = run_at(scene, time) + 1; run-- > 0;)
        if (moment_before(scene->runs[run].trace, time, scene->now, moment))
            return true;
    return false;
}

static void step_clock(struct desk *desk)
{
    if (session_is_over(desk->session))
        acts_say(desk, over);
    else if (!session_step(desk->session))
        acts_say(desk, "Nobody is due to do anything: there is nothing to step to.");
}

/* Forwards in the record as far as it goes, then in time. */
void act_step(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct moment moment;
    if (!stands_still(desk)) {
        session_pause(desk->session, true);
        return;
    }
    struct extent extent = extent_of(desk, &scene);
    int64_t seen = timeview_moment(&desk->time, &extent);
    if (seen < extent.now && find_after(&scene, seen, &moment)) {
        timeview_look_at(&desk->time, &extent, moment.to);
        return;
    }
    (void)timeview_live(&desk->time);
    step_clock(desk);
}

/* Backwards in the record: what has happened is looked at, never undone. */
void act_step_back(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct moment moment;
    if (!stands_still(desk))
        session_pause(desk->session, true);
    struct extent extent = extent_of(desk, &scene);
    if (find_before(&scene, timeview_moment(&desk->time, &extent), &moment))
        timeview_look_at(&desk->time, &extent, moment.to);
    else
        acts_say(desk, "Nothing happened before.");
}

/* ---- Which part of time is on the screen ---- */

void act_look(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = extent_of(desk, &scene);
    bool moved = stands_still(desk) ? timeview_move(&desk->time, &extent, press->value)
                                    : timeview_scroll(&desk->time, &extent, press->value);
    if (!moved)
        acts_say(desk, press->value < 0 ? "There is nothing before it." : "This is now.");
}

void act_zoom(const struct press *press)
{
    struct scene scene;
    struct extent extent = extent_of(press->desk, &scene);
    if (!timeview_zoom(&press->desk->time, &extent, press->value))
        acts_say(press->desk, press->value < 0 ? "A second is the least." : "This is the whole session.");
}

void act_home(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = extent_of(desk, &scene);
    if (stands_still(desk))
        timeview_look_at(&desk->time, &extent, extent.start);
    else if (!timeview_home(&desk->time, &extent))
        acts_say(desk, "The start of the session is on the screen.");
}

void act_live(const struct press *press)
{
    (void)timeview_live(&press->desk->time);
}

/* An older run as it was; the newest as it grows. */
void act_fit(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = extent_of(desk, &scene);
    const struct scene_run *run = &scene.runs[run_at(&scene, timeview_moment(&desk->time, &extent))];
    bool newest = run == &scene.runs[scene.run_count - 1];
    desk->time.fits = newest;
    if (!newest)
        timeview_fit(&desk->time, &extent, trace_start(run->trace), trace_end(run->trace, scene.now));
    else if (desk->time.seen.cursor == TIME_NEVER)
        (void)timeview_live(&desk->time);
}

void commands_keep_fit(struct desk *desk)
{
    if (!desk->time.fits || desk->time.seen.edge != TIME_NEVER)
        return;
    struct scene scene;
    struct extent extent = extent_of(desk, &scene);
    const struct trace *trace = scene.runs[scene.run_count - 1].trace;
    if (session_is_over(desk->session))
        timeview_fit(&desk->time, &extent, trace_start(trace), trace_end(trace, scene.now));
    else
        timeview_fit_growing(&desk->time, &extent, trace_start(trace));
}
