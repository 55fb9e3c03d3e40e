/*
 * bug — the classic bugs: a mode as it goes wrong when one thing in it is not as it should be. A const table.
 */
#ifndef OVERLAP_ENGINE_BUG_H
#define OVERLAP_ENGINE_BUG_H

#include <stdint.h>

enum bug {
    BUG_NONE,
    BUG_NO_START,       /* threads are created and not started */
    BUG_NO_JOIN,        /* main does not wait for its threads */
    BUG_POLL,           /* a consumer looks every 10 ms instead of waiting */
    BUG_UNLOCKED,       /* consumers look into the list and then take, without a lock around both */
    BUG_BLOCK_THE_LOOP, /* a worker of an event loop sleeps without awaiting */
    BUG_LOST_WAKEUP,    /* a consumer waits for a signal without looking whether there is an item already */
    BUG_DEADLOCK,       /* two locks are taken in opposite order */
    BUG_COUNT
};

const char *bug_name(enum bug bug);  /* as on the command line: "no-start"; "none" */
const char *bug_mode(enum bug bug);  /* the name of the mode that makes it; "" for none */
const char *bug_text(enum bug bug);  /* what is done, in half a line */
enum bug bug_find(const char *name); /* BUG_COUNT where there is none of that name */

/* The number of consumers nearest to the wanted one with which it does harm. */
uint32_t bug_consumers(enum bug bug, uint32_t wanted);

#endif
