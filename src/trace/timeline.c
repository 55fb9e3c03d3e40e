/* timeline — an array of records that slides along: growing, forgetting the oldest, searching. */
#include "trace/timeline.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_MIN = 4 }; /* a run may have many lanes with hardly anything in them */

static void *record_at(const struct timeline *timeline, size_t index)
{
    return (char *)timeline->records + index * timeline->size;
}

static int64_t start_of(const struct timeline *timeline, size_t index)
{
    return *(const int64_t *)record_at(timeline, index);
}

static void resize(struct timeline *timeline, size_t capacity)
{
    timeline->capacity = capacity;
    timeline->records = memory_resized(timeline->records, capacity, timeline->size);
}

static void keep_newest(struct timeline *timeline, size_t count)
{
    memmove(timeline->records, record_at(timeline, timeline->count - count), count * timeline->size);
    timeline->count = count;
}

void timeline_init(struct timeline *timeline, size_t size, size_t max)
{
    assert(max >= CAPACITY_MIN);
    *timeline = (struct timeline){.size = size, .max = max};
    resize(timeline, CAPACITY_MIN);
}

void timeline_release(struct timeline *timeline)
{
    free(timeline->records);
}

void timeline_keep(struct timeline *timeline, size_t max)
{
    timeline->max = max;
    if (timeline->count > max)
        keep_newest(timeline, max);
    if (timeline->capacity > max)
        resize(timeline, max);
}

void timeline_append(struct timeline *timeline, const void *record)
{
    if (timeline->count >= timeline->max)
        keep_newest(timeline, timeline->max - timeline->max / 4);
    if (timeline->count == timeline->capacity)
        resize(timeline, 2 * timeline->capacity < timeline->max ? 2 * timeline->capacity : timeline->max);
    memcpy(record_at(timeline, timeline->count++), record, timeline->size);
}

size_t timeline_find(const struct timeline *timeline, size_t first, int64_t time)
{
    size_t newest = timeline->count - 1, low = first, step = 1;
    if (time >= start_of(timeline, newest))
        return newest;
    while (low + step < newest && start_of(timeline, low + step) <= time) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < newest ? low + step : newest;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (start_of(timeline, middle) <= time)
            low = middle;
        else
            high = middle;
    }
    return low;
}
