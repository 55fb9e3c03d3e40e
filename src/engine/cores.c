/* cores — places that change hands; see the header. */
#include "engine/cores.h"

#include "base/units.h"

#include <stddef.h>

const struct cores_rule cores_of_machine = {.slice = 10 * NS_PER_MS, .state = STATE_READY, .reason = REASON_CORE};

/* On the stack of the thread that works. Guarded by the lock. */
struct core_user {
    struct worker *worker;
    struct waiter *waiter;
    int64_t left;  /* ns of work to do, as it was when it got its place */
    int64_t since; /* when it got it */
    int64_t slice; /* when its slice began */
    bool holds;
    struct core_user *next; /* holder, or in line */
};

void cores_open(struct cores *cores, struct engine *engine, const struct cores_rule *rule)
{
    *cores = (struct cores){.engine = engine, .rule = rule};
    pthread_mutex_init(&cores->lock, NULL);
}

void cores_close(struct cores *cores)
{
    pthread_mutex_destroy(&cores->lock);
}

/* ---- Places; all under the lock ---- */

static uint32_t places(const struct cores *cores)
{
    uint32_t cores_planned = engine_plan(cores->engine)->cores;
    return cores->rule->places != 0 ? cores->rule->places : cores_planned != 0 ? cores_planned : UINT32_MAX;
}

static lane_id longest_holder(const struct cores *cores)
{
    return cores->holders != NULL ? cores->holders->worker->lane : LANE_NONE;
}

static void show_holder(const struct cores *cores)
{
    if (cores->rule->is_main_lane)
        engine_enter_main(cores->engine, cores->held > 0 ? STATE_WORKING : STATE_IDLE, REASON_LOCK,
                          longest_holder(cores));
}

static void hold(struct cores *cores, struct core_user *user)
{
    struct core_user **end = &cores->holders;
    while (*end != NULL)
        end = &(*end)->next;
    *end = user;
    user->next = NULL;
    user->holds = true;
    user->since = user->slice = clock_now(engine_clock(cores->engine));
    cores->held++;
}

static void give_up(struct cores *cores, struct core_user *user)
{
    struct core_user **at = &cores->holders;
    while (*at != user)
        at = &(*at)->next;
    *at = user->next;
    user->holds = false;
    cores->held--;
}

/* Those first in line get what is free. */
static void pass_on(struct cores *cores)
{
    while (cores->first != NULL && cores->held < places(cores)) {
        struct core_user *user = cores->first;
        cores->first = user->next;
        if (cores->first == NULL)
            cores->last = NULL;
        hold(cores, user);
        clock_unpark(user->waiter);
    }
}

/* Somebody stands in line where nobody did: every holder's slice begins now. */
static void begin_slices(struct cores *cores)
{
    int64_t now = clock_now(engine_clock(cores->engine));
    for (struct core_user *holder = cores->holders; holder != NULL; holder = holder->next) {
        holder->slice = now;
        clock_unpark(holder->waiter);
    }
}

static void line_up(struct cores *cores, struct core_user *user)
{
    user->next = NULL;
    if (cores->last != NULL) {
        cores->last->next = user;
    } else {
        cores->first = user;
        begin_slices(cores);
    }
    cores->last = user;
}

static void leave_line(struct cores *cores, struct core_user *user)
{
    struct core_user *before = NULL, *at = cores->first;
    for (; at != user; at = at->next)
        before = at;
    if (before != NULL)
        before->next = user->next;
    else
        cores->first = user->next;
    if (cores->last == user)
        cores->last = before;
}

/* ---- A worker's way to the end of its work; under the lock, which is released while parked ---- */

static enum wake park(struct cores *cores, struct core_user *user, int64_t until)
{
    pthread_mutex_unlock(&cores->lock);
    enum wake wake = worker_park_working(user->worker, user->waiter, until);
    pthread_mutex_lock(&cores->lock);
    return wake;
}

/* Until it has a place; false when cancelled. */
static bool stand_in_line(struct cores *cores, struct core_user *user)
{
    worker_enter_at(user->worker, clock_now(engine_clock(cores->engine)), cores->rule->state, cores->rule->reason,
                    longest_holder(cores), TIME_NEVER);
    while (!user->holds)
        if (park(cores, user, TIME_NEVER) == WAKE_CANCELLED)
            return false;
    return true;
}

/* Works on, until it is done or its place is another's; false when cancelled. */
static bool work_on(struct cores *cores, struct core_user *user)
{
    int64_t end = units_after(user->since, user->left), now = user->since;
    worker_enter_at(user->worker, now, STATE_WORKING, REASON_NONE, user->worker->woken_by, end);
    user->worker->woken_by = LANE_NONE;
    do {
        int64_t slice_end = user->slice + cores->rule->slice;
        bool wanted = cores->first != NULL;
        if (park(cores, user, wanted && slice_end < end ? slice_end : end) == WAKE_CANCELLED)
            return false;
        now = clock_now(engine_clock(cores->engine));
        bool slice_over = cores->first != NULL && now >= user->slice + cores->rule->slice;
        if (now < end && (slice_over || cores->held > places(cores))) {
            user->left = end - now;
            give_up(cores, user);
            line_up(cores, user); /* before it is passed on: the slices of the other holders go on */
            pass_on(cores);
            show_holder(cores);
            return true;
        }
    } while (now < end);
    user->left = 0;
    return true;
}

bool cores_work(struct cores *cores, struct worker *worker, struct waiter *waiter)
{
    if (worker->op.ns == 0)
        return worker_yield(worker, waiter);
    struct core_user user = {.worker = worker, .waiter = waiter, .left = worker->op.ns};
    bool ok = true;
    pthread_mutex_lock(&cores->lock);
    if (cores->first == NULL && cores->held < places(cores)) {
        hold(cores, &user);
        show_holder(cores);
    } else {
        line_up(cores, &user);
    }
    while (ok && user.left > 0)
        ok = user.holds ? work_on(cores, &user) : stand_in_line(cores, &user);
    if (user.holds) {
        give_up(cores, &user);
        pass_on(cores);
        show_holder(cores);
    } else {
        leave_line(cores, &user);
    }
    pthread_mutex_unlock(&cores->lock);
    return ok;
}

void cores_look_again(struct cores *cores)
{
    pthread_mutex_lock(&cores->lock);
    pass_on(cores);
    for (struct core_user *holder = cores->holders; holder != NULL; holder = holder->next)
        clock_unpark(holder->waiter); /* there may be one too many */
    pthread_mutex_unlock(&cores->lock);
}
