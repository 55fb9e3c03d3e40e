/*
 * trace — everything that is known of one run: its lanes, the queue's depth, the items.
 *
 * Fed with events by the thread that owns it (the screen's, or the headless command's main), read by the same thread
 * only: no locks. Memory is bounded however long a run lasts, but for the items that lie in the queue; the oldest
 * detail fades first (see lane.h).
 */
#ifndef OVERLAP_TRACE_TRACE_H
#define OVERLAP_TRACE_TRACE_H

#include "trace/busy_series.h"
#include "trace/depth_series.h"
#include "trace/event.h"
#include "trace/histogram.h"
#include "trace/item_history.h"
#include "trace/lane.h"
#include "trace/log.h"
#include "trace/window.h"

struct trace;

/* A run that starts at `start` (ns of its clock). The caller frees it. */
struct trace *trace_new(int64_t start);
void trace_free(struct trace *trace); /* NULL is allowed */

/* Takes in one event. A lane that was not heard of before joins, idle since the run's start; with it all lanes of
 * the same kind and a lower index. */
void trace_apply(struct trace *trace, const struct event *event);

/* Calls `listener` with each PUT and TAKE as it is applied, in the queue's order, with each TWICE, LOST, END and
 * RESULT, and with each STATE event that enters STATE_DONE. NULL: nobody listens. */
void trace_listen(struct trace *trace, void (*listener)(void *context, const struct event *event), void *context);

/* The run ended (finished or was left) at `end`, not before any event's time: closes every lane. Nothing is applied
 * after. */
void trace_close(struct trace *trace, int64_t end);

/* Makes do with half as much memory as it might have needed so far, down to about a megabyte (5 KiB a lane where they
 * are many): detail fades, from the oldest on, and of very many items those at the head of the queue are no longer
 * known. Figures stay what they are, and a run with little in it stays as it is. The trace is closed. */
void trace_downsample(struct trace *trace);

int64_t trace_start(const struct trace *trace);
int64_t trace_end(const struct trace *trace,
                  int64_t now);                  /* `now` while the run goes on, never before the latest event */
int64_t trace_latest(const struct trace *trace); /* time of the latest event, or the start */

size_t trace_lanes(const struct trace *trace, enum lane_kind kind);
const struct lane *trace_lane(const struct trace *trace, lane_id id); /* NULL where there is none */
const struct depth_series *trace_depth(const struct trace *trace);
const struct busy_series *trace_busy_series(const struct trace *trace); /* of the producers and consumers */
const struct histogram *trace_latency(const struct trace *trace);
const struct log *trace_log(const struct trace *trace);

const struct window *trace_window(const struct trace *trace);

uint64_t trace_produced(const struct trace *trace);          /* items put, by all producers */
uint64_t trace_consumed(const struct trace *trace);          /* items taken, by all consumers */
uint64_t trace_lost(const struct trace *trace);              /* items that left the queue, and nobody has them */
uint64_t trace_duplicates(const struct trace *trace);        /* times that an item was taken that another had taken */
uint64_t trace_spurious_wakeups(const struct trace *trace);  /* wake-ups for nothing */
uint64_t trace_items(const struct trace *trace, lane_id id); /* items that this lane put or took */
int64_t trace_first_latency(const struct trace *trace);      /* of the first item taken, ns; -1 before it */
int64_t trace_last_latency(const struct trace *trace);       /* of the latest item taken, ns; -1 before the first */

/* Creation time of the oldest item in the queue that is known, TIME_NEVER where it is empty. */
int64_t trace_oldest(const struct trace *trace);

const struct item_history *trace_item_history(const struct trace *trace); /* each item's way through the queue */

#endif
