/* depth_series — changes of the depth, with its integral and its peak up to each. */
#include "trace/depth_series.h"

#include "base/memory.h"
#include "trace/timeline.h"

#include <stdlib.h>

struct record {
    int64_t start;
    /* items × ns from the series' start to this one's. A double, because a long run with a long queue passes 2^64;
     * exact up to 2^53, and a window's error stays below one part in 10^15 of the whole. */
    double before;
    uint32_t value;    /* once everything at that instant had happened */
    uint32_t peak;     /* within the record, including an item that came and went at its start */
    uint32_t peak_yet; /* since the series' start */
};

struct depth_series {
    struct timeline line; /* of struct record */
    int64_t start;
};

static uint32_t higher(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static struct record *record_at(const struct depth_series *depth, size_t index)
{
    return (struct record *)depth->line.records + index;
}

static struct record *newest(const struct depth_series *depth)
{
    return record_at(depth, depth->line.count - 1);
}

struct depth_series *depth_series_new(int64_t start, size_t max)
{
    struct depth_series *depth = memory_zeroed(1, sizeof *depth);
    struct record empty = {.start = start};
    timeline_init(&depth->line, sizeof empty, max);
    timeline_append(&depth->line, &empty);
    depth->start = start;
    return depth;
}

void depth_series_free(struct depth_series *depth)
{
    if (depth == NULL)
        return;
    timeline_release(&depth->line);
    free(depth);
}

void depth_series_keep(struct depth_series *depth, size_t max)
{
    timeline_keep(&depth->line, max);
}

/* items × ns from the series' start to a time that the record holds. */
static double integral_to(const struct record *record, int64_t time)
{
    return record->before + (double)(time - record->start) * record->value;
}

void depth_series_set(struct depth_series *depth, int64_t time, uint32_t value)
{
    struct record *last = newest(depth);
    if (time <= last->start) {
        last->value = value;
        last->peak = higher(last->peak, value);
        last->peak_yet = higher(last->peak_yet, value);
    } else if (value != last->value) {
        struct record next = {.start = time,
                              .before = integral_to(last, time),
                              .value = value,
                              .peak = value,
                              .peak_yet = higher(last->peak_yet, value)};
        timeline_append(&depth->line, &next);
    }
}

int64_t depth_series_detail_from(const struct depth_series *depth)
{
    return record_at(depth, 0)->start;
}

uint32_t depth_series_now(const struct depth_series *depth)
{
    return newest(depth)->value;
}

static const struct record *record_with(const struct depth_series *depth, int64_t time)
{
    return record_at(depth, timeline_find(&depth->line, 0, time));
}

uint32_t depth_series_at(const struct depth_series *depth, int64_t time)
{
    return time < depth_series_detail_from(depth) ? 0 : record_with(depth, time)->value;
}

uint32_t depth_series_peak(const struct depth_series *depth, int64_t from, int64_t to)
{
    if (from >= to || to <= depth_series_detail_from(depth))
        return 0;
    const struct record *last = record_with(depth, to - 1);
    if (from <= depth->start)
        return last->peak_yet;
    const struct record *record = record_with(depth, from);
    uint32_t peak = record->start < from ? record->value : record->peak;
    while (record++ < last)
        peak = higher(peak, record->peak);
    return peak;
}

double depth_series_mean(const struct depth_series *depth, int64_t from, int64_t to)
{
    int64_t detail = depth_series_detail_from(depth);
    if (from >= to || to <= detail)
        return 0;
    double before = 0, window = (double)(to - from);
    if (from > depth->start)
        before = from < detail ? record_at(depth, 0)->before : integral_to(record_with(depth, from), from);
    return (integral_to(record_with(depth, to), to) - before) / window;
}
