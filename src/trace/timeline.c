/* timeline — growing, searching and coarsening a list of starts; see the header. */
#include "trace/timeline.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum {
    LEAST_ROOM = 4, /* a run may have many lanes with hardly anything in them */
    RESOLUTION_MIN = 16
};

void timeline_init(struct timeline *timeline, int64_t start, size_t most)
{
    *timeline = (struct timeline){.count = 1, .resolution = RESOLUTION_MIN};
    timeline_limit(timeline, most);
    timeline_grow(timeline);
    timeline->start[0] = start;
}

void timeline_release(struct timeline *timeline)
{
    free(timeline->start);
}

void timeline_limit(struct timeline *timeline, size_t most)
{
    assert(most >= 64);
    timeline->most = most;
}

void timeline_grow(struct timeline *timeline)
{
    size_t room = timeline->room == 0 ? LEAST_ROOM : timeline->room * 2;
    timeline->room = room < timeline->most ? room : timeline->most;
    timeline->start = memory_resized(timeline->start, timeline->room, sizeof timeline->start[0]);
}

void timeline_trim(struct timeline *timeline)
{
    timeline->room = timeline->count;
    timeline->start = memory_resized(timeline->start, timeline->room, sizeof timeline->start[0]);
}

/* Most ask for the present or the beginning: those of many lanes cost little. */
size_t timeline_find(const struct timeline *timeline, int64_t time)
{
    size_t newest = timeline->count - 1;
    if (time >= timeline->start[newest])
        return newest;
    if (newest == 0 || time < timeline->start[1])
        return 0;
    return timeline_find_within(timeline, 1, newest, time);
}

size_t timeline_find_after(const struct timeline *timeline, size_t index, int64_t time)
{
    size_t step = 1;
    while (index + step < timeline->count && timeline->start[index + step] <= time) {
        index += step;
        step *= 2;
    }
    size_t end = index + step < timeline->count ? index + step : timeline->count;
    return timeline_find_within(timeline, index, end, time);
}

/* length ≤ age × 2^-fineness, length > 0. */
static bool is_short(int64_t length, int64_t age, int resolution)
{
    return resolution >= 0 ? length <= age >> resolution : (length - 1) >> -resolution < age;
}

size_t timeline_group_end(const struct timeline *timeline, size_t first)
{
    const int64_t *start = timeline->start;
    size_t newest = timeline->count - 1;
    size_t end = first + 1; /* start[end] is where the group ends */
    while (end < newest &&
           is_short(start[end + 1] - start[first], start[newest] - start[end + 1], timeline->resolution))
        end++;
    return end;
}

bool timeline_fit_resolution(struct timeline *timeline)
{
    if (timeline->count > timeline->most / 2) {
        timeline->resolution--;
        return false;
    }
    if (timeline->count <= timeline->most / 4)
        timeline->resolution++; /* the run has become calmer: twice the detail will fit next time */
    return true;
}
