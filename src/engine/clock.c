/*
 * clock — simulated time, and the one place where threads block; see the header.
 *
 * One lock guards everything but the time base, which is read without it. A thread that parks counts down `active`; who
 * wakes it counts up. In a real clock a sleeper waits on its own condition variable with a timeout and a called thread
 * goes on at once. In an instant clock only the thread whose turn it is goes on; when it parks, the next in the line of
 * those called has its turn, and when the line is empty time jumps to the earliest deadline.
 */
#include "engine/clock.h"

#include "base/machine.h"
#include "base/memory.h"
#include "timebase.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct clock {
    struct timebase base;
    atomic_bool
        paused; /* written under the lock; read without it by clock_is_paused: relaxed, a late look does no harm */
    enum clock_kind kind;
    struct doorbell *doorbell;

    pthread_mutex_t lock; /* guards all below, and all crews and parkers of this clock */
    double speed;
    struct heap due;                           /* parkers with a deadline */
    size_t members;                            /* parkers in all crews: `due` has room for as many */
    size_t active;                             /* of them: running or called */
    int64_t allowed;                           /* instant: no jump beyond */
    struct parker *turn;                       /* instant: who runs */
    struct parker *first_called, *last_called; /* instant: whose turns come next */
};

struct crew {
    struct clock *clock;
    atomic_bool cancelled; /* written under the clock's lock; read without it, see clock.paused */
    atomic_bool stuck;     /* likewise; release, acquire: who sees it sees what all threads did before they parked */
    /* Under the clock's lock: */
    struct parker *parkers;
    size_t members;
    size_t active; /* running or called */
    size_t timed;  /* parked with a deadline */
};

int64_t clock_now(const struct clock *clock)
{
    return timebase_now(&clock->base);
}

/* Sleepers compute their timeout from the rate: when it changes they must do so again. Under the lock. */
static void rouse_sleepers(struct clock *clock)
{
    for (size_t i = 0; i < clock->due.count; i++)
        pthread_cond_signal(&((struct parker *)clock->due.entries[i].node)->go_on);
}

/* ---- Who goes on; all under the lock ---- */

/* Lets a parked thread go on: at once in a real clock, at its turn in an instant one. */
static void call(struct parker *parker, enum wake wake)
{
    struct crew *crew = parker->crew;
    struct clock *clock = crew->clock;
    if (parker->due.place != 0) {
        heap_remove(&clock->due, &parker->due);
        crew->timed--;
    }
    crew->active++;
    clock->active++;
    atomic_store_explicit(&crew->stuck, false, memory_order_relaxed);
    parker->wake = wake;
    if (clock->kind == CLOCK_REAL) {
        parker->state = PARKER_RUNNING;
        pthread_cond_signal(&parker->go_on);
        return;
    }
    parker->state = PARKER_CALLED;
    parker->called = NULL;
    if (clock->last_called != NULL)
        clock->last_called->called = parker;
    else
        clock->first_called = parker;
    clock->last_called = parker;
}

static void give_turn(struct clock *clock)
{
    struct parker *parker = clock->first_called;
    clock->first_called = parker->called;
    if (clock->first_called == NULL)
        clock->last_called = NULL;
    clock->turn = parker;
    parker->state = PARKER_RUNNING;
    pthread_cond_signal(&parker->go_on);
}

/* Instant: jumps to the next deadline and calls the first who is due; false where there is none that is allowed now. */
static bool jump(struct clock *clock)
{
    struct heap_node *first = heap_first(&clock->due);
    int64_t now = clock_now(clock);
    if (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed) {
        if (!clock_is_paused(clock) && clock->allowed != TIME_NEVER && clock->allowed > now)
            timebase_move(&clock->base, clock->allowed - now, 0);
        return false;
    }
    if (first->deadline > now)
        timebase_move(&clock->base, first->deadline - now, 0);
    call((struct parker *)first, WAKE_DEADLINE);
    return true;
}

static bool is_idle(const struct clock *clock)
{
    const struct heap_node *first = heap_first(&clock->due);
    return clock->turn == NULL && clock->first_called == NULL &&
           (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed);
}

/* Instant: while it is nobody's turn, gives it to the next in line, or jumps to where there is one. */
static void take_turns(struct clock *clock)
{
    if (clock->kind == CLOCK_REAL || clock->turn != NULL)
        return;
    if (clock->first_called != NULL || jump(clock))
        give_turn(clock);
    else
        doorbell_ring(clock->doorbell);
}

/* Whoever watches a paused clock is told when all is still, after a pause and after each step; whoever watches a
 * running one looks at each frame anyway. */
static void tell_still(struct clock *clock)
{
    if (clock->active == 0 && clock->kind == CLOCK_REAL && clock_is_paused(clock))
        doorbell_ring(clock->doorbell);
}

/* A thread of the crew has stopped running: what follows from that. */
static void settle(struct crew *crew)
{
    if (crew->active == 0 && crew->timed == 0 && crew->members > 0) {
        atomic_store_explicit(&crew->stuck, true, memory_order_release);
        doorbell_ring(crew->clock->doorbell);
    }
    tell_still(crew->clock);
    take_turns(crew->clock);
}

static void stop_running(struct parker *parker)
{
    parker->crew->active--;
    parker->crew->clock->active--;
    if (parker->crew->clock->turn == parker)
        parker->crew->clock->turn = NULL;
}

/* ---- The clock's control ---- */

struct clock *clock_new(enum clock_kind kind, struct doorbell *doorbell)
{
    struct clock *clock = memory_zeroed(1, sizeof *clock);
    clock->kind = kind;
    clock->doorbell = doorbell;
    clock->speed = 1;
    pthread_mutex_init(&clock->lock, NULL);
    timebase_move(&clock->base, 0, kind == CLOCK_REAL ? clock->speed : 0);
    return clock;
}

void clock_free(struct clock *clock)
{
    if (clock == NULL)
        return;
    assert(clock->members == 0);
    heap_release(&clock->due);
    pthread_mutex_destroy(&clock->lock);
    free(clock);
}

void clock_set_speed(struct clock *clock, double speed)
{
    pthread_mutex_lock(&clock->lock);
    clock->speed = speed;
    if (clock->kind == CLOCK_REAL && !clock_is_paused(clock)) {
        timebase_move(&clock->base, 0, speed);
        rouse_sleepers(clock);
    }
    pthread_mutex_unlock(&clock->lock);
}

double clock_speed(const struct clock *clock)
{
    pthread_mutex_t *lock = (pthread_mutex_t *)&clock->lock; /* taking it changes nothing that a caller sees */
    pthread_mutex_lock(lock);
    double speed = clock->speed;
    pthread_mutex_unlock(lock);
    return speed;
}

bool clock_is_paused(const struct clock *clock)
{
    return atomic_load_explicit(&clock->paused, memory_order_relaxed);
}

static void set_paused(struct clock *clock, bool paused)
{
    pthread_mutex_lock(&clock->lock);
    atomic_store_explicit(&clock->paused, paused, memory_order_relaxed);
    if (clock->kind == CLOCK_REAL) {
        timebase_move(&clock->base, 0, paused ? 0 : clock->speed);
        rouse_sleepers(clock);
    }
    tell_still(clock);
    take_turns(clock);
    pthread_mutex_unlock(&clock->lock);
}

void clock_pause(struct clock *clock)
{
    set_paused(clock, true);
}

void clock_resume(struct clock *clock)
{
    set_paused(clock, false);
}

bool clock_step(struct clock *clock)
{
    pthread_mutex_lock(&clock->lock);
    struct heap_node *first = heap_first(&clock->due);
    bool steps = clock_is_paused(clock) && first != NULL;
    if (steps) {
        int64_t now = clock_now(clock);
        int64_t deadline = first->deadline;
        if (deadline > now)
            timebase_move(&clock->base, deadline - now, 0);
        for (; first != NULL && first->deadline <= deadline; first = heap_first(&clock->due))
            call((struct parker *)first, WAKE_DEADLINE);
        take_turns(clock);
    }
    pthread_mutex_unlock(&clock->lock);
    return steps;
}

void clock_allow(struct clock *clock, int64_t until)
{
    pthread_mutex_lock(&clock->lock);
    clock->allowed = until;
    take_turns(clock);
    pthread_mutex_unlock(&clock->lock);
}

bool clock_is_idle(const struct clock *clock)
{
    pthread_mutex_t *lock = (pthread_mutex_t *)&clock->lock;
    pthread_mutex_lock(lock);
    bool idle = is_idle(clock);
    pthread_mutex_unlock(lock);
    return idle;
}

/* ---- Crews ---- */

struct crew *crew_new(struct clock *clock)
{
    struct crew *crew = memory_zeroed(1, sizeof *crew);
    crew->clock = clock;
    return crew;
}

void crew_free(struct crew *crew)
{
    assert(crew == NULL || crew->members == 0);
    free(crew);
}

struct clock *crew_clock(const struct crew *crew)
{
    return crew->clock;
}

void crew_cancel(struct crew *crew)
{
    pthread_mutex_lock(&crew->clock->lock);
    atomic_store_explicit(&crew->cancelled, true, memory_order_relaxed);
    for (struct parker *parker = crew->parkers; parker != NULL; parker = parker->next)
        if (parker->state == PARKER_PARKED)
            call(parker, WAKE_CANCELLED);
    take_turns(crew->clock);
    pthread_mutex_unlock(&crew->clock->lock);
}

bool crew_is_cancelled(const struct crew *crew)
{
    return atomic_load_explicit(&crew->cancelled, memory_order_relaxed);
}

bool crew_is_stuck(const struct crew *crew)
{
    return atomic_load_explicit(&crew->stuck, memory_order_acquire);
}

/* ---- Parkers ---- */

void parker_init(struct parker *parker, struct crew *crew)
{
    struct clock *clock = crew->clock;
    *parker = (struct parker){.crew = crew, .state = PARKER_PARKED};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&parker->go_on, &attributes);
    pthread_condattr_destroy(&attributes);

    pthread_mutex_lock(&clock->lock);
    parker->next = crew->parkers;
    if (crew->parkers != NULL)
        crew->parkers->previous = parker;
    crew->parkers = parker;
    crew->members++;
    heap_reserve(&clock->due, ++clock->members);
    call(parker, WAKE_UNPARKED);
    take_turns(clock);
    pthread_mutex_unlock(&clock->lock);
}

/* When the deadline comes on the machine's clock, for a wait with a timeout. */
static struct timespec timeout_of(const struct clock *clock, int64_t deadline)
{
    double ahead = (double)(deadline - clock_now(clock)) / clock->speed;
    int64_t limit = NS_PER_S * 3600; /* a far deadline is looked at again in an hour: no overflow */
    int64_t at = machine_now() + (ahead < (double)limit ? (int64_t)ahead + 1 : limit);
    return (struct timespec){.tv_sec = at / NS_PER_S, .tv_nsec = at % NS_PER_S};
}

/* Keeps a CPU busy for some microseconds, or until the deadline, releasing the lock meanwhile. */
static void burn_a_while(struct clock *clock, int64_t deadline)
{
    enum { READINGS = 200 };
    pthread_mutex_unlock(&clock->lock);
    for (int i = 0; i < READINGS && clock_now(clock) < deadline; i++)
        continue;
    pthread_mutex_lock(&clock->lock);
}

/* Blocks until the parker's thread may run, releasing the lock meanwhile. */
static void wait_to_run(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    while (parker->state != PARKER_RUNNING) {
        bool timed = clock->kind == CLOCK_REAL && parker->due.place != 0 && !clock_is_paused(clock);
        if (!timed) {
            pthread_cond_wait(&parker->go_on, &clock->lock);
        } else if (clock_now(clock) >= parker->due.deadline) {
            call(parker, WAKE_DEADLINE);
        } else if (parker->burns) {
            burn_a_while(clock, parker->due.deadline);
        } else {
            struct timespec timeout = timeout_of(clock, parker->due.deadline);
            pthread_cond_timedwait(&parker->go_on, &clock->lock, &timeout);
        }
    }
}

void parker_begin(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    wait_to_run(parker);
    pthread_mutex_unlock(&clock->lock);
}

/* Takes a called parker out of the line: its thread will not come. */
static void uncall(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    struct parker *before = NULL, *called = clock->first_called;
    for (; called != parker; called = called->called)
        before = called;
    if (before != NULL)
        before->called = parker->called;
    else
        clock->first_called = parker->called;
    if (clock->last_called == parker)
        clock->last_called = before;
}

void parker_leave(struct parker *parker)
{
    struct crew *crew = parker->crew;
    struct clock *clock = crew->clock;
    pthread_mutex_lock(&clock->lock);
    if (parker->state == PARKER_CALLED)
        uncall(parker);
    if (parker->previous != NULL)
        parker->previous->next = parker->next;
    else
        crew->parkers = parker->next;
    if (parker->next != NULL)
        parker->next->previous = parker->previous;
    crew->members--;
    clock->members--;
    stop_running(parker);
    settle(crew);
    pthread_mutex_unlock(&clock->lock);
    pthread_cond_destroy(&parker->go_on);
}

/* Under the lock, which it releases meanwhile. */
static enum wake park(struct parker *parker, int64_t deadline)
{
    struct crew *crew = parker->crew;
    if (parker->permit) {
        parker->permit = false;
        return WAKE_UNPARKED;
    }
    parker->state = PARKER_PARKED;
    if (deadline != TIME_NEVER) {
        heap_insert(&crew->clock->due, &parker->due, deadline);
        crew->timed++;
    }
    stop_running(parker);
    settle(crew);
    wait_to_run(parker);
    return parker->wake;
}

enum wake clock_park(struct parker *parker, int64_t deadline)
{
    struct crew *crew = parker->crew;
    pthread_mutex_lock(&crew->clock->lock);
    enum wake wake = crew_is_cancelled(crew) ? WAKE_CANCELLED : park(parker, deadline);
    pthread_mutex_unlock(&crew->clock->lock);
    return wake;
}

void clock_wait(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    park(parker, TIME_NEVER);
    pthread_mutex_unlock(&clock->lock);
}

void clock_unpark(struct parker *parker)
{
    struct clock *clock = parker->crew->clock;
    pthread_mutex_lock(&clock->lock);
    if (parker->state == PARKER_PARKED) {
        call(parker, WAKE_UNPARKED);
        take_turns(clock);
    } else {
        parker->permit = true;
    }
    pthread_mutex_unlock(&clock->lock);
}

bool clock_sleep(struct parker *parker, int64_t deadline)
{
    bool unparked = false;
    enum wake wake;
    while ((wake = clock_park(parker, deadline)) == WAKE_UNPARKED)
        unparked = true;
    if (unparked)
        clock_unpark(parker); /* itself: for its next park */
    return wake != WAKE_CANCELLED;
}

bool clock_checkpoint(struct parker *parker)
{
    const struct crew *crew = parker->crew;
    if (crew->clock->kind == CLOCK_REAL && !clock_is_paused(crew->clock))
        return !crew_is_cancelled(crew); /* the usual case costs nothing: the machine sees to the others' turns */
    return clock_sleep(parker, clock_now(crew->clock));
}
