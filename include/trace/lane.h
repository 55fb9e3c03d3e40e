/*
 * lane — the states of one worker over time, of which the newest part is kept in detail.
 *
 * A lane is a sequence of segments without gap or overlap. Each knows the time spent in every state from the lane's
 * start to its own, so that the time per state in any window is the difference of two look-ups. A full lane forgets its
 * oldest segments, but not their total. The trace's thread owns it.
 */
#pragma once

#include "trace/event.h"

#include <stddef.h>

struct lane;

struct segment {
    int64_t start, end; /* ns, end exclusive */
    int64_t until;      /* when it was due to end; TIME_NEVER: unknown */
    uint32_t item;
    lane_id other;
    uint8_t state;  /* enum state */
    uint8_t reason; /* enum reason */
};

/* Time per state, ns. */
struct state_times {
    int64_t ns[STATE_COUNT];
};

/* An empty lane that is STATE_IDLE from `start` on and keeps at most `max` segments (at least 4). The caller frees it.
 */
struct lane *lane_new(int64_t start, size_t max);
void lane_free(struct lane *lane); /* NULL is allowed */

/* Keeps at most the newest `max` segments (at least 4) from now on, and gives back the memory of the others. */
void lane_keep(struct lane *lane, size_t max);

/* Enters the state of a STATE event. An earlier time than the latest event's is taken as that one. A state of no length
 * leaves no segment; entering the state, item, reason and other that the lane is already in changes nothing but
 * `until`; for a waiting lane another `other` is no change either, but for a lock: that was a spurious wake-up. But
 * each look of a poll (REASON_RETRY) begins a segment. */
void lane_enter(struct lane *lane, const struct event *event);

/* The lane ends at `end`, or at the latest event if that is later. No state may be entered after that. A sleep that is
 * overdue by then stays the two segments that it read as (see below). */
void lane_close(struct lane *lane, int64_t end);

/* From when on segments are kept: the lane's start as long as nothing is forgotten. */
int64_t lane_detail_from(const struct lane *lane);

/* The segments that are kept in order of time, index 0 the oldest; count is at least 1. `now` ends the last segment of
 * a lane that is not closed (never before its start). An open sleep whose deadline has passed by `now` reads as two
 * segments: sleeping up to its deadline, then ready (it could go on, but has not been seen to yet). */
size_t lane_count(const struct lane *lane, int64_t now);
struct segment lane_segment(const struct lane *lane, size_t index, int64_t now);

/* Index of the segment that holds `time`; the first for an earlier time, the last for a later one. O(log segments). */
size_t lane_find(const struct lane *lane, int64_t time, int64_t now);

/* Time per state within [from, to), O(log segments). Exact if the window begins at the lane's start (or earlier) or
 * within the detail; else only what lies within the detail counts. What lies outside the lane's time counts nowhere. */
struct state_times lane_state_times(const struct lane *lane, int64_t from, int64_t to, int64_t now);

/* Adds to each of `count` columns the time per state within its part of the detail. The first column begins at `from`;
 * each is `width` ns wide. One walk over the lane. */
void lane_add_columns(const struct lane *lane, int64_t from, int64_t width, size_t count, int64_t now,
                      struct state_times *columns);

/* Writes the lane's name ("P1", "C12", "Task-1", "T3", "main", "GIL") into name. */
#define LANE_NAME_SIZE 12
void lane_id_name(lane_id id, char name[LANE_NAME_SIZE]);

/* "working", … in the words of the glossary; never NULL. */
const char *state_name(enum state state);
