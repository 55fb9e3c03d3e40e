/* session — the runs of one sitting, one after another on one clock; see the header. */
#include "app/session.h"

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/ideal.h"

#include <stdlib.h>

struct session {
    struct doorbell *doorbell;
    struct clock *clock;
    struct plan plan; /* what the controls show and the next run gets */
    bool paused, held;

    struct scene_run *runs; /* the newest last; their traces are the session's */
    struct trace **traces;  /* the same ones, to free */
    size_t count;
    const struct mode *mode; /* of the newest run */
    struct engine *engine;   /* of the newest run; NULL where it could not be started */
};

static struct scene_run *newest(const struct session *session)
{
    return &session->runs[session->count - 1];
}

/* Time goes on unless somebody holds it or there is nothing that it could go on for. */
static void settle_clock(struct session *session)
{
    enum run_status status = newest(session)->status;
    bool over = status == RUN_FINISHED || status == RUN_LEFT;
    bool stands = session->paused || session->held || over;
    if (stands == clock_is_paused(session->clock))
        return;
    if (stands)
        clock_pause(session->clock);
    else
        clock_resume(session->clock);
}

struct session *session_new(const struct mode *mode, const struct plan *plan, double speed, struct error *error)
{
    struct doorbell *doorbell = doorbell_new(error);
    if (doorbell == NULL)
        return NULL;
    struct session *session = memory_zeroed(1, sizeof *session);
    session->doorbell = doorbell;
    session->clock = clock_new(CLOCK_REAL, doorbell);
    session->plan = *plan;
    clock_set_speed(session->clock, speed);
    if (!session_start(session, mode, error)) {
        session_free(session);
        return NULL;
    }
    return session;
}

void session_free(struct session *session)
{
    if (session == NULL)
        return;
    engine_free(session->engine);
    for (size_t i = 0; i < session->count; i++)
        trace_free(session->traces[i]);
    free(session->traces);
    free(session->runs);
    clock_free(session->clock);
    doorbell_free(session->doorbell);
    free(session);
}

static void leave_run(struct session *session)
{
    if (session->count == 0)
        return;
    session_update(session);
    engine_free(session->engine);
    session->engine = NULL;
    if (newest(session)->status != RUN_FINISHED)
        newest(session)->status = RUN_LEFT;
}

static void append_run(struct session *session, const struct mode *mode, struct trace *trace)
{
    size_t count = session->count + 1;
    session->runs = memory_resized(session->runs, count, sizeof *session->runs);
    session->traces = memory_resized(session->traces, count, sizeof *session->traces);
    session->traces[session->count] = trace;
    session->runs[session->count] = (struct scene_run){
        .number = (int)count,
        .mode = mode->name,
        .status = RUN_RUNNING,
        .plan = session->plan,
        .ideal = ideal_elapsed(&session->plan),
        .trace = trace,
    };
    session->count = count;
}

bool session_start(struct session *session, const struct mode *mode, struct error *error)
{
    leave_run(session);
    int64_t now = clock_now(session->clock);
    append_run(session, mode, trace_new(now));
    session->mode = mode;
    session->engine = engine_start(&session->plan, mode, session->clock, session->doorbell,
                                   session->traces[session->count - 1], error);
    if (session->engine == NULL) {
        trace_close(session->traces[session->count - 1], now);
        newest(session)->status = RUN_LEFT;
    }
    settle_clock(session);
    return session->engine != NULL;
}

void session_set_seed(struct session *session, uint64_t seed)
{
    session->plan.seed = seed;
}

bool session_change(struct session *session, enum control control, int direction)
{
    if (!plan_control_step(&session->plan, control, direction))
        return false;
    struct scene_run *run = newest(session);
    if (run->status != RUN_RUNNING && run->status != RUN_STUCK)
        return true;
    engine_change(session->engine, &session->plan);
    run->plan = session->plan;
    run->changed = true;
    return true;
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
    doorbell_answer(session->doorbell);
    struct scene_run *run = newest(session);
    if (session->engine == NULL || run->status == RUN_FINISHED)
        return;
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING,
        [ENGINE_STUCK] = RUN_STUCK,
        [ENGINE_FINISHED] = RUN_FINISHED,
    };
    run->status = statuses[engine_drain(session->engine)];
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
    return session->engine != NULL && engine_trouble(session->engine, error);
}

const struct mode *session_mode(const struct session *session)
{
    return session->mode;
}

enum run_status session_status(const struct session *session)
{
    return newest(session)->status;
}

void session_show(const struct session *session, struct scene *scene)
{
    const struct scene_run *run = newest(session);
    bool over = run->status == RUN_FINISHED || run->status == RUN_LEFT;
    int64_t now = clock_now(session->clock);
    scene->now = over ? trace_end(run->trace, now) : now;
    scene->paused = session->paused;
    scene->speed = clock_speed(session->clock);
    scene->plan = session->plan;
    scene->runs = session->runs;
    scene->run_count = session->count;
}
