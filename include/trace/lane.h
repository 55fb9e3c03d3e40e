/*
 * lane — the states of one worker over time, from which any window is drawn in O(columns × log segments).
 *
 * A lane is a sequence of segments that tile its time from its start without gap or overlap. Each segment carries the
 * time spent in every state up to its start, so that the time per state in any window is the difference of two
 * look-ups, at any zoom. Memory is bounded: when a lane is full, neighbouring segments merge where they are short for
 * their age (a merged segment is `mixed`: it knows the share of each state, no longer their order), so that detail
 * fades in proportion to age and the newest stays exact. One thread owns a lane: the one that owns the trace.
 */
#ifndef OVERLAP_TRACE_LANE_H
#define OVERLAP_TRACE_LANE_H

#include "trace/event.h"

#include <stdbool.h>
#include <stddef.h>

struct lane;

/* A piece of a lane. Of a mixed one only start, end and mixed mean something. */
struct segment {
    int64_t start, end; /* ns, end exclusive */
    int64_t until;      /* when it was due to end, TIME_NEVER where nothing was said */
    uint32_t item;
    lane_id other;
    enum state state;
    enum reason reason;
    bool merged;
};

/* Time per state, in ns. */
struct state_times {
    int64_t ns[STATE_COUNT];
};

/* Time per state from the start up to some time, in ns: exact for 104 days, and ready for parts of a nanosecond. */
struct state_sums {
    double ns[STATE_COUNT];
};

/* An empty lane that is STATE_IDLE from `start` on and keeps at most `most` segments (at least 64). The caller frees
 * it.
 */
struct lane *lane_new(int64_t start, size_t most);
void lane_free(struct lane *lane); /* NULL is allowed */

/* Keeps at most `most` segments (at least 64) from now on, and gives back the memory of what it no longer keeps. */
void lane_limit(struct lane *lane, size_t most);

/* Enters the state of a STATE event. Its time must not lie before the latest one's (an earlier time is taken as the
 * latest). A state of no length leaves no segment; entering the state, item, reason and other that the lane is already
 * in changes nothing but `until`; of a waiting lane, another `other` is no change either: it was woken in vain. */
void lane_enter(struct lane *lane, const struct event *event);

/* The lane ends at `end`: nothing is entered after, and the last segment ends there. Not before the latest event. A
 * sleep that is overdue by then stays the two segments that it read as (see below). */
void lane_close(struct lane *lane, int64_t end);

/* The segments in order of time, index 0 the oldest; count is at least 1. `now` ends the last segment of a lane that is
 * not closed (never before its start). An open sleep whose deadline has passed by `now` reads as two segments: sleeping
 * up to its deadline, then ready (it could go on, but was not seen to yet); count takes `now` for that reason. */
size_t lane_count(const struct lane *lane, int64_t now);
struct segment lane_segment(const struct lane *lane, size_t index, int64_t now);

/* Index of the segment that holds `time`; the first for an earlier time, the last for a later one. O(log segments). */
size_t lane_find(const struct lane *lane, int64_t time, int64_t now);

/* Time per state within [from, to); what lies outside the lane's time counts nowhere. O(log segments). Exact where no
 * mixed segment is cut; a cut mixed segment counts in proportion. */
struct state_times lane_state_times(const struct lane *lane, int64_t from, int64_t to, int64_t now);

/* The time per state from the lane's start to each of `count` times, the first of them `from`, then `step` apart: adds
 * it to `spent`, where it adds up over many lanes. In one walk over the lane. */
void lane_add_state_sums(const struct lane *lane, int64_t from, int64_t step, size_t count, int64_t now,
                         struct state_sums *state_sums);

/* Time per state between two of those times. */
struct state_times lane_between(const struct state_sums *before, const struct state_sums *after);

#endif
