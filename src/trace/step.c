/* step — changes of lanes and of the queue, and which of them belong together. */
#include "trace/step.h"

#include "base/minmax.h"
#include "base/units.h"

enum { CHANGES_MAX = 64 }; /* in a step: if something always happens, steps have to end somewhere */

static const int64_t never_yet = INT64_MIN;

/* Whether the lane changed when this segment began: not if it was idle then or nothing is known of before. */
static bool is_change(const struct segment *segment, size_t index, int64_t run_start)
{
    return index > 0 || (segment->state != STATE_IDLE && segment->start == run_start);
}

static int64_t lane_change_after(const struct lane *lane, int64_t time, int64_t now, int64_t run_start)
{
    size_t next = lane_find(lane, time, now);
    struct segment segment = lane_segment(lane, next, now);
    if (segment.start <= time || !is_change(&segment, next, run_start))
        next++;
    return next < lane_count(lane, now) ? lane_segment(lane, next, now).start : TIME_NEVER;
}

static int64_t lane_change_up_to(const struct lane *lane, int64_t time, int64_t now, int64_t run_start)
{
    size_t index = lane_find(lane, time, now);
    struct segment segment = lane_segment(lane, index, now);
    return segment.start <= time && is_change(&segment, index, run_start) ? segment.start : never_yet;
}

static int64_t queue_change_after(const struct item_history *item_history, int64_t time)
{
    uint64_t end = item_history->end;
    uint64_t put = item_history_put_by(item_history, time), taken = item_history_taken_by(item_history, time);
    int64_t first = put < end ? item_history_at(item_history, put)->put : TIME_NEVER;
    return taken < end ? MIN(first, item_history_at(item_history, taken)->taken) : first;
}

static int64_t queue_change_up_to(const struct item_history *item_history, int64_t time)
{
    uint64_t first = item_history->first;
    uint64_t put = item_history_put_by(item_history, time), taken = item_history_taken_by(item_history, time);
    int64_t last = put > first ? item_history_at(item_history, put - 1)->put : never_yet;
    return taken > first ? MAX(last, item_history_at(item_history, taken - 1)->taken) : last;
}

/* The first change after `time`; TIME_NEVER: there is none. Lane main only follows the workers. */
static int64_t change_after(const struct trace *trace, int64_t time, int64_t now)
{
    int64_t first = queue_change_after(trace->item_history, time);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
            int64_t change = lane_change_after(trace_lane(trace, lane_id_of(kind, i)), time, now, trace->start);
            first = MIN(first, change);
        }
    return first <= now ? first : TIME_NEVER;
}

/* The last change not after `time`, or `never_yet`. */
static int64_t change_up_to(const struct trace *trace, int64_t time, int64_t now)
{
    time = MIN(time, now);
    int64_t last = queue_change_up_to(trace->item_history, time);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
            int64_t change = lane_change_up_to(trace_lane(trace, lane_id_of(kind, i)), time, now, trace->start);
            last = MAX(last, change);
        }
    return last;
}

/* The step that a change belongs to. */
static struct step around(const struct trace *trace, int64_t change, int64_t now)
{
    struct step step = {.from = change, .to = change};
    int64_t next = change;
    for (int i = 0; i < CHANGES_MAX && next != never_yet && step.from - next <= STEP_GAP; i++) {
        step.from = next;
        next = change_up_to(trace, next - 1, now);
    }
    next = change;
    for (int i = 0; i < CHANGES_MAX && next != TIME_NEVER && next - step.to <= STEP_GAP; i++) {
        step.to = next;
        next = change_after(trace, next, now);
    }
    return step;
}

bool step_after(const struct trace *trace, int64_t time, int64_t now, struct step *step)
{
    struct step present;
    if (step_at(trace, time, now, &present))
        time = present.to;
    int64_t change = change_after(trace, time, now);
    if (change == TIME_NEVER)
        return false;
    *step = around(trace, change, now);
    return true;
}

bool step_before(const struct trace *trace, int64_t time, int64_t now, struct step *step)
{
    struct step present;
    if (step_at(trace, time, now, &present))
        time = present.from - 1;
    int64_t change = change_up_to(trace, time, now);
    if (change == never_yet)
        return false;
    *step = around(trace, change, now);
    return true;
}

bool step_at(const struct trace *trace, int64_t time, int64_t now, struct step *step)
{
    int64_t change = change_up_to(trace, time, now);
    if (change == never_yet)
        return false;
    *step = around(trace, change, now);
    return step->to >= time;
}
