/* window — a circle of slots; see the header. */
#include "trace/window.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

enum { NEVER = -1, SLOTS_A_MINUTE = 12, SLOTS = SLOTS_A_MINUTE + 1 /* the minute may begin in the middle of one */ };
#define SLOT_SPAN (RECENT_SPAN / SLOTS_A_MINUTE)

struct slot {
    int64_t number; /* of its time, from 0 at the start */
    uint64_t produced, consumed;
    struct histogram *latency;
};

struct window {
    int64_t start;
    struct slot *newest; /* of the latest time, which lies before */
    int64_t newest_end;
    struct slot slots[SLOTS];
};

struct window *window_new(int64_t start)
{
    struct window *recent = memory_zeroed(1, sizeof *recent);
    recent->start = start;
    for (int i = 0; i < SLOTS; i++)
        recent->slots[i].latency = histogram_new();
    recent->newest = recent->slots;
    recent->newest_end = start + SLOT_SPAN;
    return recent;
}

void window_free(struct window *recent)
{
    if (recent == NULL)
        return;
    for (int i = 0; i < SLOTS; i++)
        histogram_free(recent->slots[i].latency);
    free(recent);
}

static int64_t number_of(const struct window *recent, int64_t time)
{
    return (time - recent->start) / SLOT_SPAN;
}

/* The slot of a time, emptied of what it had of a time long past. Usually it is that of the time before. */
static struct slot *slot_for(struct window *recent, int64_t time)
{
    if (time < recent->newest_end)
        return recent->newest;
    int64_t number = number_of(recent, time);
    struct slot *slot = &recent->slots[number % SLOTS];
    histogram_free(slot->latency);
    *slot = (struct slot){.number = number, .latency = histogram_new()};
    recent->newest = slot;
    recent->newest_end = recent->start + (number + 1) * SLOT_SPAN;
    return slot;
}

void window_put(struct window *recent, int64_t time)
{
    slot_for(recent, time)->produced++;
}

void window_take(struct window *recent, int64_t time, int64_t latency)
{
    struct slot *slot = slot_for(recent, time);
    slot->consumed++;
    histogram_add(slot->latency, latency);
}

/* One slot has all that there is to say. */
void window_close(struct window *recent, int64_t end)
{
    struct histogram *latency = histogram_new();
    struct window_sum sum = window_sum(recent, end, latency);
    for (int i = 0; i < SLOTS; i++) {
        histogram_free(recent->slots[i].latency);
        recent->slots[i] = (struct slot){.number = NEVER};
    }
    recent->slots[0] = (struct slot){
        .number = number_of(recent, end), .produced = sum.produced, .consumed = sum.consumed, .latency = latency};
}

struct window_sum window_sum(const struct window *recent, int64_t now, struct histogram *latency)
{
    int64_t begin = now - RECENT_SPAN + SLOT_SPAN / 2; /* to the nearest slot */
    int64_t last = number_of(recent, now), first = begin > recent->start ? number_of(recent, begin) : 0;
    struct window_sum sum = {.from = recent->start + first * SLOT_SPAN};
    for (int i = 0; i < SLOTS; i++) {
        const struct slot *slot = &recent->slots[i];
        if (slot->number < first || slot->number > last)
            continue;
        sum.produced += slot->produced;
        sum.consumed += slot->consumed;
        histogram_add_all(latency, slot->latency);
    }
    return sum;
}
