/* step — changes of lanes and of the queue, and which of them belong together. */
#include "trace/step.h"

#include "base/minmax.h"
#include "base/units.h"

enum { CHANGES_MAX = 64 }; /* in a step: if something always happens, steps have to end somewhere */

static const int64_t never_yet = INT64_MIN;

/* Around a time: the last change not after it, or `never_yet`, and the first after it, or TIME_NEVER. */
struct changes {
    int64_t last, next;
};

static void add_change(struct changes *changes, int64_t time, int64_t change)
{
    if (change <= time)
        changes->last = MAX(changes->last, change);
    else
        changes->next = MIN(changes->next, change);
}

/* Not where the lane's detail begins, unless the lane was not idle at the start of the run. */
static void add_lane(struct changes *changes, const struct lane *lane, int64_t time, int64_t now, int64_t run_start)
{
    size_t index = lane_find(lane, time, now);
    struct segment segment = lane_segment(lane, index, now);
    if (index > 0 || (segment.state != STATE_IDLE && segment.start == run_start))
        add_change(changes, time, segment.start);
    if (index + 1 < lane_count(lane, now))
        add_change(changes, time, lane_segment(lane, index + 1, now).start);
}

static void add_queue(struct changes *changes, const struct item_history *items, int64_t time)
{
    uint64_t put = item_history_put_by(items, time), taken = item_history_taken_by(items, time);
    if (put > items->first)
        add_change(changes, time, item_history_at(items, put - 1)->put);
    if (put < items->end)
        add_change(changes, time, item_history_at(items, put)->put);
    if (taken > items->first)
        add_change(changes, time, item_history_at(items, taken - 1)->taken);
    if (taken < items->end)
        add_change(changes, time, item_history_at(items, taken)->taken);
}

/* Of producers, consumers and the queue: the other lanes only follow them. */
static struct changes changes_around(const struct trace *trace, int64_t time, int64_t now)
{
    struct changes changes = {never_yet, TIME_NEVER};
    time = MIN(time, now);
    add_queue(&changes, trace->item_history, time);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            add_lane(&changes, trace_lane(trace, lane_id_of(kind, i)), time, now, trace->start);
    if (changes.next > now)
        changes.next = TIME_NEVER;
    return changes;
}

/* The step that a change belongs to. */
static struct step around(const struct trace *trace, int64_t change, int64_t now)
{
    struct step step = {.from = change, .to = change};
    int64_t next = change;
    for (int i = 0; i < CHANGES_MAX && next != never_yet && step.from - next <= STEP_GAP; i++) {
        step.from = next;
        next = changes_around(trace, next - 1, now).last;
    }
    next = change;
    for (int i = 0; i < CHANGES_MAX && next != TIME_NEVER && next - step.to <= STEP_GAP; i++) {
        step.to = next;
        next = changes_around(trace, next, now).next;
    }
    return step;
}

bool step_after(const struct trace *trace, int64_t time, int64_t now, struct step *step)
{
    struct step present;
    if (step_at(trace, time, now, &present))
        time = present.to;
    int64_t change = changes_around(trace, time, now).next;
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
    int64_t change = changes_around(trace, time, now).last;
    if (change == never_yet)
        return false;
    *step = around(trace, change, now);
    return true;
}

bool step_at(const struct trace *trace, int64_t time, int64_t now, struct step *step)
{
    int64_t change = changes_around(trace, time, now).last;
    if (change == never_yet)
        return false;
    *step = around(trace, change, now);
    return step->to >= time;
}
