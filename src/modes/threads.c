/*
 * threads — a thread for every worker, a mutex around the queue, two condition variables: the program of every
 * textbook.
 *
 * main starts the threads and waits in join. Each thread carries out its worker's body by blocking.
 */
#include "base/memory.h"
#include "engine/condition.h"
#include "engine/worker.h"
#include "modes/modes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { STACK_SIZE = 256 * 1024 }; /* bytes: thousands of threads fit, sanitizers included */

/* What the threads of a run share. */
struct shop {
    struct engine *engine;
    pthread_attr_t attributes;
    pthread_mutex_t lock; /* guards the queue and the conditions */
    struct condition not_empty, not_full;
    struct seat *seats; /* all of them; main's */
    size_t started;     /* of them; main's */
};

/* A worker's thread. Kept when it has ended: a worker that is hired again gets a new thread in its old seat. */
struct seat {
    struct shop *shop;
    struct worker *worker;
    struct parker parker;
    pthread_t thread;
    bool started;      /* and not joined; main's */
    atomic_bool ended; /* set by the thread with release as it leaves; main joins it when it sees it */
    struct seat *next;
};

static struct seat *seat_at(struct parker *parker)
{
    return (struct seat *)((char *)parker - offsetof(struct seat, parker));
}

static bool spend(struct seat *seat, enum state state)
{
    struct worker *worker = seat->worker;
    if (worker->op.ns == 0)
        return worker_checkpoint(worker, &seat->parker);
    int64_t until = clock_now(engine_clock(worker->engine)) + worker->op.ns;
    worker_enter(worker, state, REASON_NONE, until);
    return clock_sleep(&seat->parker, until);
}

/* Waits on a condition, as the lane shows it. */
static bool wait_for(struct seat *seat, struct condition *condition, enum reason reason)
{
    worker_enter(seat->worker, STATE_WAITING, reason, TIME_NEVER);
    return condition_wait(condition, &seat->shop->lock, &seat->parker);
}

/* Somebody who waits may have what it waits for now, and knows whom it owes it to. */
static void wake_one(struct seat *seat, struct condition *condition)
{
    struct parker *woken = condition_signal(condition);
    if (woken != NULL)
        seat_at(woken)->worker->woken_by = seat->worker->lane;
}

static bool put(struct seat *seat)
{
    struct shop *shop = seat->shop;
    bool goes_on = true;
    pthread_mutex_lock(&shop->lock);
    while (goes_on && !engine_has_room(shop->engine))
        goes_on = wait_for(seat, &shop->not_full, REASON_QUEUE_FULL);
    if (goes_on) {
        engine_put(seat->worker);
        wake_one(seat, &shop->not_empty);
    }
    pthread_mutex_unlock(&shop->lock);
    return goes_on;
}

/* False when cancelled; `got`: whether there was an item. */
static bool get(struct seat *seat, bool *got)
{
    struct shop *shop = seat->shop;
    bool goes_on = true;
    pthread_mutex_lock(&shop->lock);
    while (goes_on && engine_depth(shop->engine) == 0 && !worker_waits_in_vain(seat->worker))
        goes_on = wait_for(seat, &shop->not_empty, REASON_QUEUE_EMPTY);
    *got = goes_on && engine_depth(shop->engine) > 0;
    if (*got) {
        engine_take(seat->worker);
        wake_one(seat, &shop->not_full);
    }
    pthread_mutex_unlock(&shop->lock);
    return goes_on;
}

/* Carries out the body to its end; false when cancelled. */
static bool carry_out(struct seat *seat)
{
    struct worker *worker = seat->worker;
    for (bool goes_on = true; goes_on;) {
        bool got = false;
        switch (worker->op.kind) {
        case OP_WORK:
            goes_on = spend(seat, STATE_WORKING);
            break;
        case OP_SLEEP:
            goes_on = spend(seat, STATE_SLEEPING);
            break;
        case OP_PUT:
            goes_on = put(seat);
            break;
        case OP_GET:
            goes_on = get(seat, &got);
            break;
        case OP_EXIT:
            return true;
        }
        worker_next(worker, got);
    }
    return false;
}

/* Everybody who waits looks again at what they wait for. */
static void wake_everybody(struct shop *shop)
{
    pthread_mutex_lock(&shop->lock);
    condition_broadcast(&shop->not_empty);
    condition_broadcast(&shop->not_full);
    pthread_mutex_unlock(&shop->lock);
}

static void *worker_thread(void *argument)
{
    struct seat *seat = argument;
    parker_begin(&seat->parker);
    if (carry_out(seat) && engine_release(seat->shop->engine, seat->worker))
        wake_everybody(seat->shop); /* the last producer has gone */
    atomic_store_explicit(&seat->ended, true, memory_order_release);
    clock_unpark(engine_main(seat->shop->engine));
    parker_leave(&seat->parker);
    return NULL;
}

static struct seat *seat_of(struct shop *shop, struct worker *worker)
{
    struct seat *seat = worker->seat;
    if (seat == NULL) {
        seat = worker->seat = memory_zeroed(1, sizeof *seat);
        *seat = (struct seat){.shop = shop, .worker = worker, .next = shop->seats};
        shop->seats = seat;
        engine_give_recorder(shop->engine, worker);
    }
    return seat;
}

static void join(struct seat *seat)
{
    pthread_join(seat->thread, NULL);
    seat->started = false;
    seat->shop->started--;
}

static void start(struct shop *shop, struct worker *worker)
{
    engine_enter_main(shop->engine, STATE_WORKING, REASON_START, worker->lane);
    struct seat *seat = seat_of(shop, worker);
    if (seat->started)
        join(seat); /* it is on its way out of its last turn here */
    atomic_store_explicit(&seat->ended, false, memory_order_relaxed);
    parker_init(&seat->parker, engine_crew(shop->engine));
    int failure = pthread_create(&seat->thread, &shop->attributes, worker_thread, seat);
    if (failure == 0) {
        seat->started = true;
        shop->started++;
        return;
    }
    parker_leave(&seat->parker);
    if (engine_give_up(shop->engine, worker, strerror(failure)))
        wake_everybody(shop);
}

static void join_ended(struct shop *shop)
{
    for (struct seat *seat = shop->seats; seat != NULL; seat = seat->next)
        if (seat->started && atomic_load_explicit(&seat->ended, memory_order_acquire))
            join(seat);
}

static void shop_open(struct shop *shop)
{
    pthread_mutex_init(&shop->lock, NULL);
    pthread_attr_init(&shop->attributes);
    pthread_attr_setstacksize(&shop->attributes, STACK_SIZE);
}

static void shop_close(struct shop *shop)
{
    for (struct seat *seat = shop->seats, *next; seat != NULL; seat = next) {
        next = seat->next;
        seat->worker->seat = NULL;
        free(seat);
    }
    pthread_attr_destroy(&shop->attributes);
    pthread_mutex_destroy(&shop->lock);
}

static void threads_run(struct engine *engine)
{
    struct shop shop = {.engine = engine};
    shop_open(&shop);
    unsigned changes = engine_changes(engine);
    for (;;) {
        join_ended(&shop); /* before hiring: who ended last may be wanted again */
        for (struct worker *worker; (worker = engine_hire(engine)) != NULL;)
            start(&shop, worker);
        if (shop.started == 0)
            break;
        engine_enter_main(engine, STATE_WAITING, REASON_JOIN, LANE_NONE);
        clock_wait(engine_main(engine)); /* until a thread ends or the plan changes */
        if (changes != engine_changes(engine)) {
            changes = engine_changes(engine);
            wake_everybody(&shop);
        }
    }
    shop_close(&shop);
}

const struct mode mode_threads = {
    .name = "threads",
    .summary = "a thread for every worker",
    .run = threads_run,
};
