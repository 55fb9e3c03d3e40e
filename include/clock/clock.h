/*
 * clock — simulated time, and the one place where threads block.
 *
 * A real clock runs at a speed against the machine's monotonic one, and can be paused. Up to speed 1 threads run as the
 * machine lets them. Faster, or where that is asked for, it steps: its threads take turns, one at a time in a defined
 * order, and time stands while one runs, so that a run goes the same way each time, however busy the machine is. An
 * instant clock steps, too, and jumps to the next deadline when no thread can run: a run of 30 s takes a millisecond.
 *
 * Every thread that sleeps or waits is parked in a clock: so pause, speed, step, instant and the detection of a
 * deadlock live here and nowhere else. The threads of one engine form a group; several groups can share a clock.
 * Park, unpark and permit are the terms of Java's LockSupport and Rust's std::thread::park.
 */
#pragma once

#include "base/list.h"
#include "base/units.h"
#include "base/wakeup.h"
#include "clock/heap.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum clock_kind { CLOCK_REAL, CLOCK_INSTANT };

struct clock;
struct group;

/* ---- Control: any thread ---- */

/* A clock at time 0. A real one runs at speed 1 at once; an instant one runs as far as clock_allow lets it. The
 * wakeup is notified when a group gets stuck, when a paused clock has become still, and when an instant clock has
 * nothing more to do. The caller frees the clock, after its groups. */
struct clock *clock_new(enum clock_kind kind, struct wakeup *wakeup);
void clock_free(struct clock *clock); /* NULL is allowed */

/* Simulated ns since the clock's start. Never runs backwards; takes no lock. */
int64_t clock_now(const struct clock *clock);

void clock_set_speed(struct clock *clock, double speed); /* above 0; means nothing to an instant clock */
double clock_speed(const struct clock *clock);

/* Whether threads take turns, and so time stands while one runs: what takes the machine time takes none. A real clock's
 * can always do so, not only above speed 1: a run goes as it does in simulated time then. */
bool clock_takes_turns(const struct clock *clock);
void clock_always_take_turns(struct clock *clock, bool always);

/* While paused time stands still: no deadline passes. A running thread goes on to its next park or yield. */
void clock_pause(struct clock *clock);
void clock_resume(struct clock *clock);
bool clock_is_paused(const struct clock *clock);

/* Paused: jumps to the earliest deadline and wakes the threads that are due then. False if not paused, if no thread
 * has a deadline, or while it skips. */
bool clock_step(struct clock *clock);

/* Paused, and threads take turns: time jumps from deadline to deadline up to and including `until`, and stands there.
 */
void clock_skip(struct clock *clock, int64_t until);

/* Instant: time may go on up to and including `until` (TIME_NEVER: as far as there are deadlines). Starts at 0. */
void clock_allow(struct clock *clock, int64_t until);
/* Instant: no thread runs or can run, and no deadline is allowed yet. */
bool clock_is_idle(const struct clock *clock);

/* ---- Groups and waiters, for engines ---- */

struct group *clock_group_new(struct clock *clock);
void clock_group_free(struct group *group); /* all its waiters have left; NULL is allowed */

/* All parked threads of the group go on, one after another, without a wait between them; each park of theirs from now
 * on returns WAKE_CANCELLED. */
void clock_group_cancel(struct group *group);
bool clock_group_is_cancelled(const struct group *group);

/* Every thread of the group is parked and none has a deadline: a deadlock, until another thread unparks one. */
bool clock_group_is_stuck(const struct group *group);

/* By how much the machine has made the group late at most, ns: what its two latest threads took together from the end
 * of each park to the next. Where threads take turns none is late. */
int64_t clock_group_lateness(const struct group *group);

/* Why a park came back. */
enum wake { WAKE_DEADLINE, WAKE_UNPARKED, WAKE_CANCELLED };

enum waiter_state {
    WAITER_PARKED,   /* blocked */
    WAITER_RUNNABLE, /* in the run queue (where threads take turns) */
    WAITER_RUNNING
};

/* What a thread does in a mutex (sync.h) or on a cpu (cpu.h). */
enum activity {
    ACTIVITY_WAITS, /* for a lock that `other` holds */
    ACTIVITY_READY, /* for a core: `other` has one */
    ACTIVITY_WORKS
};

/* A thread in the clock. Its owner embeds it; all fields are guarded by the clock's lock, unless said otherwise. */
struct waiter {
    struct heap_node due; /* first, so that a heap's node is its waiter */
    struct group *group;
    pthread_cond_t go_on;
    enum waiter_state state;
    enum wake wake;
    int64_t woken;    /* when its last park was over: its deadline, or when it was unparked */
    int64_t lateness; /* ns from there to its next park, all taken together */
    bool permit;      /* an unpark that came while it ran: its next park returns at once */
    bool blocked;     /* its own thread's: its last park has not returned at once */
    bool cancelled;   /* it alone: see waiter_cancel */
    /* Its own thread's: keeps a CPU busy for `ns` of the machine's time, again and again in parks with a deadline of a
     * real clock. NULL: they are idle. */
    void (*burn)(struct waiter *waiter, int64_t ns);
    struct list_node in_group, in_run_queue;
    struct list_node in_queue; /* of a mutex or condition variable (sync.h), under its guard */
    /* Its owner's, may be NULL: told on its thread what it does from `since` on; `until`: when that is due to end. */
    void (*on_activity)(struct waiter *waiter, enum activity activity, int64_t since, const struct waiter *other,
                        int64_t until);
};

/* Makes a waiter for a thread that is about to be created, and counts it as running from now on, so that time waits for
 * it. The thread itself calls waiter_begin first and waiter_leave last. If the thread cannot be created after all, its
 * creator calls waiter_leave instead. */
void waiter_init(struct waiter *waiter, struct group *group);
void waiter_begin(struct waiter *waiter);
void waiter_leave(struct waiter *waiter);

/* Blocks the calling thread, whose waiter it is, until the deadline (TIME_NEVER: none) has passed on the clock, it is
 * unparked, or its group is cancelled. An unpark since its last park counts: it returns at once. Hold no lock. */
enum wake clock_park(struct waiter *waiter, int64_t deadline);

/* Any thread: the waiter's thread goes on, now or at its next park. Nothing when it has left. */
void clock_unpark(struct waiter *waiter);

/* Any thread: as clock_group_cancel for this one alone, which may have left. */
void waiter_cancel(struct waiter *waiter);

/* Parks until it is unparked (or its group is just being cancelled), also in a group that is cancelled already: for a
 * thread that has to see the others end. Hold no lock. */
void clock_wait(struct waiter *waiter);

/* Parks until `deadline` whatever is unparked meanwhile (an unpark is remembered). False when cancelled. */
bool clock_sleep(struct waiter *waiter, int64_t deadline);

/* A waiter's burn: on its own thread. */
void waiter_burn(struct waiter *waiter, int64_t ns);

/* For threads that can go on for long without parking: a sleep of no length. Where threads take turns the
 * others have theirs first; while the clock is paused it stops here. False when cancelled. */
bool clock_yield(struct waiter *waiter);
