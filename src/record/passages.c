/* passages — a circle of items in the queue's order; see the header. */
#include "record/passages.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

enum { LEAST_ROOM = 64 };

/* The item at a position is in the place `position % room`. */
struct passages {
    struct passage *items;
    size_t room;         /* a power of two, or 0 */
    size_t most;         /* taken ones kept */
    uint64_t first, end; /* positions kept */
    uint64_t taken;      /* the first `taken` positions have left the queue */
};

struct passages *passages_new(size_t most)
{
    assert(most >= LEAST_ROOM);
    struct passages *passages = memory_zeroed(1, sizeof *passages);
    passages->most = most;
    return passages;
}

void passages_free(struct passages *passages)
{
    if (passages == NULL)
        return;
    free(passages->items);
    free(passages);
}

static struct passage *place_of(const struct passages *passages, uint64_t position)
{
    return &passages->items[position & (passages->room - 1)];
}

static void move_to(struct passages *passages, size_t room)
{
    struct passages moved = *passages;
    moved.room = room;
    moved.items = memory_resized(NULL, room, sizeof *moved.items);
    for (uint64_t position = passages->first; position < passages->end; position++)
        *place_of(&moved, position) = *place_of(passages, position);
    free(passages->items);
    *passages = moved;
}

void passages_fade(struct passages *passages, size_t most)
{
    assert(most >= LEAST_ROOM);
    if (passages->end - passages->first > most)
        passages->first = passages->end - most;
    size_t room = passages->room;
    while (room > LEAST_ROOM && room / 2 >= passages->end - passages->first)
        room /= 2;
    if (room < passages->room)
        move_to(passages, room);
}

void passages_put(struct passages *passages, const struct event *put)
{
    while (passages->taken - passages->first > passages->most)
        passages->first++;
    if (passages->end - passages->first == passages->room)
        move_to(passages, passages->room == 0 ? LEAST_ROOM : passages->room * 2);
    *place_of(passages, passages->end++) = (struct passage){.created = put->until,
                                                            .put = put->time,
                                                            .taken = TIME_NEVER,
                                                            .number = put->item,
                                                            .producer = put->lane,
                                                            .consumer = LANE_NONE};
}

void passages_take(struct passages *passages, const struct event *take)
{
    assert(passages->taken < passages->end);
    struct passage *passage = place_of(passages, passages->taken++);
    passage->taken = take->time;
    passage->consumer = take->lane;
}

static bool was_put(const struct passage *passage, int64_t time)
{
    return passage->put <= time;
}

static bool was_taken(const struct passage *passage, int64_t time)
{
    return passage->taken <= time && passage->taken != TIME_NEVER;
}

/* The first position that is kept and to which it had not happened by then. */
static uint64_t count_by(const struct passages *passages, int64_t time,
                         bool (*happened)(const struct passage *passage, int64_t time))
{
    uint64_t low = passages->first, high = passages->end; /* the answer lies within [low, high] */
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (happened(place_of(passages, middle), time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t passages_put_by(const struct passages *passages, int64_t time)
{
    return count_by(passages, time, was_put);
}

uint64_t passages_taken_by(const struct passages *passages, int64_t time)
{
    return count_by(passages, time, was_taken);
}

uint64_t passages_first(const struct passages *passages)
{
    return passages->first;
}

uint64_t passages_end(const struct passages *passages)
{
    return passages->end;
}

const struct passage *passages_at(const struct passages *passages, uint64_t position)
{
    assert(position >= passages->first && position < passages->end);
    return place_of(passages, position);
}
