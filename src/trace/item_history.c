/* item_history — a circle of items in the queue's order. */
#include "trace/item_history.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

enum { CAPACITY_MIN = 64 };

struct item_history *item_history_new(size_t max)
{
    struct item_history *history = memory_zeroed(1, sizeof *history);
    history->max = max;
    return history;
}

void item_history_free(struct item_history *history)
{
    if (history == NULL)
        return;
    free(history->records);
    free(history);
}

static struct item_record *record_at(const struct item_history *history, uint64_t position)
{
    return &history->records[position & (history->capacity - 1)];
}

static void resize(struct item_history *history, size_t capacity)
{
    struct item_history resized = *history;
    resized.capacity = capacity;
    resized.records = memory_resized(NULL, capacity, sizeof *resized.records);
    for (uint64_t position = history->first; position < history->end; position++)
        *record_at(&resized, position) = *record_at(history, position);
    free(history->records);
    *history = resized;
}

void item_history_keep(struct item_history *history, size_t max)
{
    if (history->end - history->first > max)
        history->first = history->end - max;
    size_t capacity = CAPACITY_MIN;
    while (capacity < history->end - history->first)
        capacity *= 2;
    if (capacity < history->capacity)
        resize(history, capacity);
}

void item_history_put(struct item_history *history, const struct event *put)
{
    while (history->taken - history->first > history->max)
        history->first++;
    if (history->end - history->first == history->capacity)
        resize(history, history->capacity == 0 ? CAPACITY_MIN : history->capacity * 2);
    *record_at(history, history->end++) = (struct item_record){.created = put->until,
                                                               .put = put->time,
                                                               .taken = TIME_NEVER,
                                                               .number = put->item,
                                                               .producer = put->lane,
                                                               .consumer = LANE_NONE};
}

void item_history_take(struct item_history *history, const struct event *take)
{
    assert(history->taken < history->end);
    struct item_record *record = record_at(history, history->taken++);
    record->taken = take->time;
    record->consumer = take->lane;
}

static bool was_put(const struct item_record *record, int64_t time)
{
    return record->put <= time;
}

static bool was_taken(const struct item_record *record, int64_t time)
{
    return record->taken <= time && record->taken != TIME_NEVER;
}

/* The first position that is kept and to which it had not happened by then. */
static uint64_t count_by(const struct item_history *history, int64_t time,
                         bool (*happened)(const struct item_record *record, int64_t time))
{
    uint64_t low = history->first, high = history->end; /* the answer lies within [low, high] */
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (happened(record_at(history, middle), time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t item_history_put_by(const struct item_history *history, int64_t time)
{
    return count_by(history, time, was_put);
}

uint64_t item_history_taken_by(const struct item_history *history, int64_t time)
{
    return count_by(history, time, was_taken);
}

const struct item_record *item_history_at(const struct item_history *history, uint64_t position)
{
    assert(position >= history->first && position < history->end);
    return record_at(history, position);
}
