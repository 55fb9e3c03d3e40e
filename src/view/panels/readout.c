/* readout — the right side of a lane: what its worker does, for how long, and why. */
#include "base/format.h"
#include "base/units.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 64, WHY_SIZE = 40 };
enum { LOOKED_AT = 32 }; /* workers of a kind */

/* How a reason reads: a name goes in the place of %s. */
static const struct {
    const char *about; /* another worker */
    const char *alone; /* about none */
    const char *ready; /* of who could go on, about the one that does */
    const char *lacks; /* what it needs for that */
} reasons[REASON_COUNT] = {
    [REASON_QUEUE_EMPTY] = {"queue empty", "queue empty", NULL},
    [REASON_QUEUE_FULL] = {"queue full", "queue full", NULL},
    [REASON_LOCK] = {"%s has the lock", "lock", NULL},
    [REASON_START] = {"starts %s", "starts %s", NULL},
    [REASON_JOIN] = {"joins %s", "in join", NULL},
    [REASON_POLL] = {"loop: none ready", "loop: none ready", NULL},
    [REASON_TURN] = {"runs %s", "runs %s", "it is %s's turn", "its turn"},
    [REASON_RESULT] = {"%s's result", "any result", NULL},
    [REASON_SIGNAL] = {NULL, "signal", NULL},
    [REASON_RETRY] = {NULL, "looks again", NULL},
    [REASON_WINDOW] = {NULL, "race window", NULL},
    [REASON_LOOP] = {NULL, NULL, "%s has the loop", "the loop"},
    [REASON_CORE] = {NULL, NULL, "%s has a core", "a core"},
    [REASON_GIL] = {NULL, NULL, "%s has the GIL", "the GIL"},
};

static struct segment segment_then(const struct draw_context *context, lane_id id)
{
    return runs_segment_at(context->seen, id, context->shown_at, context->scene->now);
}

static bool works(const struct draw_context *context, lane_id id)
{
    return segment_then(context, id).state == STATE_WORKING;
}

/* Who has the loop, or whose turn it is: that is the worker that the main program carries out itself. */
static lane_id who_runs(const struct draw_context *context)
{
    struct segment segment = segment_then(context, lane_id_of(LANE_MAIN, 0));
    return segment.reason == REASON_TURN ? segment.other : LANE_NONE;
}

/* Its lane shows who has it: another may have had it when the wait began. */
static lane_id who_has_gil(const struct draw_context *context)
{
    return segment_then(context, lane_id_of(LANE_GIL, 0)).other;
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

/* Fewer work than there are cores, as far as is known: only so many are looked at. */
static bool is_core_free(const struct draw_context *context)
{
    const struct scene_run *run = context->seen;
    int working = 0, workers = runs_worker_count(run);
    if (run->plan.cores == 0 || workers <= (int)run->plan.cores)
        return true;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < LOOKED_AT && i < run->trace->lanes[kind].count; i++)
            working += works(context, lane_id_of(kind, i));
    return workers <= LOOKED_AT && working < (int)run->plan.cores;
}

/* The lock or core has been given to it, and it has not gone on yet. */
static bool gets_it(const struct draw_context *context, lane_id id, lane_id other, enum reason reason)
{
    return other == id || (reason == REASON_CORE && is_core_free(context));
}

static void why_ready(char why[WHY_SIZE], const struct draw_context *context, lane_id id, struct segment segment)
{
    char name[LANE_NAME_SIZE];
    lane_id running = who_runs(context);
    enum reason reason = segment.reason;
    if (reason == REASON_NONE && running != LANE_NONE && running != id)
        reason = REASON_LOOP;
    lane_id other = reason == REASON_CORE  ? who_has_core(context, segment)
                    : reason == REASON_GIL ? who_has_gil(context)
                                           : running;
    if (other == LANE_NONE && reason == REASON_LOOP)
        other = segment.other;
    lane_id_name(other, name);
    const char *lacks = reasons[reason].lacks;
    if (lacks == NULL) /* its sleep or wait is over, and nobody has seen to it yet */
        (void)snprintf(why, WHY_SIZE, "wakes up");
    else if (gets_it(context, id, other, reason))
        (void)snprintf(why, WHY_SIZE, "gets %s", lacks);
    else if (other == LANE_NONE)
        (void)snprintf(why, WHY_SIZE, "for %s", lacks);
    else if (reason == REASON_GIL && !works(context, other))
        (void)snprintf(why, WHY_SIZE, "%s gets %s", name, lacks);
    else
        (void)snprintf(why, WHY_SIZE, reasons[reason].ready, name);
}

/* Why a worker is in the state of that segment ("queue full", "P2 has the loop") or, for lane main, what it does
 * ("starts C1"); empty where the state says it all. */
static void write_why(char why[WHY_SIZE], const struct draw_context *context, lane_id id, struct segment segment)
{
    why[0] = '\0';
    if (segment.reason == REASON_FAILED)
        (void)snprintf(why, WHY_SIZE, "%s", lane_id_kind(id) == LANE_CONSUMER ? "empty list" : "exception");
    if (segment.state == STATE_IDLE || segment.state == STATE_DONE)
        return;
    if (lane_id_kind(id) == LANE_GIL)
        segment.reason = REASON_LOCK; /* the lane is the lock's */
    if (lane_id_kind(id) == LANE_POOL)
        segment.reason = REASON_TURN; /* of a task */
    else if (segment.state == STATE_READY) {
        why_ready(why, context, id, segment);
        return;
    }
    char name[LANE_NAME_SIZE];
    lane_id_name(segment.other, name);
    const char *words = segment.other == LANE_NONE ? reasons[segment.reason].alone : reasons[segment.reason].about;
    if (words != NULL)
        (void)snprintf(why, WHY_SIZE, words, name);
}

/* "sleeping 0.3 s"; what did not last is named alone, and so is what has no room for its time. */
static void write_line(char line[LINE_SIZE], const char *what, struct segment segment,
                       const struct draw_context *context, bool timed)
{
    int64_t lasted = segment.end - segment.start;
    int length = snprintf(line, LINE_SIZE, "%s", what), more;
    char time[24];
    if (context->time.cell < NS_PER_S / 50) /* so close up that less than a tenth of a second is seen */
        more = snprintf(time, sizeof time, " %s", format_duration(lasted, 1).text);
    else
        more = snprintf(time, sizeof time, " %.1f s", units_seconds(lasted));
    if (timed && length + more <= context->readout_width)
        format_append(line, LINE_SIZE, "%s", time);
}

/* The state stands bright, what follows it dim. */
static void draw_line(struct canvas *canvas, int y, const struct draw_context *context, struct segment segment,
                      const char *line, bool bad)
{
    int x = context->readout, end = x + context->readout_width;
    int bright = (int)strcspn(line, "0123456789");
    bool still = segment.state == STATE_IDLE || segment.state == STATE_DONE;
    struct style style = bad ? style_bold(ROLE_WARNING) : style_of(still ? ROLE_DIM : ROLE_TEXT);
    x = canvas_format(canvas, x, y, end - x, style, "%.*s", bright, line);
    canvas_text(canvas, x, y, end - x, style_of(ROLE_DIM), line + bright);
}

/* The lane may have forgotten what it did at the moment. */
static bool is_known(const struct draw_context *context, lane_id id)
{
    const struct trace *trace = context->seen->trace;
    const struct lane *lane = trace_lane(trace, id);
    return lane == NULL || context->shown_at < trace->start || context->shown_at >= lane_detail_from(lane);
}

/* Since when it waits for the lock, whoever has had it meanwhile. */
static int64_t waits_since(const struct draw_context *context, lane_id id, int64_t start)
{
    const struct lane *lane = trace_lane(context->seen->trace, id);
    for (size_t i = lane_find(lane, start, context->scene->now); i-- > 0;) {
        struct segment before = lane_segment(lane, i, context->scene->now);
        if (before.state != STATE_WAITING || before.reason != REASON_LOCK)
            break;
        start = before.start;
    }
    return start;
}

void readout_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id)
{
    struct segment segment = segment_then(context, id);
    if (lane_id_kind(id) == LANE_MAIN && context->seen->status == RUN_FINISHED && !context->looks_back &&
        segment.state != STATE_DONE)
        segment = (struct segment){.state = STATE_DONE, .other = LANE_NONE}; /* it has no event of its end */
    if (segment.reason == REASON_LOCK)
        segment.start = waits_since(context, id, segment.start);
    bool stuck = trouble_is_stuck(context, id), bad = stuck;
    bad |= segment.reason == REASON_FAILED || segment.reason == REASON_KILLED;
    bool timed = !stuck && segment.state != STATE_IDLE && segment.state != STATE_DONE &&
                 segment.reason != REASON_RETRY; /* which begins anew at each look */
    const char *state = !is_known(context, id)            ? "no detail left"
                        : stuck                           ? "stuck"
                        : segment.reason == REASON_FAILED ? "failed"
                        : segment.reason == REASON_KILLED ? "killed"
                                                          : state_name(segment.state);
    char why[WHY_SIZE], line[LINE_SIZE], future[FUTURE_SIZE];
    int width = context->readout_width;
    write_why(why, context, id, segment);
    if (!stuck && is_known(context, id) && future_state(context->seen, id, segment, context->shown_at, future))
        state = future;
    struct item_name item; /* while one looks back and there is no reason: the item */
    bool has_item = why[0] == '\0' && context->looks_back && items_of(context->seen, id, segment, &item);
    bool why_first = rows == 1 && !stuck && why[0] != '\0' && canvas_text_width(canvas, why) <= width;
    write_line(line, why_first ? why : state, segment, context, timed);
    if (rows == 1 && stuck && (int)strlen("stuck: ") + canvas_text_width(canvas, why) <= width)
        format_append(line, LINE_SIZE, why[0] != '\0' ? ": %s" : "%s", why);
    if (rows == 1 && has_item && (int)(strlen(line) + 2 + strlen(item.full)) <= width) /* "sleeping 0.3 s #5" */
        format_append(line, LINE_SIZE, " #%s", item.full);
    draw_line(canvas, y, context, segment, line, bad);
    if (rows > 1 && has_item)
        canvas_format(canvas, context->readout, y + 1, width, style_of(ROLE_DIM), "item %s (%" PRIu64 ")", item.full,
                      item.number * item.number);
    else if (rows > 1)
        canvas_text(canvas, context->readout, y + 1, width, style_of(ROLE_DIM), why);
}
