/* window — a circle of slots. */
#include "trace/window.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

enum { NEVER = -1, SLOTS_A_MINUTE = 12, SLOTS = SLOTS_A_MINUTE + 1 /* the minute may begin in the middle of one */ };
#define SLOT_SPAN (WINDOW_LENGTH / SLOTS_A_MINUTE)

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
    struct window *window = memory_zeroed(1, sizeof *window);
    window->start = start;
    for (int i = 0; i < SLOTS; i++)
        window->slots[i].latency = histogram_new();
    window->newest = window->slots;
    window->newest_end = start + SLOT_SPAN;
    return window;
}

void window_free(struct window *window)
{
    if (window == NULL)
        return;
    for (int i = 0; i < SLOTS; i++)
        histogram_free(window->slots[i].latency);
    free(window);
}

static int64_t number_of(const struct window *window, int64_t time)
{
    return (time - window->start) / SLOT_SPAN;
}

/* The slot of a time, emptied of what it had of a time long past. Usually it is that of the time before. */
static struct slot *slot_for(struct window *window, int64_t time)
{
    if (time < window->newest_end)
        return window->newest;
    int64_t number = number_of(window, time);
    struct slot *slot = &window->slots[number % SLOTS];
    histogram_free(slot->latency);
    *slot = (struct slot){.number = number, .latency = histogram_new()};
    window->newest = slot;
    window->newest_end = window->start + (number + 1) * SLOT_SPAN;
    return slot;
}

void window_put(struct window *window, int64_t time)
{
    slot_for(window, time)->produced++;
}

void window_take(struct window *window, int64_t time, int64_t latency)
{
    struct slot *slot = slot_for(window, time);
    slot->consumed++;
    histogram_add(slot->latency, latency);
}

/* One slot then holds all that may be asked for. */
void window_close(struct window *window, int64_t end)
{
    struct histogram *latency = histogram_new();
    struct window_sum sum = window_sum(window, end, latency);
    for (int i = 0; i < SLOTS; i++) {
        histogram_free(window->slots[i].latency);
        window->slots[i] = (struct slot){.number = NEVER};
    }
    window->slots[0] = (struct slot){
        .number = number_of(window, end), .produced = sum.produced, .consumed = sum.consumed, .latency = latency};
}

struct window_sum window_sum(const struct window *window, int64_t now, struct histogram *latency)
{
    int64_t begin = now - WINDOW_LENGTH + SLOT_SPAN / 2; /* to the nearest slot */
    int64_t last = number_of(window, now), first = begin > window->start ? number_of(window, begin) : 0;
    struct window_sum sum = {.from = window->start + first * SLOT_SPAN};
    for (int i = 0; i < SLOTS; i++) {
        const struct slot *slot = &window->slots[i];
        if (slot->number < first || slot->number > last)
            continue;
        sum.produced += slot->produced;
        sum.consumed += slot->consumed;
        histogram_add_all(latency, slot->latency);
    }
    return sum;
}
