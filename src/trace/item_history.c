/* item_history — a circle of items in the queue's order; see the header. */
#include "trace/item_history.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

enum { LEAST_ROOM = 64 };

/* The item at a position is in the place `position % room`. */
struct item_history {
    struct item_record *items;
    size_t room;         /* a power of two, or 0 */
    size_t most;         /* taken ones kept */
    uint64_t first, end; /* positions kept */
    uint64_t taken;      /* the first `taken` positions have left the queue */
};

struct item_history *item_history_new(size_t most)
{
    assert(most >= LEAST_ROOM);
    struct item_history *item_history = memory_zeroed(1, sizeof *item_history);
    item_history->most = most;
    return item_history;
}

void item_history_free(struct item_history *item_history)
{
    if (item_history == NULL)
        return;
    free(item_history->items);
    free(item_history);
}

static struct item_record *place_of(const struct item_history *item_history, uint64_t position)
{
    return &item_history->items[position & (item_history->room - 1)];
}

static void move_to(struct item_history *item_history, size_t room)
{
    struct item_history moved = *item_history;
    moved.room = room;
    moved.items = memory_resized(NULL, room, sizeof *moved.items);
    for (uint64_t position = item_history->first; position < item_history->end; position++)
        *place_of(&moved, position) = *place_of(item_history, position);
    free(item_history->items);
    *item_history = moved;
}

void item_history_downsample(struct item_history *item_history, size_t most)
{
    assert(most >= LEAST_ROOM);
    if (item_history->end - item_history->first > most)
        item_history->first = item_history->end - most;
    size_t room = item_history->room;
    while (room > LEAST_ROOM && room / 2 >= item_history->end - item_history->first)
        room /= 2;
    if (room < item_history->room)
        move_to(item_history, room);
}

void item_history_put(struct item_history *item_history, const struct event *put)
{
    while (item_history->taken - item_history->first > item_history->most)
        item_history->first++;
    if (item_history->end - item_history->first == item_history->room)
        move_to(item_history, item_history->room == 0 ? LEAST_ROOM : item_history->room * 2);
    *place_of(item_history, item_history->end++) = (struct item_record){.created = put->until,
                                                                        .put = put->time,
                                                                        .taken = TIME_NEVER,
                                                                        .number = put->item,
                                                                        .producer = put->lane,
                                                                        .consumer = LANE_NONE};
}

void item_history_take(struct item_history *item_history, const struct event *take)
{
    assert(item_history->taken < item_history->end);
    struct item_record *record = place_of(item_history, item_history->taken++);
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
static uint64_t count_by(const struct item_history *item_history, int64_t time,
                         bool (*happened)(const struct item_record *record, int64_t time))
{
    uint64_t low = item_history->first, high = item_history->end; /* the answer lies within [low, high] */
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (happened(place_of(item_history, middle), time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t item_history_put_by(const struct item_history *item_history, int64_t time)
{
    return count_by(item_history, time, was_put);
}

uint64_t item_history_taken_by(const struct item_history *item_history, int64_t time)
{
    return count_by(item_history, time, was_taken);
}

uint64_t item_history_first(const struct item_history *item_history)
{
    return item_history->first;
}

uint64_t item_history_end(const struct item_history *item_history)
{
    return item_history->end;
}

const struct item_record *item_history_at(const struct item_history *item_history, uint64_t position)
{
    assert(position >= item_history->first && position < item_history->end);
    return place_of(item_history, position);
}
