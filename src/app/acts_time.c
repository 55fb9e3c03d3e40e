/* acts_time — what keys do to the course of time, and to which part of it is on the screen; see the header. */
#include "acts.h"

#include "base/units.h"
#include "record/moment.h"

static const char over[] = "The run is over: r runs a new one, R the same again.";

/* ---- The course of time ---- */

/* Nothing goes on that a cursor could not keep up with. */
bool acts_time_stands(const struct desk *desk)
{
    return !session_moves(desk->session) || session_is_over(desk->session);
}

struct extent acts_extent(const struct desk *desk, struct scene *scene)
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

/* The moments of all runs that are shown count: in a race of all, else of those on the timeline. */
static bool is_shown(const struct desk *desk, const struct scene_run *run)
{
    return desk->race || !run->aside;
}

static bool find_after(const struct desk *desk, const struct scene *scene, int64_t time, struct moment *earliest)
{
    struct moment moment;
    earliest->to = TIME_NEVER;
    for (size_t i = 0; i < scene->run_count; i++)
        if (is_shown(desk, &scene->runs[i]) && moment_after(scene->runs[i].trace, time, scene->now, &moment) &&
            moment.to < earliest->to)
            *earliest = moment;
    return earliest->to != TIME_NEVER;
}

static bool find_before(const struct desk *desk, const struct scene *scene, int64_t time, struct moment *latest)
{
    struct moment moment;
    latest->to = -1;
    for (size_t i = 0; i < scene->run_count; i++)
        if (is_shown(desk, &scene->runs[i]) && moment_before(scene->runs[i].trace, time, scene->now, &moment) &&
            moment.to > latest->to)
            *latest = moment;
    return latest->to >= 0;
}

/* Where nobody is due yet because the step before is still under way, nothing is said. */
static void step_clock(struct desk *desk, const struct scene_run *run)
{
    if (session_is_over(desk->session))
        acts_say(desk, over);
    else if (!session_step(desk->session) && run->status == RUN_STUCK)
        acts_say(desk, "Nobody is due to do anything: there is nothing to step to.");
}

/* Forwards in the record as far as it goes, then in time. */
void act_step(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct moment moment;
    if (!acts_time_stands(desk)) {
        session_pause(desk->session, true);
        return;
    }
    struct extent extent = acts_extent(desk, &scene);
    int64_t seen = timeview_moment(&desk->time, &extent);
    if (seen < extent.now && find_after(desk, &scene, seen, &moment)) {
        timeview_look_at(&desk->time, &extent, moment.to);
        return;
    }
    (void)timeview_live(&desk->time);
    step_clock(desk, &scene.runs[scene.run_count - 1]);
}

/* Backwards in the record: what has happened is looked at, never undone. */
void act_step_back(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct moment moment;
    if (!acts_time_stands(desk))
        session_pause(desk->session, true);
    struct extent extent = acts_extent(desk, &scene);
    if (find_before(desk, &scene, timeview_moment(&desk->time, &extent), &moment))
        timeview_look_at(&desk->time, &extent, moment.to);
    else
        acts_say(desk, "Nothing happened before.");
}

/* ---- Which part of time is on the screen ---- */

void act_look(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    bool moved = acts_time_stands(desk) ? timeview_move(&desk->time, &extent, press->value)
                                        : timeview_scroll(&desk->time, &extent, press->value);
    if (!moved)
        acts_say(desk, press->value < 0 ? "There is nothing before it." : "This is now.");
}

void acts_zoom(struct desk *desk, int direction, int64_t around)
{
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    if (!timeview_zoom(&desk->time, &extent, direction, around))
        acts_say(desk, direction < 0 ? "A second is the least." : "This is the whole session.");
}

void act_zoom(const struct press *press)
{
    acts_zoom(press->desk, press->value, press->desk->time.seen.cursor);
}

void act_home(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    if (acts_time_stands(desk))
        timeview_look_at(&desk->time, &extent, extent.start);
    else if (!timeview_home(&desk->time, &extent))
        acts_say(desk, "The start of the session is on the screen.");
}

void act_live(const struct press *press)
{
    (void)timeview_live(&press->desk->time);
}

/* The run on the timeline that goes on at `time`, or went on before it. */
static size_t run_at(const struct scene *scene, int64_t time)
{
    size_t run = scene->focus;
    for (size_t i = scene->focus; i-- > 0 && trace_start(scene->runs[run].trace) > time;)
        if (!scene->runs[i].aside)
            run = i;
    return run;
}

void act_look_at_run(struct desk *desk, const struct scene_run *run)
{
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    int64_t end = trace_end(run->trace, scene.now) - 1; /* within it: the next run may start where it ends */
    timeview_visit(&desk->time, &extent, trace_start(run->trace), end);
}

/* An older run as it was; the newest as it grows. */
void act_fit(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    const struct scene_run *run = &scene.runs[run_at(&scene, timeview_moment(&desk->time, &extent))];
    if (run != &scene.runs[scene.focus]) {
        act_look_at_run(desk, run);
        return;
    }
    if (desk->time.seen.cursor == TIME_NEVER)
        (void)timeview_live(&desk->time);
    desk->time.fits = true;
    desk->time.kept.cell = 0;
}
