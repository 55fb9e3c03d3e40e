/*
 * mistake — the classic mistakes: a mode as it goes wrong when one thing in it is not as it should be. A const table.
 */
#ifndef OVERLAP_ENGINE_MISTAKE_H
#define OVERLAP_ENGINE_MISTAKE_H

#include <stdint.h>

enum mistake {
    MISTAKE_NONE,
    MISTAKE_NO_START,       /* threads are created and not started */
    MISTAKE_NO_JOIN,        /* main does not wait for its threads */
    MISTAKE_POLL,           /* a consumer looks every 10 ms instead of waiting */
    MISTAKE_UNLOCKED,       /* consumers look into the list and then take, without a lock around both */
    MISTAKE_BLOCK_THE_LOOP, /* a worker of an event loop sleeps without awaiting */
    MISTAKE_LOST_WAKEUP,    /* a consumer waits for a signal without looking whether there is an item already */
    MISTAKE_DEADLOCK,       /* two locks are taken in opposite order */
    MISTAKE_COUNT
};

const char *mistake_name(enum mistake mistake); /* as on the command line: "no-start"; "none" */
const char *mistake_mode(enum mistake mistake); /* the name of the mode that makes it; "" for none */
const char *mistake_text(enum mistake mistake); /* what is done, in half a line */
enum mistake mistake_find(const char *name);    /* MISTAKE_COUNT where there is none of that name */

/* The number of consumers nearest to the wanted one with which it does harm. */
uint32_t mistake_consumers(enum mistake mistake, uint32_t wanted);

#endif
