/*
 * pool — a few threads for many workers: main submits every worker's body as a task and receives the results.
 *
 * A task lies idle in the pool's line until a thread is free; a thread carries out one task after another, each to its
 * end. Threads are started as tasks come, up to the plan's number. A task that waits keeps its thread: where those that
 * wait hold all threads, who could help them never gets one.
 */
#include "base/memory.h"
#include "modes/modes.h"
#include "modes/shop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
    struct worker *worker;
    bool done;
    struct task *next; /* in line */
};

struct tasks {
    struct task *first, *last;
    size_t count;
};

/* A thread and the lane that shows it. */
struct pool_thread {
    struct seat seat; /* first, so that a seat is its thread */
    struct thread_lane lane;
    struct pool *pool;
};

struct pool {
    struct shop shop;
    enum results results;
    struct pool_thread **threads; /* by number; main's */
    uint32_t thread_count;
    struct task **tasks; /* as submitted; main's, their contents the lock's */
    size_t task_count, received;
    uint32_t refused; /* the system gave no thread beyond so many, 0: it did; main's, until the plan changes */

    /* Under the shop's lock: */
    struct tasks line, completed;
    size_t open; /* tasks that are not done */
    uint32_t alive, idle;
    struct condition task_comes;
};

/* ---- Tasks; under the lock ---- */

static void append(struct tasks *tasks, struct task *task)
{
    task->next = NULL;
    if (tasks->last != NULL)
        tasks->last->next = task;
    else
        tasks->first = task;
    tasks->last = task;
    tasks->count++;
}

static struct task *take(struct tasks *tasks)
{
    struct task *task = tasks->first;
    if (task == NULL)
        return NULL;
    tasks->first = task->next;
    if (tasks->first == NULL)
        tasks->last = NULL;
    tasks->count--;
    return task;
}

/* Threads that the pool may have. */
static uint32_t size_of(const struct pool *pool)
{
    uint32_t size = engine_plan(pool->shop.engine)->pool;
    return size == 0 ? UINT32_MAX : size;
}

/* ---- A thread ---- */

/* The next task, waited for; NULL where there is none for this thread: cancelled, nothing left, or one too many. */
static struct task *next_task(struct pool *pool, struct seat *seat)
{
    struct task *task = NULL;
    bool ok = true;
    pool->idle++;
    while (ok && pool->open > 0 && pool->alive <= size_of(pool) && (task = take(&pool->line)) == NULL)
        ok = condition_wait(&pool->task_comes, &pool->shop.lock, &seat->waiter);
    pool->idle--;
    return task;
}

static void complete(struct pool *pool, struct task *task)
{
    task->done = true;
    append(&pool->completed, task);
    if (--pool->open == 0)
        condition_broadcast(&pool->task_comes);
    clock_unpark(engine_main(pool->shop.engine));
}

static void serve(struct seat *seat)
{
    struct pool_thread *thread = (struct pool_thread *)seat;
    struct pool *pool = thread->pool;
    bool ok = true;
    pthread_mutex_lock(&pool->shop.lock);
    for (struct task *task; ok && (task = next_task(pool, seat)) != NULL;) {
        pthread_mutex_unlock(&pool->shop.lock);
        seat->worker = task->worker;
        seat->worker->thread = &thread->lane;
        ok = seat_carry_out(seat);
        pthread_mutex_lock(&pool->shop.lock);
        if (ok)
            complete(pool, task);
    }
    pool->alive--;
    pthread_mutex_unlock(&pool->shop.lock);
}

/* ---- main ---- */

static void submit(struct pool *pool, struct worker *worker)
{
    struct engine *engine = pool->shop.engine;
    engine_enter_main(engine, STATE_WORKING, REASON_START, worker->lane);
    engine_add_recorder(engine, worker);
    worker->thread = NULL;
    if (worker->state == STATE_DONE)
        worker_enter(worker, STATE_IDLE, REASON_NONE, TIME_NEVER); /* again in line */
    struct task *task = memory_zeroed(1, sizeof *task);
    task->worker = worker;
    pool->tasks = memory_resized(pool->tasks, pool->task_count + 1, sizeof(struct task *));
    pool->tasks[pool->task_count++] = task;
    pthread_mutex_lock(&pool->shop.lock);
    pool->open++;
    append(&pool->line, task);
    condition_signal(&pool->task_comes);
    pthread_mutex_unlock(&pool->shop.lock);
}

/* The first thread that does not run: an old one's place, or a new one. */
static struct pool_thread *free_thread(struct pool *pool)
{
    for (uint32_t i = 0; i < pool->thread_count; i++)
        if (!pool->threads[i]->seat.started)
            return pool->threads[i];
    struct pool_thread *thread = memory_isolated(sizeof *thread);
    *thread = (struct pool_thread){
        .seat = {.shop = &pool->shop}, .lane = engine_thread_lane(pool->shop.engine, pool->thread_count), .pool = pool};
    pool->threads = memory_resized(pool->threads, pool->thread_count + 1, sizeof(struct pool_thread *));
    pool->threads[pool->thread_count++] = thread;
    return thread;
}

/* How many more threads there is work for. Counts them as alive. */
static uint32_t claim_threads(struct pool *pool)
{
    pthread_mutex_lock(&pool->shop.lock);
    size_t waiting = pool->line.count;
    uint32_t size = size_of(pool), wanted = waiting > pool->idle ? (uint32_t)(waiting - pool->idle) : 0;
    if (pool->refused != 0 && pool->refused < size)
        size = pool->refused;
    uint32_t room = size > pool->alive ? size - pool->alive : 0;
    wanted = wanted < room ? wanted : room;
    pool->alive += wanted;
    pthread_mutex_unlock(&pool->shop.lock);
    return wanted;
}

/* No thread at all: nobody will carry out what is in line. */
static void give_up_tasks(struct pool *pool, const char *why)
{
    pthread_mutex_lock(&pool->shop.lock);
    for (struct task *task; (task = take(&pool->line)) != NULL; pool->open--)
        engine_worker_unstartable(pool->shop.engine, task->worker, why);
    pthread_mutex_unlock(&pool->shop.lock);
}

/* The run goes on with the threads that there are. */
static void do_without(struct pool *pool, uint32_t unstarted, const char *why)
{
    pthread_mutex_lock(&pool->shop.lock);
    pool->alive -= unstarted;
    pool->refused = pool->alive;
    pthread_mutex_unlock(&pool->shop.lock);
    char name[48];
    (void)snprintf(name, sizeof name, "the pool beyond %u", pool->refused);
    engine_thread_refused(pool->shop.engine, name, why);
    if (pool->refused == 0)
        give_up_tasks(pool, why);
}

static void submit_wanted(struct pool *pool)
{
    struct engine *engine = pool->shop.engine;
    struct worker_fifo pending = {0};
    engine_take_pending(engine, &pending);
    while (pending.first != NULL && !clock_group_is_cancelled(engine_group(engine)))
        submit(pool, worker_fifo_take(&pending));
}

static void start_threads(struct pool *pool)
{
    if (clock_group_is_cancelled(engine_group(pool->shop.engine)))
        return;
    for (uint32_t left = claim_threads(pool); left > 0; left--) {
        int failure = seat_start(&free_thread(pool)->seat, serve);
        if (failure != 0) {
            do_without(pool, left, strerror(failure));
            return;
        }
    }
}

static void join_ended(struct pool *pool)
{
    for (uint32_t i = 0; i < pool->thread_count; i++)
        if (seat_has_ended(&pool->threads[i]->seat))
            seat_join(&pool->threads[i]->seat);
}

/* The next result that main is to receive, where it is there. Under the lock. */
static struct task *next_result(struct pool *pool)
{
    if (pool->results == RESULTS_COMPLETED)
        return take(&pool->completed);
    bool there = pool->received < pool->task_count && pool->tasks[pool->received]->done;
    return there ? pool->tasks[pool->received] : NULL;
}

/* Receives what there is, and says what main waits for then. */
static void receive_results(struct pool *pool)
{
    struct engine *engine = pool->shop.engine;
    pthread_mutex_lock(&pool->shop.lock);
    for (struct task *result; (result = next_result(pool)) != NULL;)
        engine_receive(engine, result->worker, (uint32_t)++pool->received);
    pthread_mutex_unlock(&pool->shop.lock);
    if (pool->received == pool->task_count)
        return;
    bool in_order = pool->results == RESULTS_SUBMITTED;
    engine_await(engine, in_order ? pool->tasks[pool->received]->worker->lane : LANE_NONE,
                 (uint32_t)pool->received + 1);
}

/* Whose worker was taken away before a thread was free ends in line: none may ever come, while others wait for what
 * this one would put. */
static void withdraw_tasks(struct pool *pool)
{
    struct engine *engine = pool->shop.engine;
    struct tasks wanted = {0}, withdrawn = {0};
    pthread_mutex_lock(&pool->shop.lock);
    for (struct task *task; (task = take(&pool->line)) != NULL;)
        append(body_has_work(&task->worker->body, engine_plan(engine)) ? &wanted : &withdrawn, task);
    pool->line = wanted;
    pthread_mutex_unlock(&pool->shop.lock);
    for (struct task *task; (task = take(&withdrawn)) != NULL;) {
        if (engine_worker_done(engine, task->worker))
            shop_wake_everybody(&pool->shop);
        pthread_mutex_lock(&pool->shop.lock);
        complete(pool, task);
        pthread_mutex_unlock(&pool->shop.lock);
    }
}

static void see_changes(struct pool *pool, unsigned *changes)
{
    if (*changes == engine_changes(pool->shop.engine))
        return;
    shop_see_changes(&pool->shop, changes);
    withdraw_tasks(pool);
    pool->refused = 0;
    pthread_mutex_lock(&pool->shop.lock);
    condition_broadcast(&pool->task_comes); /* there may be a thread too many */
    pthread_mutex_unlock(&pool->shop.lock);
}

static void dissolve(struct pool *pool)
{
    for (uint32_t i = 0; i < pool->thread_count; i++)
        free(pool->threads[i]);
    for (size_t i = 0; i < pool->task_count; i++)
        free(pool->tasks[i]);
    free(pool->threads);
    free(pool->tasks);
    shop_close(&pool->shop);
}

static void pool_run(struct engine *engine)
{
    struct pool pool = {.results = engine_plan(engine)->results};
    shop_open(&pool.shop, engine, &cores_of_machine);
    unsigned changes = engine_changes(engine);
    for (;;) {
        join_ended(&pool); /* before hiring: who ended last may be wanted again */
        submit_wanted(&pool);
        start_threads(&pool);
        receive_results(&pool);
        if (pool.shop.started == 0)
            break;
        clock_wait(engine_main(engine)); /* until there is a result, a thread ends, or the plan changes */
        see_changes(&pool, &changes);
    }
    dissolve(&pool);
}

const struct mode mode_pool = {
    .name = "pool",
    .summary = "a few threads for all workers, one after another",
    .run = pool_run,
};
