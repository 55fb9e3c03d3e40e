/* item_history — a timeline of items in the queue's order. */
#include "trace/item_history.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"

#include <assert.h>
#include <stdlib.h>

struct item_history *item_history_new(int64_t start, size_t max)
{
    struct item_history *history = memory_zeroed(1, sizeof *history);
    timeline_init(&history->line, sizeof(struct item_record), max);
    history->start = history->latest = start;
    return history;
}

void item_history_free(struct item_history *history)
{
    if (history == NULL)
        return;
    timeline_release(&history->line);
    free(history);
}

const struct item_record *item_history_at(const struct item_history *history, uint64_t position)
{
    assert(position >= history->first && position < history->end);
    return (const struct item_record *)history->line.records + (position - history->first);
}

void item_history_keep(struct item_history *history, size_t max)
{
    timeline_keep(&history->line, max);
    history->first = history->end - history->line.count;
}

/* ---- Puts and takes ---- */

static uint32_t depth_now(const struct item_history *history)
{
    return (uint32_t)(history->end - history->taken);
}

static void advance(struct item_history *history, int64_t time)
{
    int64_t latest = MAX(time, history->latest);
    history->depth_ns += (double)(latest - history->latest) * depth_now(history);
    history->latest = latest;
}

void item_history_put(struct item_history *history, const struct event *put)
{
    advance(history, put->time);
    uint32_t depth = depth_now(history) + 1;
    history->peak = MAX(history->peak, depth);
    if (depth > history->line.max / 2) /* what waits is not forgotten, nor all of the rest */
        history->line.max *= 2;
    timeline_append(&history->line, &(struct item_record){.put = history->latest,
                                                          .created = put->until,
                                                          .taken = TIME_NEVER,
                                                          .at_put = history->depth_ns,
                                                          .number = put->item,
                                                          .producer = put->lane,
                                                          .consumer = LANE_NONE,
                                                          .depth = depth,
                                                          .peak = history->peak});
    history->first = ++history->end - history->line.count;
}

void item_history_take(struct item_history *history, const struct event *take)
{
    advance(history, take->time);
    struct item_record *record = (struct item_record *)item_history_at(history, history->taken++);
    record->taken = history->latest;
    record->at_taken = history->depth_ns;
    record->consumer = take->lane;
}

/* ---- Looking up ---- */

uint64_t item_history_put_by(const struct item_history *history, int64_t time)
{
    if (history->line.count == 0 || item_history_at(history, history->first)->put > time)
        return history->first;
    return history->first + timeline_find(&history->line, 0, time) + 1;
}

/* How many of the first `put` items had been taken by `time`: search back from there, since items seldom wait long. */
static uint64_t taken_of(const struct item_history *history, uint64_t put, int64_t time)
{
    uint64_t low = MIN(put, MAX(history->taken, history->first)), high = low; /* the answer lies within [low, high] */
    for (uint64_t step = 1; low > history->first && item_history_at(history, low - 1)->taken > time; step *= 2) {
        high = low - 1;
        low -= MIN(step, low - history->first);
    }
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (item_history_at(history, middle)->taken <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t item_history_taken_by(const struct item_history *history, int64_t time)
{
    return taken_of(history, item_history_put_by(history, time), time);
}

/* ---- The depth ---- */

int64_t item_history_detail_from(const struct item_history *history)
{
    if (history->first == 0)
        return history->start;
    return 1 + (history->first < history->taken ? item_history_at(history, history->first)->taken : history->latest);
}

uint32_t item_history_depth(const struct item_history *history, int64_t time)
{
    if (time >= history->latest)
        return depth_now(history);
    if (time < item_history_detail_from(history))
        return 0;
    uint64_t put = item_history_put_by(history, time);
    return (uint32_t)(put - taken_of(history, put, time));
}

/* The highest depth from the start up to and including `time`. */
static uint32_t peak_by(const struct item_history *history, int64_t time)
{
    if (time >= history->latest)
        return history->peak;
    uint64_t put = item_history_put_by(history, time);
    return put > history->first ? item_history_at(history, put - 1)->peak : 0;
}

uint32_t item_history_peak_depth(const struct item_history *history, int64_t from, int64_t to)
{
    if (from >= to || to <= item_history_detail_from(history))
        return 0;
    if (from <= history->start)
        return peak_by(history, to - 1);
    uint32_t peak = item_history_depth(history, from);
    uint64_t end = item_history_put_by(history, to - 1);
    for (uint64_t put = item_history_put_by(history, from - 1); put < end; put++)
        peak = MAX(peak, item_history_at(history, put)->depth);
    return peak;
}

/* Items in the queue × ns, from the start to a time within the detail. */
static double depth_ns(const struct item_history *history, int64_t time)
{
    if (time >= history->latest)
        return history->depth_ns + (double)(time - history->latest) * depth_now(history);
    uint64_t put = item_history_put_by(history, time), taken = taken_of(history, put, time);
    if (put == history->first)
        return 0;
    double sum = item_history_at(history, put - 1)->at_put;
    int64_t since = item_history_at(history, put - 1)->put;
    if (taken > history->first && item_history_at(history, taken - 1)->taken >= since) {
        sum = item_history_at(history, taken - 1)->at_taken;
        since = item_history_at(history, taken - 1)->taken;
    }
    return sum + (double)(time - since) * (double)(put - taken);
}

double item_history_mean_depth(const struct item_history *history, int64_t from, int64_t to)
{
    int64_t detail = item_history_detail_from(history);
    if (from >= to || to <= detail)
        return 0;
    double before = from > history->start ? depth_ns(history, MAX(from, detail)) : 0;
    return (depth_ns(history, to) - before) / (double)(to - from);
}
