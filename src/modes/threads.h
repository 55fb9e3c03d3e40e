/*
 * threads — the parts of the textbook program, for the pool, which shares them, and for the bugs, which change one.
 */
#pragma once

#include "modes/thread.h"

enum { THREADS_MAX = 10000 }; /* producers, and consumers: many machines refuse more threads than that */

/* Put and get as they should be. */
put_function threads_put;
get_function threads_get;

/* main(): starts a thread for every worker and joins it. The second with a put and get of their own. */
void threads_main(struct shared *shared);
void threads_run_with(struct engine *engine, put_function *put, get_function *get);

/* Its parts: starts a thread for every worker that the plan wants and that has none; joins those that have ended. With
 * `shown` lane main shows the start. */
void threads_start_wanted(struct shared *shared, bool shown);
void threads_join_ended(struct shared *shared);
