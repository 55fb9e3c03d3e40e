/* log — a circle of events; see the header. */
#include "trace/log.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum { ROOM_FIRST = 64 /* LOG_MAX is this times a power of two */ };

struct log {
    struct event *events;
    size_t count, room;
    size_t oldest; /* where the circle begins, once there is no more room */
};

struct log *log_new(void)
{
    return memory_zeroed(1, sizeof(struct log));
}

void log_free(struct log *log)
{
    if (log == NULL)
        return;
    free(log->events);
    free(log);
}

void log_add(struct log *log, const struct event *event)
{
    if (log->count == LOG_MAX) {
        log->events[log->oldest] = *event;
        log->oldest = (log->oldest + 1) % LOG_MAX;
        return;
    }
    if (log->count == log->room) {
        log->room = log->room == 0 ? ROOM_FIRST : log->room * 2;
        log->events = memory_resized(log->events, log->room, sizeof *log->events);
    }
    log->events[log->count++] = *event;
}

/* The queue's order is that of time. */
size_t log_count(const struct log *log, int64_t time)
{
    size_t low = 0, high = log->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (log_event(log, middle)->time <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct event *log_event(const struct log *log, size_t index)
{
    assert(index < log->count);
    return &log->events[(log->oldest + index) % log->room];
}
