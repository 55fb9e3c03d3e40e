/* moment — changes of lanes and of the queue, and which of them belong together; see the header. */
#include "record/moment.h"

#include "base/units.h"

enum { CHANGES_MOST = 64 }; /* in a moment: where something always happens, moments have to end somewhere */

static const int64_t never_yet = INT64_MIN;

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t lane_change_after(const struct lane *lane, int64_t time, int64_t now)
{
    size_t next = lane_find(lane, time, now);
    if (lane_span(lane, next, now).start <= time)
        next++;
    return next < lane_count(lane, now) ? lane_span(lane, next, now).start : TIME_NEVER;
}

/* The start of the first span, idle, is no change. */
static int64_t lane_change_up_to(const struct lane *lane, int64_t time, int64_t now)
{
    size_t index = lane_find(lane, time, now);
    struct span span = lane_span(lane, index, now);
    bool begins_idle = index == 0 && span.state == STATE_IDLE;
    return span.start <= time && !begins_idle ? span.start : never_yet;
}

static int64_t queue_change_after(const struct passages *passages, int64_t time)
{
    uint64_t end = passages_end(passages);
    uint64_t put = passages_put_by(passages, time), taken = passages_taken_by(passages, time);
    int64_t first = put < end ? passages_at(passages, put)->put : TIME_NEVER;
    return taken < end ? smaller(first, passages_at(passages, taken)->taken) : first;
}

static int64_t queue_change_up_to(const struct passages *passages, int64_t time)
{
    uint64_t first = passages_first(passages);
    uint64_t put = passages_put_by(passages, time), taken = passages_taken_by(passages, time);
    int64_t last = put > first ? passages_at(passages, put - 1)->put : never_yet;
    return taken > first ? larger(last, passages_at(passages, taken - 1)->taken) : last;
}

/* The first change after `time`, TIME_NEVER where there is none. Lane main only follows the workers. */
static int64_t change_after(const struct trace *trace, int64_t time, int64_t now)
{
    int64_t first = queue_change_after(trace_passages(trace), time);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (size_t i = 0; i < trace_lanes(trace, kind); i++)
            first = smaller(first, lane_change_after(trace_lane(trace, lane_id_of(kind, (uint32_t)i)), time, now));
    return first <= now ? first : TIME_NEVER;
}

/* The last change not after `time`, `never_yet` where there is none. */
static int64_t change_up_to(const struct trace *trace, int64_t time, int64_t now)
{
    time = smaller(time, now);
    int64_t last = queue_change_up_to(trace_passages(trace), time);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (size_t i = 0; i < trace_lanes(trace, kind); i++)
            last = larger(last, lane_change_up_to(trace_lane(trace, lane_id_of(kind, (uint32_t)i)), time, now));
    return last;
}

/* The moment that a change belongs to. */
static struct moment around(const struct trace *trace, int64_t change, int64_t now)
{
    struct moment moment = {.from = change, .to = change};
    int64_t next = change;
    for (int i = 0; i < CHANGES_MOST && next != never_yet && moment.from - next <= MOMENT_GAP; i++) {
        moment.from = next;
        next = change_up_to(trace, next - 1, now);
    }
    next = change;
    for (int i = 0; i < CHANGES_MOST && next != TIME_NEVER && next - moment.to <= MOMENT_GAP; i++) {
        moment.to = next;
        next = change_after(trace, next, now);
    }
    return moment;
}

bool moment_after(const struct trace *trace, int64_t time, int64_t now, struct moment *moment)
{
    struct moment present;
    if (moment_at(trace, time, now, &present))
        time = present.to;
    int64_t change = change_after(trace, time, now);
    if (change == TIME_NEVER)
        return false;
    *moment = around(trace, change, now);
    return true;
}

bool moment_before(const struct trace *trace, int64_t time, int64_t now, struct moment *moment)
{
    struct moment present;
    if (moment_at(trace, time, now, &present))
        time = present.from - 1;
    int64_t change = change_up_to(trace, time, now);
    if (change == never_yet)
        return false;
    *moment = around(trace, change, now);
    return true;
}

bool moment_at(const struct trace *trace, int64_t time, int64_t now, struct moment *moment)
{
    int64_t change = change_up_to(trace, time, now);
    if (change == never_yet)
        return false;
    *moment = around(trace, change, now);
    return moment->to >= time;
}
