/* event — the names of lanes and states, and an event in words. */
#include "trace/event.h"

#include "base/units.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

static const char *const state_names[STATE_COUNT] = {
    [STATE_IDLE] = "idle",       [STATE_WORKING] = "working", [STATE_SLEEPING] = "sleeping",
    [STATE_WAITING] = "waiting", [STATE_READY] = "ready",     [STATE_DONE] = "done",
};

static const char letters[LANE_KIND_COUNT] = {[LANE_PRODUCER] = 'P', [LANE_CONSUMER] = 'C', [LANE_POOL] = 'T'};

void lane_id_name(lane_id id, char name[LANE_NAME_SIZE])
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind == LANE_MAIN)
        (void)snprintf(name, LANE_NAME_SIZE, "main");
    else if (kind < LANE_KIND_COUNT)
        (void)snprintf(name, LANE_NAME_SIZE, "%c%u", letters[kind], lane_id_index(id) + 1);
    else
        (void)snprintf(name, LANE_NAME_SIZE, "none");
}

const char *state_name(enum state state)
{
    return state < STATE_COUNT ? state_names[state] : "unknown";
}

/* What the lane does: the words between its name and what it is about. */
static const char *const acts[] = {[EVENT_PUT] = "puts",
                                   [EVENT_TAKE] = "takes",
                                   [EVENT_DUPLICATE] = "takes a second time",
                                   [EVENT_LOST] = "removes unseen",
                                   [EVENT_END] = "fails: pop from an empty list",
                                   [EVENT_RESULT] = "receives the result of"};

int event_line(const struct event *event, int64_t start, char line[EVENT_LINE_SIZE])
{
    char worker[LANE_NAME_SIZE], other[LANE_NAME_SIZE];
    lane_id_name(event->lane, worker);
    lane_id_name(event->other, other);
    bool claims = event->kind == EVENT_END && lane_id_kind(event->lane) == LANE_MAIN;
    int words = snprintf(line, EVENT_LINE_SIZE, "%9.3f s  ", units_seconds(event->time - start));
    char *at = line + words;
    size_t room = EVENT_LINE_SIZE - (size_t)words;
    int end = snprintf(at, room, "%s %s", worker, claims ? "says that it is finished" : acts[event->kind]);
    at += end;
    room -= (size_t)end;
    if (event->kind == EVENT_RESULT)
        (void)snprintf(at, room, " %s, number %" PRIu32, other, event->item);
    if (event->kind == EVENT_RESULT || event->kind == EVENT_END)
        return words;
    end = snprintf(at, room, " item %" PRIu32 " (%" PRIu64 ")", event->item, (uint64_t)event->item * event->item);
    if (event->kind == EVENT_TAKE)
        (void)snprintf(at + end, room - (size_t)end, " of %s after %.3f s", other,
                       units_seconds(event->time - event->until));
    else if (event->kind != EVENT_PUT)
        (void)snprintf(at + end, room - (size_t)end, " of %s", other);
    return words;
}
