/*
 * pool — a few threads for many workers: main submits every worker's body as a task and receives the results.
 *
 * A task is queued until a thread is free; a thread carries out one task after another, each to its end. Threads are
 * started as tasks come, up to the plan's number. A task that waits keeps its thread: if those that wait hold all
 * threads, the tasks that could help them never get one.
 */
#include "modes/pool.h"

#include "base/memory.h"
#include "modes/modes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
    struct worker *worker;
    struct list_node node;      /* in pool.queue or pool.completed; in neither while a thread carries it out */
    struct list_node submitted; /* in pool.submitted */
};

struct pool {
    struct shared shared;  /* first, so that what is shared is part of this; its mutex guards the tasks, too */
    struct list submitted; /* tasks without their result, in order; main's, as what follows */
    uint32_t received;     /* results */
    bool asks_last;        /* main asks for no result before all tasks have ended */

    /* Under the mutex: */
    struct sim_cond task_comes;
    struct list queue, completed;
    size_t queued;        /* tasks in the queue */
    size_t idle;          /* threads without a task */
    uint32_t max_threads; /* that the system has given; UINT32_MAX: it has refused none */
    bool shut_down;       /* no task will come */
};

static struct task *task_of(struct list_node *node)
{
    return LIST_OWNER(node, struct task, node);
}

static bool lock(struct pool *pool)
{
    return sim_lock(&pool->shared.mutex, engine_main(pool->shared.engine));
}

static void unlock(struct pool *pool)
{
    sim_unlock(&pool->shared.mutex, engine_main(pool->shared.engine));
}

/* ---- With the mutex ---- */

/* Threads that the plan allows and the system gives. */
static uint32_t size_of(const struct pool *pool)
{
    uint32_t size = engine_plan(pool->shared.engine)->pool;
    return size != 0 && size < pool->max_threads ? size : pool->max_threads;
}

static struct task *dequeue(struct pool *pool)
{
    struct task *task = task_of(list_take(&pool->queue));
    pool->queued -= task != NULL;
    return task;
}

static bool any_task_runs(const struct pool *pool)
{
    return pool->queued > 0 || pool->idle < pool->shared.running;
}

/* The next result, as completed or as submitted; NULL: it is not there yet, or main does not ask for it yet. */
static struct task *next_result(struct pool *pool)
{
    if (pool->asks_last && any_task_runs(pool))
        return NULL;
    if (engine_plan(pool->shared.engine)->results == RESULTS_COMPLETED)
        return task_of(pool->completed.first);
    struct task *first = LIST_OWNER(pool->submitted.first, struct task, submitted);
    return first != NULL && first->node.list == &pool->completed ? first : NULL;
}

/* ---- A thread ---- */

/* Waits for a task; NULL: there will be none. A thread beyond the pool's size, which has become smaller, takes none. */
static struct task *next_task(struct pool *pool, struct thread *thread)
{
    struct task *task = NULL;
    bool ok = thread_lock(thread, &pool->shared.mutex);
    while (ok && !pool->shut_down &&
           (lane_id_index(thread->lane.lane) >= size_of(pool) || (task = dequeue(pool)) == NULL))
        ok = sim_cond_wait(&pool->task_comes, &thread->waiter);
    pool->idle -= task != NULL;
    thread_unlock(thread, &pool->shared.mutex);
    return task;
}

static bool serve(struct thread *thread)
{
    struct pool *pool = (struct pool *)thread->shared;
    for (struct task *task; (task = next_task(pool, thread)) != NULL;) {
        thread->worker = task->worker;
        thread->worker->thread = &thread->lane;
        bool ended = thread_carry_out(thread) || thread->worker->failed; /* what a task raises is its result */
        if (!ended || !thread_lock(thread, &pool->shared.mutex))
            return false;
        list_append(&pool->completed, &task->node);
        pool->idle++;
        thread_unlock(thread, &pool->shared.mutex);
        thread->worker = NULL;
        clock_unpark(engine_main(pool->shared.engine));
    }
    return true;
}

/* ---- main ---- */

static void submit(struct pool *pool, struct worker *worker)
{
    engine_enter_main(pool->shared.engine, STATE_WORKING, REASON_START, worker->lane);
    worker_add_recorder(worker);
    worker->thread = NULL;
    if (worker->state == STATE_DONE)
        worker_enter(worker, STATE_IDLE, REASON_NONE, TIME_NEVER); /* queued again */
    struct task *task = memory_zeroed(1, sizeof *task);
    task->worker = worker;
    list_append(&pool->submitted, &task->submitted);
    if (!lock(pool))
        return;
    list_append(&pool->queue, &task->node);
    pool->queued++;
    sim_cond_broadcast(&pool->task_comes);
    unlock(pool);
}

static void submit_wanted(struct pool *pool)
{
    struct engine *engine = pool->shared.engine;
    struct list wanted = {0};
    engine_take_wanted(engine, &wanted);
    for (struct list_node *node; (node = list_take(&wanted)) != NULL && !engine_is_cancelled(engine);)
        submit(pool, LIST_OWNER(node, struct worker, node));
}

/* Main waits for the task's result no more. */
static void forget(struct task *task)
{
    list_remove(&task->node);
    list_remove(&task->submitted);
    free(task);
}

/* The system refuses a thread: the run goes on with the others, or without any gives up its tasks. With the mutex. */
static void do_without(struct pool *pool, const char *why)
{
    char name[48];
    pool->max_threads = pool->shared.running;
    (void)snprintf(name, sizeof name, "a thread for the pool beyond %u", pool->max_threads);
    engine_refused(pool->shared.engine, name, why);
    for (struct task *task; pool->max_threads == 0 && (task = dequeue(pool)) != NULL; forget(task))
        worker_unstartable(task->worker, "a thread", why);
}

/* A thread for every task that no idle thread will take, as many as the pool may have. */
static void start_threads(struct pool *pool)
{
    struct engine *engine = pool->shared.engine;
    uint32_t *running = &pool->shared.running;
    if (!lock(pool))
        return;
    while (pool->queued > pool->idle && *running < size_of(pool) && !engine_is_cancelled(engine)) {
        struct thread *thread = thread_new(&pool->shared, NULL, serve);
        thread->lane = engine_add_lane(engine, lane_id_of(LANE_POOL, *running));
        int failure = thread_start(thread);
        if (failure == 0)
            pool->idle++;
        else
            do_without(pool, strerror(failure));
    }
    unlock(pool);
}

/* False: one of them was an exception, which ends main. */
static bool receive_results(struct pool *pool)
{
    bool ok = true;
    if (!lock(pool))
        return false;
    for (struct task *task; ok && (task = next_result(pool)) != NULL; forget(task)) {
        ok = !task->worker->failed;
        engine_receive_result(pool->shared.engine, task->worker, ++pool->received);
    }
    unlock(pool);
    return ok;
}

static void await_result(struct pool *pool)
{
    struct engine *engine = pool->shared.engine;
    if (pool->asks_last) {
        engine_enter_main(engine, STATE_WAITING, REASON_JOIN, LANE_NONE);
        return;
    }
    bool any = engine_plan(engine)->results == RESULTS_COMPLETED;
    const struct task *first = LIST_OWNER(pool->submitted.first, struct task, submitted);
    engine_await_result(engine, any ? LANE_NONE : first->worker->lane, pool->received + 1);
}

/* The plan has changed. Takes the tasks out of the queue whose worker it wants no more: a thread for them may never
 * come, while others wait for what they would put. */
static void see_changes(struct pool *pool)
{
    if (!lock(pool))
        return;
    pool->max_threads = UINT32_MAX;
    for (struct list_node *node = pool->queue.first, *next; node != NULL; node = next) {
        struct task *task = task_of(node);
        next = node->next;
        if (body_has_work(&task->worker->body, engine_plan(pool->shared.engine)))
            continue;
        pool->queued--;
        worker_done(task->worker);
        forget(task);
    }
    unlock(pool);
}

static void shut_down(struct pool *pool)
{
    if (lock(pool)) {
        pool->shut_down = true;
        sim_cond_broadcast(&pool->task_comes);
        unlock(pool);
    }
    while (pool->shared.running > 0)
        (void)shared_wait(&pool->shared);
    for (struct list_node *node; (node = pool->submitted.first) != NULL;) /* main has ended early */
        forget(LIST_OWNER(node, struct task, submitted));
    shared_destroy(&pool->shared);
}

void pool_main(struct engine *engine, put_function *put, bool asks_last)
{
    struct pool pool = {.max_threads = UINT32_MAX, .asks_last = asks_last};
    shared_init(&pool.shared, engine, put, threads_get);
    sim_cond_init(&pool.task_comes, &pool.shared.mutex);
    while (receive_results(&pool)) {
        submit_wanted(&pool);
        start_threads(&pool);
        if (pool.submitted.first == NULL || engine_is_cancelled(engine))
            break;
        await_result(&pool);
        if (shared_wait(&pool.shared)) /* until there is a result, a thread ends, or the plan changes */
            see_changes(&pool);
    }
    shut_down(&pool);
}

static void pool_run(struct engine *engine)
{
    pool_main(engine, threads_put, false);
}

const struct mode mode_pool = {
    .name = "pool",
    .summary = "a few threads for all workers, one after another",
    .holds_gil = true,
    .run = pool_run,
};
