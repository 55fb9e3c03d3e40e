/* session — the runs of one sitting, one after another on one clock. */
#include "app/session.h"

#include "base/memory.h"
#include "base/minmax.h"

#include <stdlib.h>
#include <string.h>

enum { IDEAL_ITEMS_MAX = 50000 };

#define ENDING_PATIENCE (200 * NS_PER_MS) /* how long the end of the program waits for threads */

static struct scene_run *run_of(const struct session *session, size_t i)
{
    return &session->runs[session->count - session->batch_size + i];
}

/* const for the view alone */
static struct trace *trace_of(const struct scene_run *run)
{
    return (struct trace *)run->trace;
}

static bool goes_on(const struct scene_run *run)
{
    return run->status == RUN_RUNNING || run->status == RUN_STUCK;
}

bool session_is_over(const struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (goes_on(run_of(session, i)))
            return false;
    return true;
}

/* Time goes on unless it is paused or no run does. A change of the plan can end a deadlock: the next update sees it. */
static void settle_clock(struct session *session)
{
    bool stands = true;
    for (size_t i = 0; i < session->batch_size && !session->paused; i++)
        stands &= run_of(session, i)->status != RUN_RUNNING;
    if (stands == clock_is_paused(session->clock))
        return;
    if (stands)
        clock_pause(session->clock);
    else
        clock_resume(session->clock);
}

struct session *session_new(const struct mode *const batch[], size_t count, const struct plan *plan, double speed,
                            struct error *error)
{
    struct wakeup *wakeup = wakeup_new(error);
    if (wakeup == NULL)
        return NULL;
    struct session *session = memory_zeroed(1, sizeof *session);
    session->wakeup = wakeup;
    session->clock = clock_new(CLOCK_REAL, wakeup);
    session->ending = ending_new(session->clock, wakeup);
    session->plan = *plan;
    clock_set_speed(session->clock, speed);
    if (!session_start(session, batch, count, error)) {
        session_free(session);
        return NULL;
    }
    return session;
}

/* The engines of the present batch end where they stand. */
static void end_batch(struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++) {
        if (session->engines[i] != NULL)
            ending_add(session->ending, session->engines[i]);
        if (run_of(session, i)->status == RUN_RUNNING) /* a deadlock stays what became of a run */
            run_of(session, i)->status = RUN_LEFT;
    }
    session->batch_size = 0;
}

static void forget(struct session *session, size_t count)
{
    for (size_t i = 0; i < count; i++)
        trace_free(trace_of(&session->runs[i]));
    session->count -= count;
    memmove(session->runs, session->runs + count, session->count * sizeof *session->runs);
}

static size_t count_lanes(const struct session *session)
{
    size_t lanes = 0;
    for (size_t i = 0; i < session->count; i++)
        for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
            lanes += session->runs[i].trace->lanes[kind].count;
    return lanes;
}

/* Before a batch begins: whole ones, but not the one that it is compared with, as many as must go so that `more` runs
 * have a place and what is kept is not too much. */
static void forget_oldest(struct session *session, size_t more)
{
    while (session->count > 0 && session->runs[0].batch < session->batch - 1 &&
           (session->count + more > SESSION_RUNS_MAX || count_lanes(session) > SESSION_LANES_MAX)) {
        size_t size = 1;
        while (session->runs[size].batch == session->runs[0].batch) /* it is not the last */
            size++;
        forget(session, size);
    }
}

void session_free(struct session *session)
{
    if (session == NULL)
        return;
    end_batch(session);
    forget(session, session->count);
    free(session->runs);
    ending_free(session->ending, ENDING_PATIENCE);
    free(session);
}

static bool enter(struct session *session, const struct mode *mode, int64_t now, int64_t ideal, struct error *error)
{
    struct plan plan = session->plan;
    mode_fit(mode, &plan);
    struct trace *trace = trace_new(now);
    struct engine *engine = engine_start(&plan, mode, session->clock, session->wakeup, trace, error);
    if (engine == NULL)
        trace_close(trace, now);
    session->runs[session->count++] = (struct scene_run){
        .number = ++session->started,
        .batch = session->batch,
        .off_timeline = session->batch_size > 0,
        .mode = mode,
        .status = engine != NULL ? RUN_RUNNING : RUN_LEFT,
        .plan = plan,
        .ideal = ideal,
        .trace = trace,
    };
    session->engines[session->batch_size++] = engine;
    return engine != NULL;
}

/* `turns`: its threads take turns at any speed. */
static bool start(struct session *session, const struct mode *const batch[], size_t count, bool turns,
                  struct error *error)
{
    session_update(session);
    end_batch(session);
    clock_always_take_turns(session->clock, turns);
    for (size_t i = 0; i < session->count; i++)
        trace_trim(trace_of(&session->runs[i]), SESSION_SEGMENTS_MAX);
    session->batch++;
    session->primary = 0;
    forget_oldest(session, count);
    session->runs = memory_resized(session->runs, session->count + count, sizeof *session->runs);
    bool quick = plan_items(&session->plan) <= IDEAL_ITEMS_MAX; /* else the screen would wait */
    int64_t ideal = quick ? ideal_elapsed(&session->plan) : -1;
    int64_t now = clock_now(session->clock);
    bool started = true;
    for (size_t i = 0; i < count; i++)
        started &= enter(session, batch[i], now, ideal, error);
    settle_clock(session);
    return started;
}

bool session_start(struct session *session, const struct mode *const batch[], size_t count, struct error *error)
{
    return start(session, batch, count, false, error);
}

bool session_replay(struct session *session, const struct mode *mode, int64_t until, struct error *error)
{
    session_pause(session, true);
    bool started = start(session, &mode, 1, true, error);
    clock_skip(session->clock, run_of(session, 0)->trace->start + until);
    return started;
}

void session_show_run(struct session *session, size_t run)
{
    for (size_t i = 0; i < session->count; i++)
        if (session->runs[i].batch == session->runs[run].batch)
            session->runs[i].off_timeline = i != run;
    if (session->runs[run].batch == session->batch)
        session->primary = run - (session->count - session->batch_size);
}

void session_set_primary(struct session *session, const struct mode *mode)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (strcmp(run_of(session, i)->mode->name, mode->name) == 0)
            session_show_run(session, session->count - session->batch_size + i);
}

const struct mode *session_mode(const struct session *session)
{
    return run_of(session, session->primary)->mode;
}

/* The present batch follows the session's plan from now on. */
static void change_batch(struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++) {
        struct scene_run *run = run_of(session, i);
        if (!goes_on(run))
            continue;
        struct plan plan = session->plan;
        mode_fit(run->mode, &plan);
        engine_change(session->engines[i], &plan);
        run->plan = plan;
        run->changed = true;
    }
}

bool session_change(struct session *session, enum control control, int direction)
{
    struct plan plan = session->plan;
    if (control == CONTROL_CONSUMERS)
        mode_fit(session_mode(session), &plan); /* what the control shows */
    if (!control_step(&plan, control, direction))
        return false;
    for (size_t i = 0; i < session->batch_size; i++) {
        const struct scene_run *run = run_of(session, i);
        struct plan fitted = plan;
        if (control != CONTROL_CONSUMERS)
            mode_fit(run->mode, &fitted);
        if (goes_on(run) && !mode_allows(run->mode, &fitted, NULL))
            return false;
    }
    session->plan = plan;
    change_batch(session);
    return true;
}

bool session_toggle_burn(struct session *session)
{
    session->plan.burn = !session->plan.burn;
    change_batch(session);
    return session->plan.burn;
}

void session_pause(struct session *session, bool paused)
{
    session->paused = paused;
    settle_clock(session);
}

void session_update(struct session *session)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING,
        [ENGINE_STUCK] = RUN_STUCK,
        [ENGINE_FINISHED] = RUN_FINISHED,
    };
    wakeup_drain(session->wakeup);
    for (size_t i = 0; i < session->batch_size; i++)
        if (goes_on(run_of(session, i))) {
            run_of(session, i)->status = statuses[engine_drain(session->engines[i])];
            run_of(session, i)->lateness = engine_lateness(session->engines[i]);
        }
    settle_clock(session);
}

bool session_moves(const struct session *session)
{
    return !clock_is_paused(session->clock);
}

bool session_trouble(struct session *session, struct error *error)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (session->engines[i] != NULL && engine_trouble(session->engines[i], error))
            return true;
    return false;
}

/* The clock stands from a moment after the end on: an ended batch is shown as it was then. */
static int64_t shown_now(const struct session *session)
{
    int64_t now = clock_now(session->clock);
    if (!session_is_over(session))
        return now;
    int64_t end = 0;
    for (size_t i = 0; i < session->batch_size; i++)
        end = MAX(end, trace_end(run_of(session, i)->trace, now));
    return end;
}

void session_show(const struct session *session, struct scene *scene)
{
    scene->now = shown_now(session);
    scene->paused = session->paused;
    scene->speed = clock_speed(session->clock);
    scene->plan = session->plan;
    mode_fit(session_mode(session), &scene->plan);
    scene->runs = session->runs;
    scene->run_count = session->count;
    scene->focus = session->count - session->batch_size + session->primary;
}
