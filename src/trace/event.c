/* event — the names of lanes and states. */
#include "trace/event.h"

#include <stdio.h>

static const char *const state_names[STATE_COUNT] = {
    [STATE_IDLE] = "idle",       [STATE_WORKING] = "working", [STATE_SLEEPING] = "sleeping",
    [STATE_WAITING] = "waiting", [STATE_READY] = "ready",     [STATE_DONE] = "done",
};

static const char letters[LANE_KIND_COUNT] = {[LANE_PRODUCER] = 'P', [LANE_CONSUMER] = 'C', [LANE_POOL] = 'T'};

void lane_id_name(lane_id id, char name[LANE_NAME_SIZE])
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind == LANE_MAIN || kind == LANE_GIL)
        (void)snprintf(name, LANE_NAME_SIZE, kind == LANE_MAIN ? "main" : "GIL");
    else if (kind < LANE_KIND_COUNT)
        (void)snprintf(name, LANE_NAME_SIZE, "%c%u", letters[kind], lane_id_index(id) + 1);
    else
        (void)snprintf(name, LANE_NAME_SIZE, "none");
}

const char *state_name(enum state state)
{
    return state < STATE_COUNT ? state_names[state] : "unknown";
}
