/* invariants — listens to a run and says what must not be; see the header. */
#include "torture/invariants.h"

#include "base/memory.h"
#include "trace/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRODUCERS_MAX = 64 };

struct thing {
    lane_id producer;
    uint32_t number;
    int64_t created;
};

struct invariants {
    struct trace *trace;
    uint32_t last_number[PRODUCERS_MAX]; /* that each producer has put */
    struct thing *queue;                 /* all that were ever put, in order */
    size_t put, taken, room;
    uint32_t capacity; /* the largest so far; 0: unbounded */
    int64_t latest;    /* time of the latest put or take */
    char complaint[256];
};

static void complain(struct invariants *invariants, const char *what, const struct event *event)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(event->lane, name);
    if (invariants->complaint[0] == '\0')
        (void)snprintf(invariants->complaint, sizeof invariants->complaint, "%s: %s, item %u at %lld ns", what, name,
                       event->item, (long long)event->time);
}

static void hear_put(struct invariants *invariants, const struct event *event)
{
    uint32_t index = lane_id_index(event->lane);
    if (index >= PRODUCERS_MAX || event->item != ++invariants->last_number[index])
        complain(invariants, "put out of turn", event);
    if (event->until > event->time)
        complain(invariants, "put before it was created", event);
    if (invariants->put == invariants->room)
        invariants->queue =
            memory_resized(invariants->queue, invariants->room = 2 * invariants->room + 64, sizeof(struct thing));
    invariants->queue[invariants->put++] = (struct thing){event->lane, event->item, event->until};
    if (invariants->capacity != 0 && invariants->put - invariants->taken > invariants->capacity)
        complain(invariants, "the queue is deeper than its capacity", event);
}

static void hear_take(struct invariants *invariants, const struct event *event)
{
    if (invariants->taken == invariants->put) {
        complain(invariants, "taken from an empty queue", event);
        return;
    }
    const struct thing *oldest = &invariants->queue[invariants->taken++];
    if (oldest->producer != event->other || oldest->number != event->item || oldest->created != event->until)
        complain(invariants, "not the oldest item was taken", event);
}

static void hear(void *context, const struct event *event)
{
    struct invariants *invariants = context;
    if (event->kind == EVENT_FINISHED) {
        uint32_t index = lane_id_index(event->lane);
        if (index >= PRODUCERS_MAX || ++invariants->last_number[index] != 1)
            complain(invariants, "a task finished twice", event);
        invariants->put++;
        invariants->taken++;
    }
    if (event->kind != EVENT_PUT && event->kind != EVENT_TAKE)
        return;
    if (event->time < invariants->latest)
        complain(invariants, "time ran backwards", event);
    invariants->latest = event->time;
    if (event->kind == EVENT_PUT)
        hear_put(invariants, event);
    else
        hear_take(invariants, event);
}

struct invariants *invariants_new(struct trace *trace)
{
    struct invariants *invariants = memory_zeroed(1, sizeof *invariants);
    invariants->trace = trace;
    invariants->latest = trace->start;
    invariants->capacity = UINT32_MAX;
    trace_listen(trace, hear, invariants);
    return invariants;
}

void invariants_free(struct invariants *invariants)
{
    trace_listen(invariants->trace, NULL, NULL);
    free(invariants->queue);
    free(invariants);
}

/* A queue that was made smaller may be deeper for a while: only the largest capacity so far bounds it. */
void invariants_plan(struct invariants *invariants, const struct plan *plan)
{
    bool first = invariants->capacity == UINT32_MAX;
    if (first || plan->capacity == 0)
        invariants->capacity = plan->capacity;
    else if (invariants->capacity != 0 && plan->capacity > invariants->capacity)
        invariants->capacity = plan->capacity;
}

/* The segments of a lane tile its time as far back as they are kept, and its shares are all of it. */
static bool tiles(const struct lane *lane, int64_t start, int64_t end, int64_t now)
{
    int64_t at = lane_detail_from(lane);
    size_t count = lane_count(lane, now);
    for (size_t i = 0; i < count; i++) {
        struct segment segment = lane_segment(lane, i, now);
        if (segment.start != at || segment.end < segment.start)
            return false;
        at = segment.end;
    }
    struct state_times state_times = lane_state_times(lane, start, end, now);
    int64_t total = 0;
    for (int state = 0; state < STATE_COUNT; state++)
        total += state_times.ns[state];
    return at == end && total == end - start;
}

static void judge_lanes(struct invariants *invariants, int64_t now)
{
    int64_t start = invariants->trace->start, end = trace_end(invariants->trace, now);
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < invariants->trace->lanes[kind].count; i++) {
            lane_id id = lane_id_of(kind, i);
            if (!tiles(trace_lane(invariants->trace, id), start, end, end))
                complain(invariants, "the lane has a gap", &(struct event){.lane = id, .time = end});
        }
}

const char *invariants_complaint(struct invariants *invariants, int64_t now)
{
    judge_lanes(invariants, now);
    const struct event here = {.time = now, .lane = lane_id_of(LANE_MAIN, 0)};
    if (invariants->trace->produced != invariants->put || invariants->trace->consumed != invariants->taken)
        complain(invariants, "the trace has counted otherwise", &here);
    if (item_history_depth(invariants->trace->item_history, TIME_NEVER) != invariants->put - invariants->taken)
        complain(invariants, "the depth is not what was put and not taken", &here);
    return invariants->complaint[0] != '\0' ? invariants->complaint : NULL;
}
