/* readout — the right side of a lane: what its worker does, for how long, and why. */
#include "base/format.h"
#include "base/units.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 64, WHY_SIZE = 40 };
enum { LOOKED_AT = 32 }; /* workers of a kind */

/* How a reason reads: a name goes in the place of %s. */
static const char *const reasons[REASON_COUNT] = {
    [REASON_QUEUE_EMPTY] = "queue empty",
    [REASON_QUEUE_FULL] = "queue full",
    [REASON_LOCK] = "%s has the lock",
    [REASON_START] = "starts %s",
    [REASON_JOIN] = "in join",
    [REASON_POLL] = "loop: none ready",
    [REASON_TURN] = "runs %s",
    [REASON_RESULT] = "%s's result",
};

/* The same where it is about no other worker. */
static const char *const alone[REASON_COUNT] = {
    [REASON_LOCK] = "lock", [REASON_RESULT] = "any result", [REASON_SIGNAL] = "signal", [REASON_RETRY] = "looks again"};

/* Who has the loop, or whose turn it is: that is the worker that the main program carries out itself. */
static lane_id who_runs(const struct draw_context *context)
{
    struct segment segment =
        runs_segment_at(context->seen, lane_id_of(LANE_MAIN, 0), context->shown_at, context->scene->now);
    return segment.reason == REASON_TURN ? segment.other : LANE_NONE;
}

/* Who has it now: another may have had it when the wait began. The interpreter lock has a lane that shows it. */
static lane_id who_has_lock(const struct draw_context *context, struct segment segment)
{
    if (!context->seen->has_gil)
        return segment.other;
    struct segment gil =
        runs_segment_at(context->seen, lane_id_of(LANE_GIL, 0), context->shown_at, context->scene->now);
    return gil.state == STATE_WORKING ? gil.other : segment.other;
}

static bool works(const struct draw_context *context, lane_id id)
{
    return runs_segment_at(context->seen, id, context->shown_at, context->scene->now).state == STATE_WORKING;
}

/* A worker that has a core now: the one that had one when the wait began, or one of the first; LANE_NONE: it is
 * another. */
static lane_id who_has_core(const struct draw_context *context, struct segment segment)
{
    if (segment.other != LANE_NONE && works(context, segment.other))
        return segment.other;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < LOOKED_AT && i < context->seen->trace->lanes[kind].count; i++)
            if (works(context, lane_id_of(kind, i)))
                return lane_id_of(kind, i);
    return LANE_NONE;
}

static void why_ready(char why[WHY_SIZE], const struct draw_context *context, lane_id id, struct segment segment)
{
    static const char *const has[REASON_COUNT] = {
        [REASON_LOOP] = "%s has the loop", [REASON_TURN] = "it is %s's turn", [REASON_CORE] = "%s has a core"};
    char name[LANE_NAME_SIZE];
    lane_id other = segment.reason == REASON_CORE ? who_has_core(context, segment) : who_runs(context);
    if (other == LANE_NONE && segment.reason == REASON_LOOP)
        other = segment.other;
    lane_id_name(other, name);
    if (other == LANE_NONE || other == id || has[segment.reason] == NULL)
        (void)snprintf(why, WHY_SIZE, "%s", segment.reason == REASON_LOOP ? "for the loop" : "for a core");
    else
        (void)snprintf(why, WHY_SIZE, has[segment.reason], name);
}

/* Why a worker is in the state of that segment ("queue full", "P2 has the loop") or, for lane main, what it does
 * ("starts C1"); empty where the state says it all. */
static void why_in(char why[WHY_SIZE], const struct draw_context *context, lane_id id, struct segment segment)
{
    why[0] = '\0';
    if (segment.reason == REASON_FAILED)
        (void)snprintf(why, WHY_SIZE, "empty list");
    if (segment.state == STATE_IDLE || segment.state == STATE_DONE)
        return;
    if (segment.reason == REASON_LOCK)
        segment.other = who_has_lock(context, segment);
    if (lane_id_kind(id) == LANE_GIL)
        segment.reason = REASON_LOCK; /* the lane is the lock's */
    if (lane_id_kind(id) == LANE_POOL) {
        char task[LANE_NAME_SIZE];
        lane_id_name(segment.other, task);
        (void)snprintf(why, WHY_SIZE, "runs %s", task);
    } else if (segment.state == STATE_READY) {
        why_ready(why, context, id, segment);
    } else if (segment.other == LANE_NONE && alone[segment.reason] != NULL) {
        (void)snprintf(why, WHY_SIZE, "%s", alone[segment.reason]);
    } else if (reasons[segment.reason] != NULL) {
        char name[LANE_NAME_SIZE];
        lane_id_name(segment.other, name);
        (void)snprintf(why, WHY_SIZE, reasons[segment.reason], name);
    }
}

/* "sleeping 0.3 s"; what did not last is named alone, and so is what has no room for its time. */
static void write_line(char line[LINE_SIZE], const char *what, struct segment segment, int64_t cell, int width)
{
    bool lasting = segment.state != STATE_IDLE && segment.state != STATE_DONE;
    int length = snprintf(line, LINE_SIZE, "%s", what);
    if (!lasting)
        return;
    char time[24];
    int64_t lasted = segment.end - segment.start;
    int more = cell < NS_PER_S / 50 ? snprintf(time, sizeof time, " %s", format_duration(lasted, 1).text)
                                    : snprintf(time, sizeof time, " %.1f s", units_seconds(lasted));
    if (length + more <= width)
        (void)snprintf(line + length, LINE_SIZE - (size_t)length, "%s", time);
}

/* The state stands bright, what follows it dim. */
static void draw_line(struct canvas *canvas, int y, const struct draw_context *context, struct segment segment,
                      const char *line)
{
    int x = context->readout, end = x + context->readout_width;
    size_t bright = strcspn(line, "0123456789");
    char head[LINE_SIZE];
    (void)snprintf(head, sizeof head, "%.*s", (int)bright, line);
    bool still = segment.state == STATE_IDLE || segment.state == STATE_DONE;
    struct style style =
        segment.reason == REASON_FAILED ? style_bold(ROLE_WARNING) : style_of(still ? ROLE_DIM : ROLE_TEXT);
    x = canvas_text(canvas, x, y, end - x, style, head);
    canvas_text(canvas, x, y, end - x, style_of(ROLE_DIM), line + bright);
}

/* The reason, or while one looks back the item, with its value. */
static void write_second(char line[LINE_SIZE], const struct draw_context *context, lane_id id, struct segment segment,
                         const char *why)
{
    struct item_name item;
    (void)snprintf(line, LINE_SIZE, "%s", why);
    if (why[0] == '\0' && context->looks_back && items_of(context->seen, id, segment, &item))
        (void)snprintf(line, LINE_SIZE, "item %s (%llu)", item.full, (unsigned long long)item.number * item.number);
}

/* The lane may have forgotten what it did at the moment. */
static bool is_known(const struct draw_context *context, lane_id id)
{
    const struct trace *trace = context->seen->trace;
    const struct lane *lane = trace_lane(trace, id);
    return lane == NULL || context->shown_at < trace->start || context->shown_at >= lane_detail_from(lane);
}

void readout_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id)
{
    struct segment segment = runs_segment_at(context->seen, id, context->shown_at, context->scene->now);
    if (lane_id_kind(id) == LANE_MAIN && context->seen->status == RUN_FINISHED && !context->looks_back)
        segment = (struct segment){.state = STATE_DONE, .other = LANE_NONE}; /* it has no event of its end */
    bool failed = segment.reason == REASON_FAILED;
    const char *state = !is_known(context, id) ? "no detail left" : failed ? "failed" : state_name(segment.state);
    char why[WHY_SIZE], first[LINE_SIZE], second[LINE_SIZE];
    int width = context->readout_width;
    why_in(why, context, id, segment);
    write_second(second, context, id, segment, why);
    if (rows > 1) {
        write_line(first, state, segment, context->time.cell, width);
        draw_line(canvas, y, context, segment, first);
        canvas_text(canvas, context->readout, y + 1, width, style_of(ROLE_DIM), second);
        return;
    }
    bool reason_fits = why[0] != '\0' && canvas_text_width(canvas, why) <= width;
    write_line(first, reason_fits ? why : state, segment, context->time.cell, width);
    if (why[0] == '\0' && second[0] != '\0') { /* "sleeping 0.3 s 5": the item without its value, where it fits */
        struct item_name item;
        (void)items_of(context->seen, id, segment, &item);
        size_t length = strlen(first);
        if ((int)(length + 2 + strlen(item.full)) <= width)
            (void)snprintf(first + length, sizeof first - length, " #%s", item.full);
    }
    draw_line(canvas, y, context, segment, first);
}
