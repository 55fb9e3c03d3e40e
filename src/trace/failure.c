/* failure — what went wrong first, from the trace's first bad event, a circle of locks, or what is missing at the end
 */
#include "trace/failure.h"

#include "base/minmax.h"
#include "base/units.h"
#include "trace/step.h"

enum { CIRCLE_MAX = 8 /* workers: a longer circle is a deadlock like any other */ };

#define EVE_MAX (NS_PER_S / 2) /* of a step that began long before, because something always happens */

/* When the circle closed in which each worker waits for a lock that the next one has; TIME_NEVER: this one is in none.
 */
static int64_t circle_closed(const struct trace *trace, lane_id first)
{
    int64_t closed = trace->start;
    lane_id id = first;
    for (int i = 0; i < CIRCLE_MAX; i++) {
        const struct lane *lane = trace_lane(trace, id);
        if (lane == NULL)
            return TIME_NEVER;
        struct segment last = lane_segment(lane, lane_count(lane, trace->latest) - 1, trace->latest);
        if (last.state != STATE_WAITING || last.reason != REASON_LOCK)
            return TIME_NEVER;
        closed = MAX(closed, last.start);
        id = last.other;
        if (id == first)
            return closed;
    }
    return TIME_NEVER;
}

static struct failure deadlock_of(const struct trace *trace)
{
    struct failure deadlock = {FAILURE_STUCK, trace->latest, LANE_NONE};
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            deadlock.time = MIN(deadlock.time, circle_closed(trace, lane_id_of(kind, i)));
    return deadlock;
}

enum failure_kind failure_kind_of(const struct event *event)
{
    switch ((enum event_kind)event->kind) {
    case EVENT_DUPLICATE:
        return FAILURE_TWICE;
    case EVENT_LOST:
        return FAILURE_LOST;
    case EVENT_UPDATE_LOST:
        return FAILURE_OVERWRITTEN;
    case EVENT_KILLED:
        return FAILURE_KILLED;
    case EVENT_END:
        return lane_id_kind(event->lane) == LANE_MAIN ? FAILURE_LEFT : FAILURE_CRASHED;
    default:
        return FAILURE_NONE;
    }
}

struct failure failure_of(const struct trace *trace, uint64_t items, bool stuck)
{
    const struct event *bad = &trace->first_bad;
    struct failure failure = {FAILURE_NONE, TIME_NEVER, LANE_NONE};
    if (stuck)
        failure = deadlock_of(trace);
    else if (trace->consumed < items)
        failure = (struct failure){FAILURE_UNFINISHED, trace_end(trace, trace->latest), LANE_NONE};
    if (failure_kind_of(bad) != FAILURE_NONE && bad->time <= failure.time)
        failure = (struct failure){failure_kind_of(bad), bad->time, bad->lane};
    return failure;
}

int64_t failure_eve(const struct trace *trace, const struct failure *failure)
{
    struct step step;
    int64_t time = failure->time, end = trace_end(trace, trace->latest);
    bool belongs = step_at(trace, time, end, &step) ||
                   (step_before(trace, time, end, &step) && step.to >= time - STEP_GAP); /* no lane has changed */
    int64_t from = belongs ? MAX(step.from, time - EVE_MAX) : time;
    return MAX(from - 1, trace->start);
}
