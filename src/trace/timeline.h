/*
 * timeline — where the pieces of a lane or of the depth start, and which of them merge when there are too many.
 *
 * The starts ascend strictly; piece i lasts until piece i + 1 starts, the newest one is open. They lie apart from what
 * the pieces mean, so that a search and the choice of what to merge read times only. Its owner keeps an array of its
 * own beside it, with the same indices and as much room.
 *
 * Detail fades in proportion to age: neighbours merge, from the oldest on, as long as the merged piece is no longer
 * than its age × 2^-fineness (a shift: a run at full speed merges often). The newest piece and the one before it never
 * merge. Private to the record.
 */
#ifndef OVERLAP_TRACE_TIMELINE_H
#define OVERLAP_TRACE_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct timeline {
    int64_t *start; /* ns, owned */
    size_t count;   /* at least 1 */
    size_t room;    /* pieces that fit before the arrays must grow */
    size_t most;    /* pieces that are ever kept, at least 64 */
    int resolution; /* of the next merge: length per age is at most 2^-fineness */
};

/* One piece, from `start` on. */
void timeline_init(struct timeline *timeline, int64_t start, size_t most);
void timeline_release(struct timeline *timeline);

/* Changes `most`. There may be more pieces than that until the owner merges. */
void timeline_limit(struct timeline *timeline, size_t most);

/* Doubles the room, up to `most`. The owner then resizes its own array to the new room. */
void timeline_grow(struct timeline *timeline);

/* Gives back the room that is not used. The owner then resizes its own array to the new room. */
void timeline_trim(struct timeline *timeline);

/* Index of the piece that holds `time`; the first for an earlier time. O(log count). */
size_t timeline_find(const struct timeline *timeline, int64_t time);

/* The same for a time not before the start of piece `index`; O(log of how far it lies from there). */
size_t timeline_find_after(const struct timeline *timeline, size_t index, int64_t time);

/* The same where it is known to be one of [low, high). Its steps depend on how many these are, not on where it lies: no
 * branch is guessed wrong. */
static inline size_t timeline_find_within(const struct timeline *timeline, size_t low, size_t high, int64_t time)
{
    for (size_t count = high - low; count > 1;) {
        size_t half = count / 2;
        low += timeline->start[low + half] <= time ? half : 0;
        count -= half;
    }
    return low;
}

/* The pieces from `first` up to the returned index, exclusive, become one at the present fineness. */
size_t timeline_group_end(const struct timeline *timeline, size_t first);

/* After the owner has merged all groups: fits the fineness of the next merge to what is left. False where that is more
 * than half of `most`: the fineness is less now, and the owner merges again. O(1) per piece in the long run, because it
 * begins with the fineness that sufficed the last time. */
bool timeline_fit_resolution(struct timeline *timeline);

#endif
