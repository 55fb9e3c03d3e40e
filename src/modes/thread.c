/* thread — pthreads that carry out workers on simulated time, and what they share */
#include "modes/thread.h"

#include "base/memory.h"

#include <stdlib.h>

enum { STACK_SIZE = 256 * 1024 }; /* bytes: thousands of threads fit, sanitizers included */

/* ---- What they share ---- */

static struct thread *thread_of(struct waiter *waiter)
{
    return (struct thread *)((char *)waiter - offsetof(struct thread, waiter));
}

/* Of the worker that the waiter's thread carries out; main has a lane of its own. */
static lane_id lane_of(struct engine *engine, const struct waiter *waiter)
{
    if (waiter == engine_main(engine))
        return lane_id_of(LANE_MAIN, 0);
    const struct worker *worker = waiter != NULL ? thread_of((struct waiter *)waiter)->worker : NULL;
    return worker != NULL ? worker->lane : LANE_NONE;
}

static void record_holder(struct cpu *cpu, const struct waiter *holder)
{
    struct shared *shared = (struct shared *)((char *)cpu - offsetof(struct shared, cpu));
    engine_enter_lane(shared->engine, &shared->gil, holder != NULL ? STATE_WORKING : STATE_IDLE,
                      lane_of(shared->engine, holder));
}

static void init_cpu(struct shared *shared)
{
    struct engine *engine = shared->engine;
    bool gil = engine_has_gil(engine);
    cpu_init(&shared->cpu, engine_clock(engine), engine_plan(engine)->cores, gil ? record_holder : NULL);
    if (gil) {
        shared->gil = engine_add_lane(engine, lane_id_of(LANE_GIL, 0));
        record_holder(&shared->cpu, NULL);
    }
}

void shared_init(struct shared *shared, struct engine *engine, put_function *put, get_function *get)
{
    *shared = (struct shared){.engine = engine,
                              .put = put,
                              .get = get,
                              .spend = thread_spend,
                              .burn = waiter_burn,
                              .changes = engine_changes(engine)};
    sim_mutex_init(&shared->mutex);
    sim_cond_init(&shared->not_empty, &shared->mutex);
    sim_cond_init(&shared->not_full, &shared->mutex);
    init_cpu(shared);
}

void shared_destroy(struct shared *shared)
{
    for (struct list_node *node; (node = list_take(&shared->left)) != NULL;)
        free(LIST_OWNER(node, struct thread, node));
    cpu_destroy(&shared->cpu);
    sim_mutex_destroy(&shared->mutex);
}

/* ---- Start and join ---- */

struct thread *thread_new(struct shared *shared, struct worker *worker, bool (*run)(struct thread *thread))
{
    struct thread *thread = memory_isolated(sizeof *thread);
    *thread = (struct thread){.shared = shared, .worker = worker, .run = run};
    return thread;
}

static void *thread_main(void *argument)
{
    struct thread *thread = argument;
    waiter_begin(&thread->waiter);
    (void)thread->run(thread);
    atomic_store_explicit(&thread->ended, true, memory_order_release);
    clock_unpark(engine_main(thread->shared->engine));
    waiter_leave(&thread->waiter);
    return NULL;
}

int thread_start(struct thread *thread)
{
    struct shared *shared = thread->shared;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    waiter_init(&thread->waiter, engine_main(shared->engine)->group);
    int failure = pthread_create(&thread->handle, &attributes, thread_main, thread);
    pthread_attr_destroy(&attributes);
    if (failure != 0) {
        waiter_leave(&thread->waiter);
        free(thread);
        return failure;
    }
    list_append(&shared->started, &thread->node);
    shared->running++;
    return 0;
}

static void join_ended(struct shared *shared)
{
    for (struct list_node *node = shared->started.first, *next; node != NULL; node = next) {
        struct thread *thread = LIST_OWNER(node, struct thread, node);
        next = node->next;
        if (!atomic_load_explicit(&thread->ended, memory_order_acquire))
            continue;
        pthread_join(thread->handle, NULL);
        list_remove(node);
        shared->running--;
        if (shared->joined != NULL)
            shared->joined(thread);
        list_append(&shared->left, node);
    }
}

/* Main takes no lock to wake them: a program that has a deadlock must not catch it, too. */
static void wake_all(struct shared *shared)
{
    for (struct list_node *node = shared->started.first; node != NULL; node = node->next)
        clock_unpark(&LIST_OWNER(node, struct thread, node)->waiter);
}

bool shared_wait(struct shared *shared)
{
    struct engine *engine = shared->engine;
    clock_wait(engine_main(engine));
    join_ended(shared);
    if (shared->changes == engine_changes(engine))
        return false;
    shared->changes = engine_changes(engine);
    cpu_set_cores(&shared->cpu, engine_plan(engine)->cores);
    wake_all(shared);
    return true;
}

/* ---- What a thread does ---- */

bool thread_lock(struct thread *thread, struct sim_mutex *mutex)
{
    return sim_lock(mutex, &thread->waiter);
}

void thread_unlock(struct thread *thread, struct sim_mutex *mutex)
{
    sim_unlock(mutex, &thread->waiter);
}

bool thread_wait(struct thread *thread, struct sim_cond *cond, enum reason reason)
{
    worker_enter(thread->worker, STATE_WAITING, reason, TIME_NEVER);
    return sim_cond_wait(cond, &thread->waiter);
}

void thread_signal(struct thread *thread, struct sim_cond *cond)
{
    struct waiter *woken = sim_cond_signal(cond);
    if (woken != NULL)
        thread_of(woken)->worker->woken_by = thread->worker->lane;
}

/* Of the mutex and the cpu: the worker's lane shows it. */
static void record_activity(struct waiter *waiter, enum activity activity, int64_t since, const struct waiter *other,
                            int64_t until)
{
    static const struct {
        enum state state;
        enum reason reason;
    } shown[] = {
        [ACTIVITY_WAITS] = {STATE_WAITING, REASON_LOCK},
        [ACTIVITY_READY] = {STATE_READY, REASON_CORE},
        [ACTIVITY_WORKS] = {STATE_WORKING, REASON_NONE},
    };
    struct worker *worker = thread_of(waiter)->worker;
    lane_id about = lane_of(worker->engine, other);
    bool gil = activity == ACTIVITY_READY && engine_has_gil(worker->engine);
    if (activity == ACTIVITY_WORKS) { /* then it is about who ended its wait */
        about = worker->woken_by;
        worker->woken_by = LANE_NONE;
    }
    worker_enter_at(worker, since, shown[activity].state, gil ? REASON_GIL : shown[activity].reason, about, until);
}

bool thread_spend(struct shared *shared, struct thread *thread)
{
    struct worker *worker = thread->worker;
    if (worker->op.ns == 0)
        return worker_yield(worker, &thread->waiter);
    if (worker->op.kind == OP_SLEEP)
        return clock_sleep(&thread->waiter, worker_enter_delay(worker));
    thread->waiter.burn = engine_plan(worker->engine)->burn ? shared->burn : NULL;
    bool ok = cpu_run(&shared->cpu, &thread->waiter, worker->op.ns);
    thread->waiter.burn = NULL;
    return ok;
}

/* One operation of the worker's body. */
static bool perform(struct thread *thread, bool *got)
{
    struct shared *shared = thread->shared;
    switch (thread->worker->op.kind) {
    case OP_WORK:
    case OP_SLEEP:
        return shared->spend(shared, thread);
    case OP_PUT:
        return shared->put(shared, thread);
    case OP_GET:
        return shared->get(shared, thread, got);
    default:
        return false;
    }
}

bool thread_carry_out(struct thread *thread)
{
    struct worker *worker = thread->worker;
    bool ok = true;
    thread->waiter.on_activity = record_activity;
    while (ok && worker->op.kind != OP_EXIT) {
        bool got = false;
        ok = perform(thread, &got);
        if (ok)
            worker_next(worker, got);
    }
    thread->waiter.on_activity = NULL;
    if (ok)
        worker_done(worker);
    return ok;
}
