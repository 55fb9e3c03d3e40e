/*
 * modes — the tables of all modes and of the classic bugs: a new one is a file in src/modes or src/modes/bugs and a row
 * here.
 */
#pragma once

#include "engine/mode.h"

#include <stddef.h>

extern const struct mode mode_sync;      /* one worker after another, on one thread */
extern const struct mode mode_threads;   /* a thread for every worker */
extern const struct mode mode_async;     /* all workers in an event loop, on one thread */
extern const struct mode mode_pool;      /* a few threads for all workers */
extern const struct mode mode_processes; /* a process for every worker */

enum { MODES_MAX = 16 }; /* there are never more */

/* In the order in which they are shown and compared; NULL after the last. */
extern const struct mode *const modes[];

/* So many of them, from the first on, race where nothing else is asked for. */
enum { MODES_RACING = 3 };

/* Each is a mode as it goes wrong in one thing, in the order of their menu; NULL after the last. */
extern const struct mode bug_no_start, bug_no_join, bug_join_in_loop, bug_poll, bug_unlocked, bug_two_locks,
    bug_counter, bug_block_the_loop, bug_never_awaited, bug_await_one_by_one, bug_lost_wakeup, bug_if_not_while,
    bug_deadlock, bug_hold_while_sleeping, bug_swallowed;
extern const struct mode *const bugs[];

/* The mode of that name; NULL where there is none. */
const struct mode *modes_find(const char *name);

/* The bug of that name ("no-join"); NULL where there is none. */
const struct mode *bugs_find(const char *name);

/* How long the plan would take with unlimited cores and no overhead, in ns: all workers work and sleep at the same
 * time. -1 for a plan without an end, or if the system gives no thread. Carries it out in simulated time, which takes
 * about a microsecond an item. */
int64_t ideal_elapsed(const struct plan *plan);
