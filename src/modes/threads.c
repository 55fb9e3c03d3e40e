/*
 * threads — a thread for every worker, a mutex around the queue, two condition variables: the program of every
 * textbook.
 *
 * main starts the threads and waits in join. Each thread carries out its worker's body by blocking.
 */
#include "modes/threads.h"

#include "base/memory.h"
#include "modes/bugs.h"
#include "modes/modes.h"
#include "modes/shop.h"

#include <stdlib.h>
#include <string.h>

/* A seat for every worker that was hired, kept when its thread has ended: a worker that is hired again gets a new
 * thread in its old seat. */
struct thread_set {
    struct shop shop;
    struct seat *seats;
    enum bug bug;
    bool left; /* main has said that it is finished, and no longer looks after its threads */
};

static void work_for(struct seat *seat)
{
    seat_carry_out(seat);
}

static struct seat *seat_of(struct thread_set *thread_set, struct worker *worker)
{
    struct seat *seat = worker->seat;
    if (seat == NULL) {
        seat = worker->seat = memory_isolated(sizeof *seat);
        *seat = (struct seat){.shop = &thread_set->shop, .worker = worker, .next = thread_set->seats};
        thread_set->seats = seat;
        engine_add_recorder(thread_set->shop.engine, worker);
    }
    return seat;
}

static void start(struct thread_set *thread_set, struct worker *worker)
{
    struct shop *shop = &thread_set->shop;
    if (!thread_set->left)
        shop_enter_main(shop, STATE_WORKING, REASON_START, worker->lane);
    struct seat *seat = seat_of(thread_set, worker);
    if (thread_set->bug == BUG_NO_START)
        return;
    if (seat->started)
        seat_join(seat); /* it is on its way out of its last turn here */
    int failure = seat_start(seat, work_for);
    if (failure != 0 && engine_worker_unstartable(shop->engine, worker, strerror(failure)))
        shop_wake_everybody(shop);
}

static void start_wanted(struct thread_set *thread_set)
{
    struct engine *engine = thread_set->shop.engine;
    struct worker_fifo pending = {0};
    engine_take_pending(engine, &pending);
    while (pending.first != NULL && !clock_group_is_cancelled(engine_group(engine)))
        start(thread_set, worker_fifo_take(&pending));
}

static void join_ended(struct thread_set *thread_set)
{
    for (struct seat *seat = thread_set->seats; seat != NULL; seat = seat->next)
        if (seat_has_ended(seat))
            seat_join(seat);
}

/* The bug: main has nothing more to do. What it leaves is looked after behind its back. */
static void leave(struct thread_set *thread_set)
{
    if (thread_set->left)
        return;
    thread_set->left = true;
    pthread_mutex_lock(&thread_set->shop.lock);
    engine_main_finished(thread_set->shop.engine);
    pthread_mutex_unlock(&thread_set->shop.lock);
}

/* main has started its threads. */
static void await_threads(struct thread_set *thread_set)
{
    if (thread_set->bug == BUG_NO_JOIN)
        leave(thread_set);
    else
        shop_enter_main(&thread_set->shop, STATE_WAITING, REASON_JOIN, LANE_NONE);
    clock_wait(engine_main(thread_set->shop.engine)); /* until a thread ends or the plan changes */
}

static void dissolve(struct thread_set *thread_set)
{
    for (struct seat *seat = thread_set->seats, *next; seat != NULL; seat = next) {
        next = seat->next;
        seat->worker->seat = NULL;
        free(seat);
    }
    shop_close(&thread_set->shop);
}

void threads_run_under(struct engine *engine, const struct cores_rule *rule)
{
    struct thread_set thread_set = {.bug = engine_bug(engine)};
    shop_open(&thread_set.shop, engine, rule);
    thread_set.shop.manners = bugs_manners(thread_set.bug);
    unsigned changes = engine_changes(engine);
    for (;;) {
        join_ended(&thread_set); /* before hiring: who ended last may be wanted again */
        start_wanted(&thread_set);
        if (thread_set.shop.started == 0)
            break;
        await_threads(&thread_set);
        shop_see_changes(&thread_set.shop, &changes);
    }
    dissolve(&thread_set);
}

static void threads_run(struct engine *engine)
{
    threads_run_under(engine, &cores_of_machine);
}

const struct mode mode_threads = {
    .name = "threads",
    .summary = "a thread for every worker",
    .workers_most = THREADS_MAX,
    .run = threads_run,
};
