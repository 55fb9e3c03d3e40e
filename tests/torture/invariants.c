/* witness — listens to a run and says what must not be; see the header. */
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

struct witness {
    struct trace *trace;
    uint32_t last_number[PRODUCERS_MAX]; /* that each producer has put */
    struct thing *queue;                 /* all that were ever put, in order */
    size_t put, taken, room;
    uint32_t capacity; /* the largest so far; 0: unbounded */
    int64_t latest;    /* time of the latest put or take */
    char complaint[256];
};

static void complain(struct witness *witness, const char *what, const struct event *event)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(event->lane, name);
    if (witness->complaint[0] == '\0')
        (void)snprintf(witness->complaint, sizeof witness->complaint, "%s: %s, item %u at %lld ns", what, name,
                       event->item, (long long)event->time);
}

static void hear_put(struct witness *witness, const struct event *event)
{
    uint32_t index = lane_id_index(event->lane);
    if (index >= PRODUCERS_MAX || event->item != ++witness->last_number[index])
        complain(witness, "put out of turn", event);
    if (event->until > event->time)
        complain(witness, "put before it was created", event);
    if (witness->put == witness->room)
        witness->queue = memory_resized(witness->queue, witness->room = 2 * witness->room + 64, sizeof(struct thing));
    witness->queue[witness->put++] = (struct thing){event->lane, event->item, event->until};
    if (witness->capacity != 0 && witness->put - witness->taken > witness->capacity)
        complain(witness, "the queue is deeper than its capacity", event);
}

static void hear_take(struct witness *witness, const struct event *event)
{
    if (witness->taken == witness->put) {
        complain(witness, "taken from an empty queue", event);
        return;
    }
    const struct thing *oldest = &witness->queue[witness->taken++];
    if (oldest->producer != event->other || oldest->number != event->item || oldest->created != event->until)
        complain(witness, "not the oldest item was taken", event);
}

static void hear(void *context, const struct event *event)
{
    struct witness *witness = context;
    if (event->kind != EVENT_PUT && event->kind != EVENT_TAKE)
        return;
    if (event->time < witness->latest)
        complain(witness, "time ran backwards", event);
    witness->latest = event->time;
    if (event->kind == EVENT_PUT)
        hear_put(witness, event);
    else
        hear_take(witness, event);
}

struct witness *witness_new(struct trace *trace)
{
    struct witness *witness = memory_zeroed(1, sizeof *witness);
    witness->trace = trace;
    witness->latest = trace->start;
    witness->capacity = UINT32_MAX;
    trace_listen(trace, hear, witness);
    return witness;
}

void witness_free(struct witness *witness)
{
    trace_listen(witness->trace, NULL, NULL);
    free(witness->queue);
    free(witness);
}

/* A queue that was made smaller may be deeper for a while: only the largest capacity so far bounds it. */
void witness_plan(struct witness *witness, const struct plan *plan)
{
    bool first = witness->capacity == UINT32_MAX;
    if (first || plan->capacity == 0)
        witness->capacity = plan->capacity;
    else if (witness->capacity != 0 && plan->capacity > witness->capacity)
        witness->capacity = plan->capacity;
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

static void judge_lanes(struct witness *witness, int64_t now)
{
    int64_t start = witness->trace->start, end = trace_end(witness->trace, now);
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < witness->trace->lanes[kind].count; i++) {
            lane_id id = lane_id_of(kind, i);
            if (!tiles(trace_lane(witness->trace, id), start, end, end))
                complain(witness, "the lane has a gap", &(struct event){.lane = id, .time = end});
        }
}

const char *witness_complaint(struct witness *witness, int64_t now)
{
    judge_lanes(witness, now);
    const struct event here = {.time = now, .lane = lane_id_of(LANE_MAIN, 0)};
    if (witness->trace->produced != witness->put || witness->trace->consumed != witness->taken)
        complain(witness, "the trace has counted otherwise", &here);
    if (depth_series_now(witness->trace->depth) != witness->put - witness->taken)
        complain(witness, "the depth is not what was put and not taken", &here);
    return witness->complaint[0] != '\0' ? witness->complaint : NULL;
}
