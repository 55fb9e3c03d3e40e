/*
 * pool — a few threads for many workers: main submits every worker's body as a task and receives the results.
 *
 * A task is queued until a thread is free; a thread carries out one task after another, each to its end. Threads are
 * started as tasks come, up to the plan's number. A task that waits keeps its thread: if those that wait hold all
 * threads, the tasks that could help them never get one.
 */
#include "base/memory.h"
#include "modes/modes.h"
#include "modes/threads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
    struct worker *worker;
    bool done;
    struct list_node node; /* in pool.queue or pool.completed */
};

/* A thread, and the lane that shows it. */
struct pool_thread {
    struct thread thread; /* first, so that a thread is its pool thread */
    struct extra_lane lane;
    struct pool *pool;
};

struct pool {
    struct shared shared;         /* first, likewise; its mutex guards the tasks, too */
    struct pool_thread **threads; /* by number; main's, as all that follows */
    uint32_t thread_count;
    uint32_t max_threads; /* that the system has given; UINT32_MAX: it has refused none */
    struct task **tasks;  /* as submitted */
    size_t task_count, received;

    /* Under the mutex: */
    struct sim_cond task_comes;
    struct list queue, completed;
    size_t queued, open;  /* tasks in the queue; tasks that are not done */
    uint32_t alive, idle; /* threads that serve; of them, those that wait for a task */
};

static struct task *task_of(struct list_node *node)
{
    return LIST_OWNER(node, struct task, node);
}

static struct waiter *main_of(const struct pool *pool)
{
    return engine_main(pool->shared.engine);
}

static bool lock(struct pool *pool)
{
    return sim_lock(&pool->shared.mutex, main_of(pool));
}

static void unlock(struct pool *pool)
{
    sim_unlock(&pool->shared.mutex, main_of(pool));
}

/* Threads that the plan allows. */
static uint32_t size_of(const struct pool *pool)
{
    uint32_t size = engine_plan(pool->shared.engine)->pool;
    return size == 0 ? UINT32_MAX : size;
}

/* ---- A thread ---- */

static struct task *dequeue(struct pool *pool)
{
    struct task *task = task_of(list_take(&pool->queue));
    pool->queued -= task != NULL;
    return task;
}

/* Waits for the next task; NULL: there is none for this thread, since it was cancelled, all are done, or the pool has a
 * thread too many. */
static struct task *next_task(struct pool *pool, struct thread *thread)
{
    struct task *task = NULL;
    thread->worker = NULL;
    if (!thread_lock(thread, &pool->shared.mutex))
        return NULL;
    bool ok = true;
    pool->idle++;
    while (ok && pool->open > 0 && pool->alive <= size_of(pool) && (task = dequeue(pool)) == NULL)
        ok = sim_cond_wait(&pool->task_comes, &thread->waiter);
    if (ok) {
        pool->idle--;
        pool->alive -= task == NULL;
    }
    thread_unlock(thread, &pool->shared.mutex);
    return task;
}

/* With the mutex. */
static void complete(struct pool *pool, struct task *task)
{
    task->done = true;
    list_append(&pool->completed, &task->node);
    if (--pool->open == 0)
        sim_cond_broadcast(&pool->task_comes);
}

static void serve(struct thread *thread)
{
    struct pool_thread *self = (struct pool_thread *)thread;
    struct pool *pool = self->pool;
    for (struct task *task; (task = next_task(pool, thread)) != NULL;) {
        thread->worker = task->worker;
        thread->worker->thread = &self->lane;
        if (!thread_carry_out(thread) || !thread_lock(thread, &pool->shared.mutex))
            return;
        complete(pool, task);
        thread_unlock(thread, &pool->shared.mutex);
        clock_unpark(main_of(pool));
    }
}

/* ---- main: submit ---- */

static void submit(struct pool *pool, struct worker *worker)
{
    engine_enter_main(pool->shared.engine, STATE_WORKING, REASON_START, worker->lane);
    worker_add_recorder(worker);
    worker->thread = NULL;
    if (worker->state == STATE_DONE)
        worker_enter(worker, STATE_IDLE, REASON_NONE, TIME_NEVER); /* queued again */
    struct task *task = memory_zeroed(1, sizeof *task);
    task->worker = worker;
    pool->tasks = memory_resized(pool->tasks, pool->task_count + 1, sizeof(struct task *));
    pool->tasks[pool->task_count++] = task;
    if (!lock(pool))
        return;
    pool->open++;
    pool->queued++;
    list_append(&pool->queue, &task->node);
    sim_cond_signal(&pool->task_comes);
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

/* ---- main: results ---- */

/* The next result, as completed or as submitted; NULL: it is not there yet. With the mutex. */
static struct task *next_result(struct pool *pool, enum results results)
{
    if (results == RESULTS_COMPLETED)
        return task_of(list_take(&pool->completed));
    bool done = pool->received < pool->task_count && pool->tasks[pool->received]->done;
    return done ? pool->tasks[pool->received] : NULL;
}

/* Receives what is there, and shows what main waits for then. */
static void receive_results(struct pool *pool)
{
    struct engine *engine = pool->shared.engine;
    enum results results = engine_plan(engine)->results;
    if (!lock(pool))
        return;
    for (struct task *result; (result = next_result(pool, results)) != NULL;)
        engine_receive_result(engine, result->worker, (uint32_t)++pool->received);
    unlock(pool);
    if (pool->received == pool->task_count)
        return;
    lane_id awaited = results == RESULTS_SUBMITTED ? pool->tasks[pool->received]->worker->lane : LANE_NONE;
    engine_await_result(engine, awaited, (uint32_t)pool->received + 1);
}

/* ---- main: threads ---- */

/* How many more threads the queue needs and the pool may have. Counts them as alive. */
static uint32_t add_threads(struct pool *pool)
{
    if (engine_is_cancelled(pool->shared.engine) || !lock(pool))
        return 0;
    uint32_t size = size_of(pool) < pool->max_threads ? size_of(pool) : pool->max_threads;
    uint32_t room = size > pool->alive ? size - pool->alive : 0;
    size_t needed = pool->queued > pool->idle ? pool->queued - pool->idle : 0;
    uint32_t added = needed < room ? (uint32_t)needed : room;
    pool->alive += added;
    unlock(pool);
    return added;
}

/* The one of the lowest number that does not run, or a new one. */
static struct pool_thread *free_thread(struct pool *pool)
{
    for (uint32_t i = 0; i < pool->thread_count; i++)
        if (pool->threads[i]->thread.node.list == NULL)
            return pool->threads[i];
    struct pool_thread *thread = memory_isolated(sizeof *thread);
    *thread = (struct pool_thread){
        .thread = {.shared = &pool->shared, .run = serve},
        .lane = engine_add_lane(pool->shared.engine, lane_id_of(LANE_POOL, pool->thread_count)),
        .pool = pool,
    };
    pool->threads = memory_resized(pool->threads, pool->thread_count + 1, sizeof(struct pool_thread *));
    pool->threads[pool->thread_count++] = thread;
    return thread;
}

/* The system refuses the last `missing` threads: the run goes on with the others, or without any gives up its tasks. */
static void do_without(struct pool *pool, uint32_t missing, const char *why)
{
    struct engine *engine = pool->shared.engine;
    if (!lock(pool))
        return;
    pool->alive -= missing;
    pool->max_threads = pool->alive;
    unlock(pool);
    char name[48];
    (void)snprintf(name, sizeof name, "the pool beyond %u", pool->max_threads);
    engine_thread_refused(engine, name, why);
    if (pool->max_threads > 0 || !lock(pool))
        return;
    for (struct task *task; (task = dequeue(pool)) != NULL; pool->open--)
        worker_unstartable(task->worker, why);
    unlock(pool);
}

static void start_threads(struct pool *pool)
{
    for (uint32_t missing = add_threads(pool); missing > 0; missing--) {
        int failure = thread_start(&free_thread(pool)->thread);
        if (failure != 0) {
            do_without(pool, missing, strerror(failure));
            return;
        }
    }
}

/* ---- main: a changed plan ---- */

/* Takes the tasks out of the queue whose worker the plan wants no more: a thread for them may never come, while others
 * wait for what they would put. */
static void withdraw_tasks(struct pool *pool)
{
    const struct plan *plan = engine_plan(pool->shared.engine);
    struct list wanted = {0};
    bool closes = false;
    for (struct task *task; (task = task_of(list_take(&pool->queue))) != NULL;) {
        if (body_has_work(&task->worker->body, plan)) {
            list_append(&wanted, &task->node);
            continue;
        }
        pool->queued--;
        closes |= worker_done(task->worker);
        complete(pool, task);
    }
    for (struct list_node *node; (node = list_take(&wanted)) != NULL;)
        list_append(&pool->queue, node);
    if (closes)
        sim_cond_broadcast(&pool->shared.not_empty); /* no producer is left */
}

static void see_changes(struct pool *pool)
{
    pool->max_threads = UINT32_MAX;
    if (!lock(pool))
        return;
    withdraw_tasks(pool);
    sim_cond_broadcast(&pool->task_comes); /* there may be a thread too many */
    unlock(pool);
}

/* ---- main ---- */

static void pool_free(struct pool *pool)
{
    for (uint32_t i = 0; i < pool->thread_count; i++)
        free(pool->threads[i]);
    for (size_t i = 0; i < pool->task_count; i++)
        free(pool->tasks[i]);
    free(pool->threads);
    free(pool->tasks);
    shared_destroy(&pool->shared);
}

static void pool_run(struct engine *engine)
{
    struct pool pool = {.max_threads = UINT32_MAX};
    shared_init(&pool.shared, engine, threads_put, threads_get);
    sim_cond_init(&pool.task_comes, &pool.shared.mutex);
    for (;;) {
        while (thread_join_next(&pool.shared) != NULL)
            continue;
        submit_wanted(&pool);
        start_threads(&pool);
        receive_results(&pool);
        if (pool.shared.running == 0)
            break;
        if (shared_wait(&pool.shared)) /* until there is a result, a thread ends, or the plan changes */
            see_changes(&pool);
    }
    pool_free(&pool);
}

const struct mode mode_pool = {
    .name = "pool",
    .summary = "a few threads for all workers, one after another",
    .holds_gil = true,
    .run = pool_run,
};
