/* shop — what the threads of a run share, and how one of them carries out a body; see the header. */
#include "modes/shop.h"

#include <stddef.h>

enum { STACK_SIZE = 256 * 1024 }; /* bytes: thousands of threads fit, sanitizers included */

void shop_open(struct shop *shop, struct engine *engine, const struct cores_rule *rule)
{
    *shop = (struct shop){.engine = engine, .manners = &shop_good_manners};
    shop->list.holder = shop->tally.holder = LANE_NONE;
    pthread_mutex_init(&shop->lock, NULL);
    pthread_attr_init(&shop->attributes);
    pthread_attr_setstacksize(&shop->attributes, STACK_SIZE);
    cores_open(&shop->cores, engine, rule);
}

void shop_close(struct shop *shop)
{
    cores_close(&shop->cores);
    pthread_attr_destroy(&shop->attributes);
    pthread_mutex_destroy(&shop->lock);
}

/* ---- Threads ---- */

static void *thread_main(void *argument)
{
    struct seat *seat = argument;
    waiter_begin(&seat->waiter);
    seat->story(seat);
    atomic_store_explicit(&seat->ended, true, memory_order_release);
    clock_unpark(engine_main(seat->shop->engine));
    waiter_leave(&seat->waiter);
    return NULL;
}

int seat_start(struct seat *seat, void (*story)(struct seat *seat))
{
    struct shop *shop = seat->shop;
    seat->story = story;
    atomic_store_explicit(&seat->ended, false, memory_order_relaxed);
    waiter_init(&seat->waiter, engine_group(shop->engine));
    int failure = pthread_create(&seat->thread, &shop->attributes, thread_main, seat);
    if (failure != 0) {
        waiter_leave(&seat->waiter);
        return failure;
    }
    seat->started = true;
    shop->started++;
    return 0;
}

bool seat_has_ended(const struct seat *seat)
{
    return seat->started && atomic_load_explicit(&seat->ended, memory_order_acquire);
}

void seat_join(struct seat *seat)
{
    pthread_join(seat->thread, NULL);
    seat->started = false;
    seat->shop->started--;
}

/* ---- Waiting ---- */

static struct seat *seat_at(struct waiter *waiter)
{
    return (struct seat *)((char *)waiter - offsetof(struct seat, waiter));
}

bool shop_wait_for(struct seat *seat, struct condition *condition, enum reason reason)
{
    worker_enter(seat->worker, STATE_WAITING, reason, TIME_NEVER);
    return condition_wait(condition, &seat->shop->lock, &seat->waiter);
}

/* Who is woken knows whom it owes it to. */
void shop_wake_one(struct seat *seat, struct condition *condition)
{
    struct waiter *woken = condition_signal(condition);
    if (woken != NULL)
        seat_at(woken)->worker->woken_by = seat->worker->lane;
}

void shop_wake_everybody(struct shop *shop)
{
    pthread_mutex_lock(&shop->lock);
    condition_broadcast(&shop->not_empty);
    condition_broadcast(&shop->not_full);
    pthread_mutex_unlock(&shop->lock);
}

void shop_see_changes(struct shop *shop, unsigned *changes)
{
    if (*changes == engine_changes(shop->engine))
        return;
    *changes = engine_changes(shop->engine);
    cores_look_again(&shop->cores);
    shop_wake_everybody(shop);
}

void shop_enter_main(struct shop *shop, enum state state, enum reason reason, lane_id other)
{
    if (!shop->cores.rule->is_main_lane)
        engine_enter_main(shop->engine, state, reason, other);
}

/* ---- A body; each step returns false where it does not go on ---- */

static bool sleep_through(struct seat *seat)
{
    struct worker *worker = seat->worker;
    if (worker->op.ns == 0)
        return worker_yield(worker, &seat->waiter);
    return clock_sleep(&seat->waiter, worker_enter_delay(worker, STATE_SLEEPING));
}

void shop_put(struct seat *seat)
{
    engine_put(seat->worker);
    shop_wake_one(seat, &seat->shop->not_empty);
}

void shop_take(struct seat *seat)
{
    engine_take(seat->worker);
    shop_wake_one(seat, &seat->shop->not_full);
}

bool shop_put_waiting(struct seat *seat)
{
    struct shop *shop = seat->shop;
    bool ok = true;
    if (pthread_mutex_trylock(&shop->lock) != 0) {
        worker_create_item(seat->worker);
        pthread_mutex_lock(&shop->lock);
    }
    while (ok && !engine_has_room(shop->engine))
        ok = shop_wait_for(seat, &shop->not_full, REASON_QUEUE_FULL);
    if (ok)
        shop_put(seat);
    pthread_mutex_unlock(&shop->lock);
    return ok;
}

static bool get_waiting(struct seat *seat, bool *got)
{
    struct shop *shop = seat->shop;
    bool ok = true;
    pthread_mutex_lock(&shop->lock);
    while (ok && engine_depth(shop->engine) == 0 && !worker_is_finished(seat->worker))
        ok = shop_wait_for(seat, &shop->not_empty, REASON_QUEUE_EMPTY);
    *got = ok && engine_depth(shop->engine) > 0;
    if (*got)
        shop_take(seat);
    pthread_mutex_unlock(&shop->lock);
    return ok;
}

const struct manners shop_good_manners = {shop_put_waiting, get_waiting};

/* To the end of the story. */
static bool carry_out(struct seat *seat)
{
    struct worker *worker = seat->worker;
    for (bool ok = true; ok;) {
        bool got = false;
        switch (worker->op.kind) {
        case OP_WORK:
            ok = cores_work(&seat->shop->cores, worker, &seat->waiter);
            break;
        case OP_SLEEP:
            ok = sleep_through(seat);
            break;
        case OP_PUT:
            ok = seat->shop->manners->put(seat);
            break;
        case OP_GET:
            ok = seat->shop->manners->get(seat, &got);
            break;
        case OP_EXIT:
            return true;
        }
        worker_next(worker, got);
    }
    return false;
}

bool seat_carry_out(struct seat *seat)
{
    if (!carry_out(seat))
        return false;
    if (engine_worker_done(seat->shop->engine, seat->worker))
        shop_wake_everybody(seat->shop); /* the last producer has gone */
    return true;
}
