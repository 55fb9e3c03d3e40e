/* loop — the row of the event loop: who has it, who is ready, in order, whose timers run and how long, who waits. */
#include "base/format.h"
#include "base/units.h"
#include "view/code.h"
#include "view/panel.h"
#include "view/runs.h"

#include <string.h>

enum { MEMBERS_MAX = 6, WORKERS_LOOKED_AT = 1000 };

/* Workers in a state, the earliest first. */
struct line {
    struct member {
        lane_id lane;
        int64_t time;
    } members[MEMBERS_MAX];
    int count; /* of all */
};

static void add(struct line *line, lane_id lane, int64_t time)
{
    int i = line->count < MEMBERS_MAX ? line->count : MEMBERS_MAX - 1;
    if (line->count++ >= MEMBERS_MAX && line->members[i].time <= time)
        return;
    for (; i > 0 && line->members[i - 1].time > time; i--)
        line->members[i] = line->members[i - 1];
    line->members[i] = (struct member){lane, time};
}

/* " · timers P1 0.6 s, P2 1.2 s"; nothing of an empty line. */
static void append(char *text, size_t size, const char *what, const struct line *line, int64_t since)
{
    for (int i = 0; i < line->count && i < MEMBERS_MAX; i++) {
        char name[LANE_NAME_SIZE];
        lane_id_name(line->members[i].lane, name);
        format_append(text, size, "%s%s %s", i == 0 ? " · " : ",", i == 0 ? what : "", name);
        if (since != TIME_NEVER)
            format_append(text, size, " %.1f s", units_seconds(line->members[i].time - since));
    }
    if (line->count > MEMBERS_MAX)
        format_append(text, size, " +%d", line->count - MEMBERS_MAX);
}

static struct segment segment_then(const struct draw_context *context, lane_id id)
{
    return runs_segment_at(context->seen, id, context->shown_at, context->scene->now);
}

bool loop_write(char *text, size_t size, const struct draw_context *context)
{
    const struct scene_run *run = context->seen;
    lane_id main_id = lane_id_of(LANE_MAIN, 0);
    struct segment main_lane = segment_then(context, main_id);
    lane_id holder = main_lane.reason == REASON_TURN ? main_lane.other : LANE_NONE;
    struct line ready = {0}, timers = {0}, waiting = {0};
    if (strcmp(run->mode->name, "async") != 0 ||
        code_place_of(run, main_id, context->shown_at, context->scene->now) == PLACE_ENDS)
        return false;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(run, kind) && i < WORKERS_LOOKED_AT; i++) {
            lane_id id = lane_id_of(kind, (uint32_t)i);
            struct segment segment = segment_then(context, id);
            if (id == holder)
                continue;
            if (segment.state == STATE_READY)
                add(&ready, id, segment.start);
            else if (segment.state == STATE_SLEEPING && segment.until != TIME_NEVER)
                add(&timers, id, segment.until);
            else if (segment.state == STATE_WAITING)
                add(&waiting, id, segment.start);
        }
    char name[LANE_NAME_SIZE];
    lane_id_name(holder, name);
    text[0] = '\0';
    format_append(text, size, "loop: %s", holder == LANE_NONE ? "waits" : name);
    append(text, size, "ready", &ready, TIME_NEVER);
    append(text, size, "timers", &timers, context->shown_at);
    append(text, size, "wait", &waiting, TIME_NEVER);
    return true;
}
