/* worker — who runs, as a mode sees it; see the header. What workers do is in deeds.c. */
#include "engine/worker.h"

#include "base/memory.h"
#include "run.h"

struct parker *engine_main(struct engine *engine)
{
    return &engine->main;
}

struct crew *engine_crew(struct engine *engine)
{
    return engine->crew;
}

struct clock *engine_clock(struct engine *engine)
{
    return engine->clock;
}

struct heap *engine_timers(struct engine *engine)
{
    return &engine->timers;
}

const struct plan *engine_plan(const struct engine *engine)
{
    return &atomic_load_explicit(&engine->plan, memory_order_acquire)->plan;
}

enum mistake engine_mistake(const struct engine *engine)
{
    return plan_mistake(engine_plan(engine), engine->mode->name);
}

/* ---- Who runs ---- */

bool engine_is_closed(const struct engine *engine)
{
    return atomic_load_explicit(&engine->open_producers, memory_order_acquire) == 0;
}

unsigned engine_changes(const struct engine *engine)
{
    return atomic_load_explicit(&engine->changes, memory_order_acquire);
}

/* Under the lock, and only while the worker does not run. */
static bool is_wanted(const struct engine *engine, const struct worker *worker)
{
    if (worker->failed || !body_has_work(&worker->body, engine_plan(engine)))
        return false;
    return worker->body.kind == LANE_PRODUCER || !engine_is_closed(engine) || queue_depth(&engine->queue) > 0;
}

/* Under the lock, and so is all that hires. */
static void hire(struct engine *engine, struct worker *worker)
{
    worker->running = true;
    worker->op = (struct op){.kind = OP_WORK};
    line_append(&engine->hired, worker);
}

static void let_main_fetch(struct engine *engine)
{
    atomic_store_explicit(&engine->hiring, true, memory_order_relaxed);
    if (!engine->over)
        clock_unpark(&engine->main);
}

static void hire_wanted(struct engine *engine, const struct staff *staff)
{
    for (uint32_t i = 0; i < staff->count; i++)
        if (!staff->workers[i]->running && is_wanted(engine, staff->workers[i]))
            hire(engine, staff->workers[i]);
}

/* Whom main has not fetched nobody has seen yet: they may be wanted no more, and then must not come at all, since in a
 * line that does not move they would never get to their end. */
static void take_back_hired(struct engine *engine)
{
    for (struct worker *worker; (worker = line_take(&engine->hired)) != NULL;)
        worker->running = false;
}

static struct worker new_worker(struct engine *engine, enum lane_kind kind, uint32_t index)
{
    return (struct worker){
        .engine = engine,
        .body = body_new(kind, index, engine_plan(engine)->seed),
        .lane = lane_id_of(kind, index),
        .moment = TIME_NEVER,
        .woken_by = LANE_NONE,
        .recorder = engine->main_recorder,
    };
}

static void make_places(struct engine *engine, enum lane_kind kind, uint32_t count)
{
    struct staff *staff = &engine->staff[kind];
    if (count <= staff->count)
        return;
    struct intake *intake = memory_apart(sizeof *intake + (count - staff->count) * sizeof intake->workers[0]);
    intake->older = staff->intakes;
    staff->intakes = intake;
    staff->workers = memory_resized(staff->workers, count, sizeof(struct worker *));
    for (struct worker *worker = intake->workers; staff->count < count; worker++) {
        *worker = new_worker(engine, kind, staff->count);
        staff->workers[staff->count++] = worker;
    }
}

static size_t count_running(const struct staff *staff)
{
    size_t running = 0;
    for (uint32_t i = 0; i < staff->count; i++)
        running += staff->workers[i]->running;
    return running;
}

void engine_plan_changed(struct engine *engine)
{
    const struct plan *plan = engine_plan(engine);
    make_places(engine, LANE_PRODUCER, plan->producers);
    make_places(engine, LANE_CONSUMER, plan->consumers);
    take_back_hired(engine);
    hire_wanted(engine, &engine->staff[LANE_PRODUCER]);
    size_t open = count_running(&engine->staff[LANE_PRODUCER]);
    atomic_store_explicit(&engine->open_producers, open, memory_order_release);
    hire_wanted(engine, &engine->staff[LANE_CONSUMER]);
    /* Counted after what has changed and before main is unparked: who sees the count sees the rest, and nobody who has
     * seen the rest late is left unwoken. */
    atomic_fetch_add_explicit(&engine->changes, 1, memory_order_acq_rel);
    let_main_fetch(engine);
}

void engine_fetch(struct engine *engine, struct line *hired)
{
    if (!atomic_load_explicit(&engine->hiring, memory_order_relaxed) || crew_is_cancelled(engine->crew))
        return;
    pthread_mutex_lock(&engine->lock);
    line_join(hired, &engine->hired);
    atomic_store_explicit(&engine->hiring, false, memory_order_relaxed);
    pthread_mutex_unlock(&engine->lock);
}

/* The worker runs no more. Under the lock. True when with it the last producer is gone. */
static bool dismiss(struct engine *engine, struct worker *worker)
{
    worker->running = false;
    if (is_wanted(engine, worker)) {
        hire(engine, worker); /* the plan has changed while it was on its way out */
        let_main_fetch(engine);
        return false;
    }
    if (worker->body.kind != LANE_PRODUCER)
        return false;
    return atomic_fetch_sub_explicit(&engine->open_producers, 1, memory_order_acq_rel) == 1;
}

bool engine_release(struct engine *engine, struct worker *worker)
{
    worker_enter(worker, STATE_DONE, REASON_NONE, TIME_NEVER);
    pthread_mutex_lock(&engine->lock);
    bool closes = dismiss(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}

static void record_end(struct engine *engine, lane_id lane)
{
    *recorder_place(engine->queue_recorder) = (struct event){
        .time = clock_now(engine->clock), .until = TIME_NEVER, .lane = lane, .other = LANE_NONE, .kind = EVENT_END};
    recorder_publish(engine->queue_recorder);
}

void engine_say_finished(struct engine *engine)
{
    engine_enter_main(engine, STATE_DONE, REASON_NONE, LANE_NONE);
    record_end(engine, lane_id_of(LANE_MAIN, 0));
}

void engine_fail(struct worker *consumer)
{
    struct engine *engine = consumer->engine;
    worker_enter(consumer, STATE_DONE, REASON_FAILED, TIME_NEVER);
    record_end(engine, consumer->lane);
    pthread_mutex_lock(&engine->lock);
    consumer->failed = true;
    dismiss(engine, consumer);
    pthread_mutex_unlock(&engine->lock);
}

void engine_lacks_thread(struct engine *engine, const char *what, const char *why)
{
    pthread_mutex_lock(&engine->lock);
    if (engine->trouble.message[0] == '\0')
        error_set(&engine->trouble, "cannot create a thread for %s: %s", what, why);
    pthread_mutex_unlock(&engine->lock);
    doorbell_ring(engine->doorbell);
}

bool engine_give_up(struct engine *engine, struct worker *worker, const char *why)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(worker->lane, name);
    engine_lacks_thread(engine, name, why);
    pthread_mutex_lock(&engine->lock);
    worker->failed = true;
    bool closes = dismiss(engine, worker);
    pthread_mutex_unlock(&engine->lock);
    return closes;
}
