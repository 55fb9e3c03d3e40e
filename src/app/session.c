/* session — the runs of one sitting, one after another on one clock; see the header. */
#include "app/session.h"

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/ideal.h"

#include <stdlib.h>
#include <string.h>

enum { IDEAL_ITEMS_MAX = 50000 };

struct session {
    struct doorbell *doorbell;
    struct clock *clock;
    struct plan plan;            /* what the controls show and the next heat gets; */
    uint32_t rightful, mistaken; /* its consumers before the latest mistake was made, and for that */
    bool paused, held;

    struct scene_run *runs; /* the newest last; their traces are the session's */
    size_t count;
    int started;              /* how many there have ever been */
    struct entrant *entrants; /* the present heat: the last `heat_size` of the runs */
    size_t heat_size, lead;   /* and which of these is on the timeline */
    int heat;                 /* its number, from 1 */
};

/* What the present heat has beyond its scene_run. */
struct entrant {
    const struct mode *mode;
    struct trace *trace;
    struct engine *engine; /* NULL where it could not be started */
};

static struct scene_run *run_of(const struct session *session, size_t entrant)
{
    return &session->runs[session->count - session->heat_size + entrant];
}

static bool is_over(const struct scene_run *run)
{
    return run->status == RUN_FINISHED || run->status == RUN_LEFT;
}

bool session_is_over(const struct session *session)
{
    for (size_t i = 0; i < session->heat_size; i++)
        if (!is_over(run_of(session, i)))
            return false;
    return true;
}

/* Nobody runs: all have ended, or wait for each other. */
static bool is_at_rest(const struct session *session)
{
    for (size_t i = 0; i < session->heat_size; i++)
        if (run_of(session, i)->status == RUN_RUNNING)
            return false;
    return true;
}

/* Time goes on unless somebody holds it or there is nothing that it could go on for. A change of the plan can end a
 * deadlock: the next update sees it. */
static void settle_clock(struct session *session)
{
    bool stands = session->paused || session->held || is_at_rest(session);
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
    struct doorbell *doorbell = doorbell_new(error);
    if (doorbell == NULL)
        return NULL;
    struct session *session = memory_zeroed(1, sizeof *session);
    session->doorbell = doorbell;
    session->clock = clock_new(CLOCK_REAL, doorbell);
    session->plan = *plan;
    session->rightful = session->mistaken = plan->consumers;
    clock_set_speed(session->clock, speed);
    if (!session_start(session, modes, count, error)) {
        session_free(session);
        return NULL;
    }
    return session;
}

/* The engines of the present heat end where they stand. */
static void end_heat(struct session *session)
{
    for (size_t i = 0; i < session->heat_size; i++) {
        engine_free(session->entrants[i].engine);
        if (run_of(session, i)->status == RUN_RUNNING) /* a deadlock stays what became of a run */
            run_of(session, i)->status = RUN_LEFT;
    }
    free(session->entrants);
    session->entrants = NULL;
    session->heat_size = 0;
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
        lanes += trace_lanes(run->trace, kind);
    return lanes;
}

/* Before a heat begins: whole ones, but not the one that it is compared with, as many as must go so that `more` runs
 * have a place and what is kept is not too much. */
static void forget_oldest(struct session *session, size_t more)
{
    size_t gone = 0, lanes = 0;
    for (size_t i = 0; i < session->count; i++)
        lanes += lanes_of(&session->runs[i]);
    while (gone < session->count && session->runs[gone].heat < session->heat - 1 &&
           (session->count - gone + more > SESSION_RUNS_MOST || lanes > SESSION_LANES_MOST))
        for (int heat = session->runs[gone].heat; session->runs[gone].heat == heat; gone++)
            lanes -= lanes_of(&session->runs[gone]);
    forget(session, gone);
}

void session_free(struct session *session)
{
    if (session == NULL)
        return;
    end_heat(session);
    forget(session, session->count);
    free(session->runs);
    clock_free(session->clock);
    doorbell_free(session->doorbell);
    free(session);
}

static bool enter(struct session *session, const struct mode *mode, int64_t now, int64_t ideal, struct error *error)
{
    struct entrant *entrant = &session->entrants[session->heat_size];
    struct trace *trace = trace_new(now);
    struct engine *engine = engine_start(&session->plan, mode, session->clock, session->doorbell, trace, error);
    if (engine == NULL)
        trace_close(trace, now);
    *entrant = (struct entrant){.mode = mode, .trace = trace, .engine = engine};
    session->runs[session->count] = (struct scene_run){
        .number = ++session->started,
        .heat = session->heat,
        .aside = session->heat_size > 0,
        .mode = mode->name,
        .status = engine != NULL ? RUN_RUNNING : RUN_LEFT,
        .plan = session->plan,
        .ideal = ideal,
        .trace = trace,
    };
    session->count++;
    session->heat_size++;
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
    end_heat(session);
    for (size_t i = 0; i < session->count; i++)
        trace_fade(trace_of(&session->runs[i]));
    session->heat++;
    session->lead = 0;
    session->runs = memory_resized(session->runs, session->count + count, sizeof *session->runs);
    forget_oldest(session, count);
    session->entrants = memory_zeroed(count, sizeof *session->entrants);
    int64_t now = clock_now(session->clock);
    int64_t ideal = ideal_of(&session->plan);
    bool started = true;
    for (size_t i = 0; i < count; i++)
        started &= enter(session, modes[i], now, ideal, error);
    settle_clock(session);
    return started;
}

void session_show_run(struct session *session, size_t run)
{
    for (size_t i = 0; i < session->count; i++)
        if (session->runs[i].heat == session->runs[run].heat)
            session->runs[i].aside = i != run;
    if (session->runs[run].heat == session->heat)
        session->lead = run - (session->count - session->heat_size);
}

void session_lead(struct session *session, const struct mode *mode)
{
    for (size_t i = 0; i < session->heat_size; i++)
        if (session->entrants[i].mode == mode)
            session_show_run(session, session->count - session->heat_size + i);
}

const struct mode *session_mode(const struct session *session)
{
    return session->entrants[session->lead].mode;
}

bool session_is_race(const struct session *session)
{
    return session->heat_size > 1;
}

bool session_restart(struct session *session, struct error *error)
{
    size_t count = session->heat_size;
    const struct mode *lead = session_mode(session);
    const struct mode **modes = memory_zeroed(count, sizeof *modes);
    for (size_t i = 0; i < count; i++)
        modes[i] = session->entrants[i].mode;
    bool started = session_start(session, modes, count, error);
    session_lead(session, lead);
    free(modes);
    return started;
}

void session_set_seed(struct session *session, uint64_t seed)
{
    session->plan.seed = seed;
}

/* The present heat follows the session's plan from now on. */
static void change_heat(struct session *session)
{
    for (size_t i = 0; i < session->heat_size; i++) {
        struct scene_run *run = run_of(session, i);
        if (is_over(run))
            continue;
        engine_change(session->entrants[i].engine, &session->plan);
        enum mistake mistake = run->plan.mistake; /* stays */
        run->plan = session->plan;
        run->plan.mistake = mistake;
        run->changed = true;
    }
}

bool session_change(struct session *session, enum control control, int direction)
{
    struct plan plan = session->plan;
    if (!plan_control_step(&plan, control, direction))
        return false;
    for (size_t i = 0; i < session->heat_size; i++)
        if (!is_over(run_of(session, i)) && !mode_allows(session->entrants[i].mode, &plan, NULL))
            return false;
    session->plan = plan;
    change_heat(session);
    return true;
}

enum mistake session_mistake(const struct session *session)
{
    return session->plan.mistake;
}

void session_make_mistake(struct session *session, enum mistake mistake)
{
    struct plan *plan = &session->plan;
    if (plan->consumers == session->mistaken) /* nobody has chosen another number since */
        plan->consumers = session->rightful;
    session->rightful = plan->consumers;
    plan_make_mistake(plan, mistake);
    session->mistaken = plan->consumers;
}

bool session_toggle_burn(struct session *session)
{
    session->plan.burn = !session->plan.burn;
    change_heat(session);
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

void session_hold(struct session *session, bool held)
{
    session->held = held;
    settle_clock(session);
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
    doorbell_answer(session->doorbell);
    for (size_t i = 0; i < session->heat_size; i++)
        if (!is_over(run_of(session, i)))
            run_of(session, i)->status = statuses[engine_drain(session->entrants[i].engine)];
    settle_clock(session);
}

int session_descriptor(const struct session *session)
{
    return doorbell_descriptor(session->doorbell);
}

bool session_moves(const struct session *session)
{
    return !clock_is_paused(session->clock);
}

bool session_trouble(struct session *session, struct error *error)
{
    for (size_t i = 0; i < session->heat_size; i++)
        if (session->entrants[i].engine != NULL && engine_trouble(session->entrants[i].engine, error))
            return true;
    return false;
}

/* The clock stands from a moment after the end on: an ended heat is shown as it was then. */
static int64_t shown_now(const struct session *session)
{
    int64_t now = clock_now(session->clock);
    if (!session_is_over(session))
        return now;
    int64_t end = 0;
    for (size_t i = 0; i < session->heat_size; i++) {
        int64_t its_end = trace_end(session->entrants[i].trace, now);
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
    scene->runs = session->runs;
    scene->run_count = session->count;
    scene->focus = session->count - session->heat_size + session->lead;
}
