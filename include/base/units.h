/*
 * units — time is int64_t nanoseconds everywhere inside the program, seconds only where people read or write it.
 */
#pragma once

#include <stdint.h>

#define NS_PER_MS  INT64_C(1000000)
#define NS_PER_S   INT64_C(1000000000)
#define TIME_NEVER INT64_MAX /* a deadline that does not come */

/* `ns` after `time`, as near as there is a time: never TIME_NEVER, nor beyond. */
static inline int64_t units_after(int64_t time, int64_t ns)
{
    return ns < TIME_NEVER - time ? time + ns : TIME_NEVER - 1;
}

static inline double units_seconds(int64_t ns)
{
    return (double)ns / (double)NS_PER_S;
}
