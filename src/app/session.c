/* session — the runs of one sitting, one after another on one clock. */
#include "app/session.h"

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/ideal.h"

#include <stdlib.h>
#include <string.h>

enum { IDEAL_ITEMS_MAX = 50000 };

#define ENDING_PATIENCE (200 * NS_PER_MS) /* how long the end of the program waits for threads */

struct session {
    struct wakeup *wakeup;
    struct clock *clock;
    struct ending *ending; /* the runs that were left; owns clock and wakeup */
    struct plan plan; /* what the controls show and the next batch gets, each run with the consumers its mode can run */
    bool paused;

    struct scene_run *runs; /* the newest last; their traces are the session's */
    size_t count;
    int started;                /* how many there have ever been */
    struct live_run *live_runs; /* the present batch: the last `batch_size` of the runs */
    size_t batch_size, primary; /* and which of these is on the timeline */
    int batch;                  /* its number, from 1 */
};

/* What the present batch has beyond its scene_run. */
struct live_run {
    const struct mode *mode;
    struct trace *trace;
    struct engine *engine; /* NULL where it could not be started */
};

static struct scene_run *run_of(const struct session *session, size_t live_run)
{
    return &session->runs[session->count - session->batch_size + live_run];
}

static bool is_over(const struct scene_run *run)
{
    return run->status == RUN_FINISHED || run->status == RUN_LEFT;
}

bool session_is_over(const struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (!is_over(run_of(session, i)))
            return false;
    return true;
}

/* No run goes on: all have ended, or are stuck. */
static bool is_at_rest(const struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (run_of(session, i)->status == RUN_RUNNING)
            return false;
    return true;
}

/* Time goes on unless it is paused or no run goes on. A change of the plan can end a deadlock: the next update
 * sees it. */
static void settle_clock(struct session *session)
{
    bool stands = session->paused || is_at_rest(session);
    if (stands == clock_is_paused(session->clock))
        return;
    if (stands)
        clock_pause(session->clock);
    else
        clock_resume(session->clock);
}

struct session *session_new(const struct mode *const modes[], size_t count, const struct plan *plan, double speed,
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
    if (!session_start(session, modes, count, error)) {
        session_free(session);
        return NULL;
    }
    return session;
}

/* The engines of the present batch end where they stand. */
static void end_batch(struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++) {
        if (session->live_runs[i].engine != NULL)
            ending_add(session->ending, session->live_runs[i].engine);
        if (run_of(session, i)->status == RUN_RUNNING) /* a deadlock stays what became of a run */
            run_of(session, i)->status = RUN_LEFT;
    }
    free(session->live_runs);
    session->live_runs = NULL;
    session->batch_size = 0;
}

/* const for the view alone */
static struct trace *trace_of(const struct scene_run *run)
{
    return (struct trace *)run->trace;
}

static void forget(struct session *session, size_t count)
{
    for (size_t i = 0; i < count; i++)
        trace_free(trace_of(&session->runs[i]));
    session->count -= count;
    memmove(session->runs, session->runs + count, session->count * sizeof *session->runs);
}

static size_t lanes_of(const struct scene_run *run)
{
    size_t lanes = 0;
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        lanes += run->trace->lanes[kind].count;
    return lanes;
}

/* Before a batch begins: whole ones, but not the one that it is compared with, as many as must go so that `more` runs
 * have a place and what is kept is not too much. */
static void forget_oldest(struct session *session, size_t more)
{
    size_t gone = 0, lanes = 0;
    for (size_t i = 0; i < session->count; i++)
        lanes += lanes_of(&session->runs[i]);
    while (gone < session->count && session->runs[gone].batch < session->batch - 1 &&
           (session->count - gone + more > SESSION_RUNS_MAX || lanes > SESSION_LANES_MAX))
        for (int batch = session->runs[gone].batch; session->runs[gone].batch == batch; gone++)
            lanes -= lanes_of(&session->runs[gone]);
    forget(session, gone);
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
    struct live_run *live_run = &session->live_runs[session->batch_size];
    struct plan plan = session->plan;
    mode_fit(mode, &plan);
    struct trace *trace = trace_new(now);
    struct engine *engine = engine_start(&plan, mode, session->clock, session->wakeup, trace, error);
    if (engine == NULL)
        trace_close(trace, now);
    *live_run = (struct live_run){.mode = mode, .trace = trace, .engine = engine};
    session->runs[session->count] = (struct scene_run){
        .number = ++session->started,
        .batch = session->batch,
        .off_timeline = session->batch_size > 0,
        .mode = mode->name,
        .bug = mode->bug,
        .has_gil = mode_has_gil(mode, &plan),
        .status = engine != NULL ? RUN_RUNNING : RUN_LEFT,
        .plan = plan,
        .ideal = ideal,
        .trace = trace,
    };
    session->count++;
    session->batch_size++;
    return engine != NULL;
}

/* Not worked out where it would keep the screen waiting. */
static int64_t ideal_of(const struct plan *plan)
{
    return plan->items <= IDEAL_ITEMS_MAX / plan->producers ? ideal_elapsed(plan) : -1;
}

bool session_start(struct session *session, const struct mode *const modes[], size_t count, struct error *error)
{
    session_update(session);
    end_batch(session);
    for (size_t i = 0; i < session->count; i++)
        trace_trim(trace_of(&session->runs[i]), SESSION_SEGMENTS_MAX);
    session->batch++;
    session->primary = 0;
    session->runs = memory_resized(session->runs, session->count + count, sizeof *session->runs);
    forget_oldest(session, count);
    session->live_runs = memory_zeroed(count, sizeof *session->live_runs);
    int64_t ideal = ideal_of(&session->plan);
    clock_pause(session->clock); /* until all workers are made: the runs start together */
    int64_t now = clock_now(session->clock);
    bool started = true;
    for (size_t i = 0; i < count; i++)
        started &= enter(session, modes[i], now, ideal, error);
    settle_clock(session);
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
        if (strcmp(session->live_runs[i].mode->name, mode->name) == 0)
            session_show_run(session, session->count - session->batch_size + i);
}

const struct mode *session_mode(const struct session *session)
{
    return session->live_runs[session->primary].mode;
}

bool session_is_race(const struct session *session)
{
    return session->batch_size > 1;
}

void session_set_seed(struct session *session, uint64_t seed)
{
    session->plan.seed = seed;
}

/* The present batch follows the session's plan from now on. */
static void change_batch(struct session *session)
{
    for (size_t i = 0; i < session->batch_size; i++) {
        struct scene_run *run = run_of(session, i);
        if (is_over(run))
            continue;
        struct plan plan = session->plan;
        mode_fit(session->live_runs[i].mode, &plan);
        engine_change(session->live_runs[i].engine, &plan);
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
        const struct mode *mode = session->live_runs[i].mode;
        struct plan fitted = plan;
        if (control != CONTROL_CONSUMERS)
            mode_fit(mode, &fitted);
        if (!is_over(run_of(session, i)) && !mode_allows(mode, &fitted, NULL))
            return false;
    }
    session->plan = plan;
    change_batch(session);
    return true;
}

struct plan session_plan(const struct session *session)
{
    return session->plan;
}

void session_toggle_language(struct session *session)
{
    session->plan.language = session->plan.language == LANGUAGE_C ? LANGUAGE_PYTHON : LANGUAGE_C;
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

bool session_is_paused(const struct session *session)
{
    return session->paused;
}

bool session_step(struct session *session)
{
    return clock_step(session->clock);
}

void session_set_speed(struct session *session, double speed)
{
    clock_set_speed(session->clock, speed);
}

double session_speed(const struct session *session)
{
    return clock_speed(session->clock);
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
        if (!is_over(run_of(session, i)))
            run_of(session, i)->status = statuses[engine_drain(session->live_runs[i].engine)];
    settle_clock(session);
}

int session_descriptor(const struct session *session)
{
    return wakeup_fd(session->wakeup);
}

bool session_moves(const struct session *session)
{
    return !clock_is_paused(session->clock);
}

bool session_trouble(struct session *session, struct error *error)
{
    for (size_t i = 0; i < session->batch_size; i++)
        if (session->live_runs[i].engine != NULL && engine_trouble(session->live_runs[i].engine, error))
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
    for (size_t i = 0; i < session->batch_size; i++) {
        int64_t its_end = trace_end(session->live_runs[i].trace, now);
        end = its_end > end ? its_end : end;
    }
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
