/*
 * log — the latest items that went into the queue and came out of it, one by one.
 *
 * Keeps the last LOG_MAX PUT and TAKE events, and those of bugs and results, in the order in which they were
 * added: the queue's. One thread owns a log: the one that owns the trace.
 */
#ifndef OVERLAP_TRACE_LOG_H
#define OVERLAP_TRACE_LOG_H

#include "trace/event.h"

#include <stddef.h>

enum { LOG_MAX = 4096 };

struct log;

struct log *log_new(void);      /* the caller frees it */
void log_free(struct log *log); /* NULL is allowed */

void log_add(struct log *log, const struct event *event);

/* How many of the events kept happened by `time`. */
size_t log_count(const struct log *log, int64_t time);

/* The event at an index below log_count: 0 is the oldest that is kept. Valid until the next is added. */
const struct event *log_event(const struct log *log, size_t index);

#endif
