/* event — the names of lanes, states and reasons, and an event in words; see the header. */
#include "record/event.h"

#include "base/units.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const state_names[STATE_COUNT] = {
    [STATE_IDLE] = "idle",       [STATE_WORKING] = "working", [STATE_SLEEPING] = "sleeping",
    [STATE_WAITING] = "waiting", [STATE_READY] = "ready",     [STATE_DONE] = "done",
};

static const char *const reason_names[REASON_COUNT] = {
    [REASON_NONE] = "none",     [REASON_QUEUE_EMPTY] = "queue empty",
    [REASON_LOCK] = "lock",     [REASON_QUEUE_FULL] = "queue full",
    [REASON_LOOP] = "the loop", [REASON_START] = "start",
    [REASON_JOIN] = "join",     [REASON_POLL] = "poll",
    [REASON_TURN] = "turn",
};

static const char letters[LANE_KIND_COUNT] = {[LANE_PRODUCER] = 'P', [LANE_CONSUMER] = 'C'};

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

const char *reason_name(enum reason reason)
{
    return reason < REASON_COUNT ? reason_names[reason] : "unknown";
}

int event_line(const struct event *event, int64_t start, char line[EVENT_LINE_SIZE])
{
    char worker[LANE_NAME_SIZE], producer[LANE_NAME_SIZE];
    lane_id_name(event->lane, worker);
    int words = snprintf(line, EVENT_LINE_SIZE, "%9.3f s  ", units_seconds(event->time - start));
    int end =
        words + snprintf(line + words, EVENT_LINE_SIZE - (size_t)words, "%s %s item %" PRIu32 " (%" PRIu64 ")", worker,
                         event->kind == EVENT_PUT ? "puts" : "takes", event->item, (uint64_t)event->item * event->item);
    if (event->kind == EVENT_TAKE) {
        lane_id_name(event->other, producer);
        (void)snprintf(line + end, EVENT_LINE_SIZE - (size_t)end, " of %s after %.3f s", producer,
                       units_seconds(event->time - event->until));
    }
    return words;
}
