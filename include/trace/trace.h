/*
 * trace — everything that is known of one run: its lanes, the queue's depth, the items.
 *
 * One thread owns a trace: it alone applies events and reads, without locks. Only the functions below change its
 * members. Memory is bounded but for the items in the queue: the oldest detail goes first.
 */
#pragma once

#include "trace/busy_series.h"
#include "trace/event.h"
#include "trace/histogram.h"
#include "trace/item_history.h"
#include "trace/lane.h"
#include "trace/timeline.h"

#include <stdbool.h>

/* What the trace knows of one lane. */
struct lane_info {
    struct lane *lane;
    uint64_t items;       /* that it put, took or finished */
    int64_t received;     /* when main received its result; TIME_NEVER: it has not */
    uint32_t received_as; /* number of that result, from 1 */
    int64_t latest;       /* time of its latest STATE event */
    int64_t due; /* from when on busy_series no longer counts it, unless it is heard of; TIME_NEVER: none known */
    bool busy;   /* working or sleeping */
};

struct lane_list {
    struct lane_info *lanes;
    size_t count, capacity;
};

struct trace {
    int64_t start;       /* ns of the run's clock */
    int64_t latest;      /* time of the latest event, or the start */
    int64_t detail_from; /* from when on all that is shown over time is known in detail: the start, until some of it
                          * is forgotten. Figures of the whole run stay exact. */
    int64_t closed;      /* when the run ended; TIME_NEVER while it goes on (see trace_end) */
    struct lane_list lanes[LANE_KIND_COUNT];
    struct busy_series *busy_series; /* of the workers */
    struct item_history *item_history;
    struct histogram *latency;
    struct timeline log;         /* of struct event: the newest puts, takes, results and bugs, in the queue's order */
    uint64_t events;             /* applied so far */
    uint64_t produced, consumed; /* items put, items taken; a task that has finished is both */
    uint64_t lost;             /* items that left the queue without a consumer having them, or that a killed one had */
    uint64_t killed;           /* workers whose process was killed */
    uint64_t duplicates;       /* times that an item was taken that another consumer had taken */
    uint64_t spurious_wakeups; /* a worker woke up, and there was nothing for it */
    struct event first_bad;    /* the first that is a failure (failure.h), or else any */
    uint64_t updates;          /* of the shared counter: each was to add 1 */
    uint64_t counter;          /* its value: updates that another has overwritten are missing in it */
    int64_t first_latency, last_latency; /* of the first and the latest item taken, ns; -1: none was taken */
    uint32_t reasons;                    /* 1 << enum reason for each that a lane has had */
    size_t lane_max;                     /* segments that each lane may keep */
    void (*listener)(void *context, const struct event *event);
    void *context;
};

/* A run that starts at `start` (ns of its clock). The caller frees it. */
struct trace *trace_new(int64_t start);
void trace_free(struct trace *trace); /* NULL is allowed */

/* Takes in one event. A lane that was not heard of before joins, idle since the run's start; with it all lanes of
 * the same kind and a lower index. */
void trace_apply(struct trace *trace, const struct event *event);

/* Calls `listener` with each event as it is applied, but SPURIOUS_WAKEUP, and STATE unless it is DONE. NULL ends that.
 */
void trace_listen(struct trace *trace, void (*listener)(void *context, const struct event *event), void *context);

/* The run ended (finished or was left) at `end`, not before any event's time: closes every lane. No event may be
 * applied after that. */
void trace_close(struct trace *trace, int64_t end);

/* Makes a closed trace smaller: all lanes together keep about the newest `max` segments (a power of two, at least 1024;
 * but each lane at least 64), the rest in proportion. Of very many items even those at the head of the queue are
 * forgotten. Figures of the whole run stay what they are. */
void trace_trim(struct trace *trace, size_t max);

/* When the run ended; while it goes on `now`, but never before the latest event. */
int64_t trace_end(const struct trace *trace, int64_t now);

/* Whether all that is shown of that moment is known in detail. */
static inline bool trace_has_detail(const struct trace *trace, int64_t time)
{
    return time >= trace->detail_from || time < trace->start;
}

const struct lane *trace_lane(const struct trace *trace, lane_id id); /* NULL: there is no such lane */
uint64_t trace_items(const struct trace *trace, lane_id id);          /* items that this lane put, took or finished */

/* When main received the worker's result, and as which, from 1; TIME_NEVER: it has not. */
int64_t trace_received(const struct trace *trace, lane_id id, uint32_t *number);

/* How many events of the log happened by `time`, and the event at an index below that: 0 is the oldest that is kept. */
size_t trace_log_count(const struct trace *trace, int64_t time);
const struct event *trace_log_event(const struct trace *trace, size_t index);

/* When the oldest known item in the queue was created; TIME_NEVER: the queue is empty. */
int64_t trace_oldest_item(const struct trace *trace);
