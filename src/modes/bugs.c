/*
 * bugs — the classic bugs of putting and taking, each as one would write it; see the header.
 *
 * What a bug does wrong lies between steps, never within one: every single step is guarded by the shop's lock, as
 * if it were atomic, so that nothing is undefined. What is missing is the lock around the steps, or the look before the
 * wait, or the order of two locks.
 */
#include "modes/bugs.h"

#include "base/units.h"

static const int64_t nap = 10 * NS_PER_MS; /* between two looks */
static const int64_t window = NS_PER_MS;   /* between two steps: others come in between */

/* Waits for a time instead of for something; false when cancelled. */
static bool doze(struct seat *seat, int64_t ns)
{
    int64_t until = clock_now(engine_clock(seat->shop->engine)) + ns;
    worker_enter(seat->worker, STATE_WAITING, REASON_RETRY, TIME_NEVER);
    return clock_sleep(&seat->waiter, until);
}

/* Looks whether there is an item; `vain`: whether none will come. */
static bool look(struct seat *seat, bool *vain)
{
    struct shop *shop = seat->shop;
    pthread_mutex_lock(&shop->lock);
    bool there = engine_depth(shop->engine) > 0;
    *vain = !there && worker_is_finished(seat->worker);
    pthread_mutex_unlock(&shop->lock);
    return there;
}

static void count_vain(struct seat *seat)
{
    pthread_mutex_lock(&seat->shop->lock);
    engine_spurious_wakeup(seat->worker);
    pthread_mutex_unlock(&seat->shop->lock);
}

/* Looks, naps, looks again, until there is an item or none will come. False when cancelled. */
static bool poll_list(struct seat *seat, bool *vain)
{
    for (bool woken = false; !look(seat, vain) && !*vain; woken = true) {
        if (woken)
            count_vain(seat);
        if (!doze(seat, nap))
            return false;
    }
    return true;
}

/* ---- poll: looking again and again ---- */

static bool get_polling(struct seat *seat, bool *got)
{
    struct shop *shop = seat->shop;
    for (bool vain = false; !*got && !vain;) {
        if (!poll_list(seat, &vain))
            return false;
        pthread_mutex_lock(&shop->lock);
        *got = engine_depth(shop->engine) > 0; /* another may have been quicker */
        if (*got)
            shop_take(seat);
        pthread_mutex_unlock(&shop->lock);
    }
    return true;
}

/* ---- unlocked: item = list[0], then del list[0], and no lock around them ---- */

/* Reads the first item and leaves it there. False where the list is empty by now. */
static bool read_first(struct seat *seat)
{
    pthread_mutex_lock(&seat->shop->lock);
    bool there = engine_depth(seat->shop->engine) > 0;
    if (there)
        engine_read(seat->worker);
    pthread_mutex_unlock(&seat->shop->lock);
    return there;
}

/* Removes what is the first item by now. False where the list is empty. */
static bool remove_first(struct seat *seat)
{
    struct shop *shop = seat->shop;
    pthread_mutex_lock(&shop->lock);
    bool there = engine_depth(shop->engine) > 0;
    if (there) {
        engine_remove(seat->worker);
        shop_wake_one(seat, &shop->not_full);
    }
    pthread_mutex_unlock(&shop->lock);
    return there;
}

/* The thread ends with an error: pop from an empty list. */
static bool fail(struct seat *seat)
{
    pthread_mutex_lock(&seat->shop->lock);
    engine_worker_crashed(seat->worker);
    pthread_mutex_unlock(&seat->shop->lock);
    return false;
}

static bool get_unlocked(struct seat *seat, bool *got)
{
    bool vain;
    if (!poll_list(seat, &vain))
        return false;
    if (vain)
        return true;
    if (!doze(seat, window))
        return false;
    if (!read_first(seat))
        return fail(seat);
    if (!doze(seat, window))
        return false;
    if (!remove_first(seat))
        return fail(seat);
    return *got = true;
}

/* ---- lost-wakeup: waits first, looks then ---- */

static bool get_waiting_first(struct seat *seat, bool *got)
{
    struct shop *shop = seat->shop;
    bool ok = true;
    pthread_mutex_lock(&shop->lock);
    do
        ok = shop_wait_for(seat, &shop->not_empty, REASON_SIGNAL);
    while (ok && engine_depth(shop->engine) == 0 && !worker_is_finished(seat->worker));
    *got = ok && engine_depth(shop->engine) > 0;
    if (*got)
        shop_take(seat);
    pthread_mutex_unlock(&shop->lock);
    return ok;
}

/* ---- deadlock: the list has a lock, the tally of items has another; each nests them its own way ---- */

/* Under the shop's lock, which it releases while it waits; false when cancelled. */
static bool acquire(struct seat *seat, struct latch *latch)
{
    bool ok = true;
    while (ok && latch->holder != LANE_NONE) {
        worker_enter_at(seat->worker, clock_now(engine_clock(seat->shop->engine)), STATE_WAITING, REASON_LOCK,
                        latch->holder, TIME_NEVER);
        ok = condition_wait(&latch->freed, &seat->shop->lock, &seat->waiter);
    }
    if (ok)
        latch->holder = seat->worker->lane;
    return ok;
}

static void let_go(struct latch *latch)
{
    latch->holder = LANE_NONE;
    condition_signal(&latch->freed);
}

/* As a condition variable does: lets go of the list while it waits. It keeps the tally. */
static bool wait_without_list(struct seat *seat, struct condition *condition, enum reason reason)
{
    let_go(&seat->shop->list);
    return shop_wait_for(seat, condition, reason) && acquire(seat, &seat->shop->list);
}

static bool put_list_then_tally(struct seat *seat)
{
    struct shop *shop = seat->shop;
    pthread_mutex_lock(&shop->lock);
    bool ok = acquire(seat, &shop->list);
    while (ok && !engine_has_room(shop->engine))
        ok = wait_without_list(seat, &shop->not_full, REASON_QUEUE_FULL);
    if (ok) {
        shop_put(seat);
        ok = acquire(seat, &shop->tally);
    }
    if (ok) {
        let_go(&shop->tally);
        let_go(&shop->list);
    }
    pthread_mutex_unlock(&shop->lock);
    return ok;
}

static bool get_tally_then_list(struct seat *seat, bool *got)
{
    struct shop *shop = seat->shop;
    pthread_mutex_lock(&shop->lock);
    bool ok = acquire(seat, &shop->tally) && acquire(seat, &shop->list);
    while (ok && engine_depth(shop->engine) == 0 && !worker_is_finished(seat->worker))
        ok = wait_without_list(seat, &shop->not_empty, REASON_QUEUE_EMPTY);
    *got = ok && engine_depth(shop->engine) > 0;
    if (*got)
        shop_take(seat);
    if (ok) {
        let_go(&shop->list);
        let_go(&shop->tally);
    }
    pthread_mutex_unlock(&shop->lock);
    return ok;
}

const struct manners *bugs_manners(enum bug bug)
{
    static const struct manners manners[BUG_COUNT] = {
        [BUG_POLL] = {shop_put_waiting, get_polling},
        [BUG_UNLOCKED] = {shop_put_waiting, get_unlocked},
        [BUG_LOST_WAKEUP] = {shop_put_waiting, get_waiting_first},
        [BUG_DEADLOCK] = {put_list_then_tally, get_tally_then_list},
    };
    return manners[bug].put != NULL ? &manners[bug] : &shop_good_manners;
}
