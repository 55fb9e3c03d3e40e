/* lane — segments with the time per state up to each; the names of lanes and states. */
#include "trace/lane.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"
#include "trace/timeline.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct record {
    struct segment segment;    /* the newest one's end is not known */
    struct state_times before; /* from the lane's start to the segment's */
};

struct lane {
    struct timeline line; /* of struct record */
    int64_t start;
    int64_t latest; /* time of the latest event, not before the newest segment's start */
    int64_t end;    /* TIME_NEVER while the lane is open */
};

static size_t newest(const struct lane *lane)
{
    return lane->line.count - 1;
}

static struct record *record_at(const struct lane *lane, size_t index)
{
    return (struct record *)lane->line.records + index;
}

struct lane *lane_new(int64_t start, size_t max)
{
    struct lane *lane = memory_zeroed(1, sizeof *lane);
    struct record idle = {.segment = {.start = start, .until = TIME_NEVER, .other = LANE_NONE, .state = STATE_IDLE}};
    timeline_init(&lane->line, sizeof idle, max);
    timeline_append(&lane->line, &idle);
    lane->start = lane->latest = start;
    lane->end = TIME_NEVER;
    return lane;
}

void lane_free(struct lane *lane)
{
    if (lane == NULL)
        return;
    timeline_release(&lane->line);
    free(lane);
}

void lane_keep(struct lane *lane, size_t max)
{
    timeline_keep(&lane->line, max);
}

static struct segment segment_of(const struct event *event, int64_t start)
{
    return (struct segment){.start = start,
                            .until = event->until,
                            .item = event->item,
                            .other = event->other,
                            .state = event->state,
                            .reason = event->reason};
}

/* A spurious wake-up does not end a wait; but a join of another does, another that has the lock, and each look of a
 * poll. */
static bool continues(const struct segment *segment, const struct event *event)
{
    bool for_whoever = event->state == STATE_WAITING && event->reason != REASON_JOIN && event->reason != REASON_LOCK;
    bool same_other = segment->other == event->other || for_whoever;
    return segment->state == event->state && segment->item == event->item && segment->reason == event->reason &&
           same_other && event->reason != REASON_RETRY;
}

void lane_enter(struct lane *lane, const struct event *event)
{
    assert(lane->end == TIME_NEVER);
    assert(event->state < STATE_COUNT);
    int64_t time = lane->latest = MAX(event->time, lane->latest);
    struct record *last = record_at(lane, newest(lane));
    if (time == last->segment.start) { /* the state that ends here had no length */
        if (lane->line.count == 1) {
            last->segment = segment_of(event, time);
            return;
        }
        lane->line.count--;
        last--;
    }
    if (continues(&last->segment, event)) {
        last->segment.until = event->until;
        return;
    }
    last->segment.end = time;
    struct record next = {segment_of(event, time), last->before};
    next.before.ns[last->segment.state] += time - last->segment.start;
    timeline_append(&lane->line, &next);
}

static int64_t end_of(const struct lane *lane, int64_t now)
{
    return lane->end != TIME_NEVER ? lane->end : MAX(now, lane->latest);
}

/* From when on the newest segment, an open sleep whose deadline has passed, is ready instead; else the lane's end. */
static int64_t overdue_from(const struct lane *lane, int64_t now)
{
    int64_t end = end_of(lane, now);
    const struct segment *last = &record_at(lane, newest(lane))->segment;
    if (lane->end != TIME_NEVER || last->state != STATE_SLEEPING)
        return end;
    return MIN(MAX(last->until, lane->latest), end);
}

void lane_close(struct lane *lane, int64_t end)
{
    assert(lane->end == TIME_NEVER);
    end = MAX(end, lane->latest);
    int64_t due = overdue_from(lane, end);
    if (due < end)
        lane_enter(lane, &(struct event){.time = due,
                                         .until = TIME_NEVER,
                                         .item = record_at(lane, newest(lane))->segment.item,
                                         .other = LANE_NONE,
                                         .state = STATE_READY});
    lane->end = end;
}

int64_t lane_detail_from(const struct lane *lane)
{
    return record_at(lane, 0)->segment.start;
}

size_t lane_count(const struct lane *lane, int64_t now)
{
    int64_t due = overdue_from(lane, now);
    bool in_two = record_at(lane, newest(lane))->segment.start < due && due < end_of(lane, now);
    return in_two ? lane->line.count + 1 : lane->line.count;
}

struct segment lane_segment(const struct lane *lane, size_t index, int64_t now)
{
    assert(index < lane_count(lane, now));
    size_t last = newest(lane);
    struct segment segment = record_at(lane, MIN(index, last))->segment;
    if (index < last)
        return segment;
    segment.end = overdue_from(lane, now);
    int64_t end = end_of(lane, now);
    bool overdue = index > last || (segment.end == segment.start && segment.end < end);
    if (!overdue)
        return segment;
    return (struct segment){.start = segment.end,
                            .end = end,
                            .until = TIME_NEVER,
                            .item = segment.item,
                            .other = LANE_NONE,
                            .state = STATE_READY};
}

size_t lane_find(const struct lane *lane, int64_t time, int64_t now)
{
    size_t index = timeline_find(&lane->line, 0, time);
    bool in_tail = index == newest(lane) && time >= overdue_from(lane, now);
    return in_tail ? lane_count(lane, now) - 1 : index;
}

/* Adds [from, to), which lies in the segment at that index, to the time per state. */
static void add_part(struct state_times *sum, const struct lane *lane, size_t index, int64_t from, int64_t to,
                     int64_t overdue)
{
    int64_t due = index == newest(lane) ? MAX(MIN(overdue, to), from) : to;
    sum->ns[record_at(lane, index)->segment.state] += due - from;
    sum->ns[STATE_READY] += to - due;
}

void lane_add_columns(const struct lane *lane, int64_t from, int64_t width, size_t count, int64_t now,
                      struct state_times *columns)
{
    int64_t end = end_of(lane, now), overdue = overdue_from(lane, now), to = from;
    from = MAX(from, lane_detail_from(lane));
    size_t index = timeline_find(&lane->line, 0, from);
    for (struct state_times *column = columns; column < columns + count && from < end; column++) {
        to += width;
        int64_t until = MIN(to, end);
        if (until <= from)
            continue;
        size_t last = timeline_find(&lane->line, index, until);
        if (last > index) {
            const struct record *first = record_at(lane, index), *latest = record_at(lane, last);
            for (size_t state = 0; state < STATE_COUNT; state++)
                column->ns[state] += latest->before.ns[state] - first->before.ns[state];
            column->ns[first->segment.state] -= from - first->segment.start;
            from = latest->segment.start;
            index = last;
        }
        add_part(column, lane, index, from, until, overdue);
        from = until;
    }
}

struct state_times lane_state_times(const struct lane *lane, int64_t from, int64_t to, int64_t now)
{
    struct state_times sum = {{0}};
    if (from >= to || to <= lane_detail_from(lane))
        return sum;
    if (from <= lane->start)
        sum = record_at(lane, 0)->before; /* what is forgotten */
    lane_add_columns(lane, from, to - from, 1, now, &sum);
    return sum;
}

/* ---- Names ---- */

static const char *const state_names[STATE_COUNT] = {
    [STATE_IDLE] = "idle",       [STATE_WORKING] = "working", [STATE_SLEEPING] = "sleeping",
    [STATE_WAITING] = "waiting", [STATE_READY] = "ready",     [STATE_DONE] = "done",
};

/* What stands before its number; a task is named as asyncio names one. */
static const char *const numbered[LANE_KIND_COUNT] = {
    [LANE_PRODUCER] = "P", [LANE_TASK] = "Task-", [LANE_CONSUMER] = "C", [LANE_POOL] = "T"};

void lane_id_name(lane_id id, char name[LANE_NAME_SIZE])
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind == LANE_MAIN || kind == LANE_GIL)
        (void)snprintf(name, LANE_NAME_SIZE, kind == LANE_MAIN ? "main" : "GIL");
    else if (kind < LANE_KIND_COUNT)
        (void)snprintf(name, LANE_NAME_SIZE, "%s%u", numbered[kind], lane_id_index(id) + 1);
    else
        (void)snprintf(name, LANE_NAME_SIZE, "none");
}

const char *state_name(enum state state)
{
    return state < STATE_COUNT ? state_names[state] : "unknown";
}
