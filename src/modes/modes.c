/* modes — the tables of all modes and bugs */
#include "modes/modes.h"

#include <string.h>

const struct mode *const modes[] = {&mode_sync, &mode_threads, &mode_async, &mode_pool, &mode_processes, NULL};

const struct mode *const bugs[] = {&bug_no_start,      &bug_no_join,
                                   &bug_join_in_loop,  &bug_poll,
                                   &bug_unlocked,      &bug_two_locks,
                                   &bug_counter,       &bug_block_the_loop,
                                   &bug_never_awaited, &bug_await_one_by_one,
                                   &bug_lost_wakeup,   &bug_if_not_while,
                                   &bug_deadlock,      &bug_hold_while_sleeping,
                                   &bug_swallowed,     NULL};

const struct mode *modes_find(const char *name)
{
    for (const struct mode *const *mode = modes; *mode != NULL; mode++)
        if (strcmp((*mode)->name, name) == 0)
            return *mode;
    return NULL;
}

const struct mode *bugs_find(const char *name)
{
    for (const struct mode *const *bug = bugs; *bug != NULL; bug++)
        if (strcmp((*bug)->bug, name) == 0)
            return *bug;
    return NULL;
}
