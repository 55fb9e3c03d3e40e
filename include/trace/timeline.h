/*
 * timeline — timed records in order, of which the newest are kept: what a lane, the queue's depth and the log are made
 * of.
 *
 * A record is a struct whose first member is its start, an int64_t in ns. Starts ascend; a record holds until the next
 * one starts, and the newest is open. One thread owns a timeline.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct timeline {
    void *records; /* owned */
    size_t size;   /* of a record, bytes */
    size_t count, capacity;
    size_t max; /* records that are kept */
};

/* Empty; keeps at most `max` (at least 4) records of `size` bytes. */
void timeline_init(struct timeline *timeline, size_t size, size_t max);
void timeline_release(struct timeline *timeline);

/* Keeps at most the newest `max` records from now on, and gives back the memory of the others. */
void timeline_keep(struct timeline *timeline, size_t max);

/* Appends a copy of a record that does not start before the newest. A full timeline loses its oldest quarter. */
void timeline_append(struct timeline *timeline, const void *record);

/* Index of the last record that has started by `time`, not before index `first`; `first` itself if it starts later.
 * O(log of how far that is from `first`), and O(1) for the newest. There must be a record. */
size_t timeline_find(const struct timeline *timeline, size_t first, int64_t time);
