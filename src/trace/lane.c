/*
 * lane — pieces with cumulative times per state; see the header.
 *
 * Because every piece knows the time spent in each state up to its start, merging neighbours is nothing but forgetting
 * the later ones: what the merged piece contains is the difference to the piece that follows it. With many lanes it is
 * their memory that takes the time, so that these sums lie beside each other, apart from what else a piece is.
 */
#include "trace/lane.h"

#include "base/memory.h"
#include "base/units.h"
#include "trace/timeline.h"

#include <assert.h>
#include <stdlib.h>

struct cell_split {
    int64_t until;
    uint32_t item;
    lane_id other;
    uint8_t state;  /* enum state */
    uint8_t reason; /* enum reason */
    bool merged;    /* never the newest piece, nor the one before it */
};

struct lane {
    struct timeline line;
    struct state_sums *before;   /* beside line.start: from the lane's start to the piece's */
    struct cell_split *segments; /* beside both */
    int64_t latest;              /* time of the latest event, not before the newest piece's start */
    int64_t end;                 /* TIME_NEVER while the lane is open */
};

static int64_t max(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static size_t newest(const struct lane *lane)
{
    return lane->line.count - 1;
}

static void describe(struct cell_split *segment, const struct event *event)
{
    segment->until = event->until;
    segment->item = event->item;
    segment->other = event->other;
    segment->state = event->state;
    segment->reason = event->reason;
    segment->merged = false;
}

static void resize(struct lane *lane)
{
    lane->before = memory_resized(lane->before, lane->line.room, sizeof lane->before[0]);
    lane->segments = memory_resized(lane->segments, lane->line.room, sizeof lane->segments[0]);
}

struct lane *lane_new(int64_t start, size_t most)
{
    struct lane *lane = memory_zeroed(1, sizeof *lane);
    timeline_init(&lane->line, start, most);
    resize(lane);
    lane->before[0] = (struct state_sums){{0}};
    lane->segments[0] = (struct cell_split){.until = TIME_NEVER, .other = LANE_NONE, .state = STATE_IDLE};
    lane->latest = start;
    lane->end = TIME_NEVER;
    return lane;
}

void lane_free(struct lane *lane)
{
    if (lane == NULL)
        return;
    timeline_release(&lane->line);
    free(lane->before);
    free(lane->segments);
    free(lane);
}

static void merge_groups(struct lane *lane)
{
    struct timeline *line = &lane->line;
    size_t kept = 0;
    for (size_t first = 0, end; first < line->count; first = end) {
        end = timeline_group_end(line, first);
        line->start[kept] = line->start[first];
        lane->before[kept] = lane->before[first];
        lane->segments[kept] = lane->segments[first];
        if (end - first > 1)
            lane->segments[kept].merged = true;
        kept++;
    }
    line->count = kept;
}

static void merge_oldest(struct lane *lane)
{
    do
        merge_groups(lane);
    while (!timeline_fit_resolution(&lane->line));
}

void lane_limit(struct lane *lane, size_t most)
{
    timeline_limit(&lane->line, most);
    if (lane->line.room <= most)
        return;
    if (lane->line.count > most)
        merge_oldest(lane);
    timeline_trim(&lane->line);
    resize(lane);
}

static void make_room(struct lane *lane)
{
    if (lane->line.count >= lane->line.most)
        merge_oldest(lane);
    if (lane->line.count == lane->line.room) {
        timeline_grow(&lane->line);
        resize(lane);
    }
}

static void append(struct lane *lane, int64_t time, const struct event *event)
{
    make_room(lane);
    size_t last = newest(lane);
    lane->before[last + 1] = lane->before[last];
    lane->before[last + 1].ns[lane->segments[last].state] += (double)(time - lane->line.start[last]);
    describe(&lane->segments[last + 1], event);
    lane->line.start[last + 1] = time;
    lane->line.count++;
}

/* Who is woken in vain waits on. */
static bool continues(const struct cell_split *segment, const struct event *event)
{
    bool same_other = segment->other == event->other || event->state == STATE_WAITING;
    return segment->state == event->state && segment->item == event->item && segment->reason == event->reason &&
           same_other;
}

void lane_enter(struct lane *lane, const struct event *event)
{
    assert(lane->end == TIME_NEVER);
    assert(event->state < STATE_COUNT);
    int64_t time = lane->latest = max(event->time, lane->latest);
    if (time == lane->line.start[newest(lane)]) { /* the state that ends here had no length */
        if (lane->line.count == 1) {
            describe(&lane->segments[0], event);
            return;
        }
        lane->line.count--; /* the piece before it is never mixed, so what it holds is known */
    }
    struct cell_split *last = &lane->segments[newest(lane)];
    if (continues(last, event))
        last->until = event->until;
    else
        append(lane, time, event);
}

static int64_t end_of(const struct lane *lane, int64_t now)
{
    return lane->end != TIME_NEVER ? lane->end : max(now, lane->latest);
}

/* Since when the newest piece, an open sleep whose deadline has passed, is ready instead; else the lane's end. */
static int64_t overdue_since(const struct lane *lane, int64_t now)
{
    int64_t end = end_of(lane, now);
    const struct cell_split *last = &lane->segments[newest(lane)];
    if (lane->end != TIME_NEVER || last->state != STATE_SLEEPING)
        return end;
    return min(max(last->until, lane->latest), end);
}

void lane_close(struct lane *lane, int64_t end)
{
    assert(lane->end == TIME_NEVER);
    end = max(end, lane->latest);
    int64_t due = overdue_since(lane, end);
    if (due < end) { /* what was seen before stays: it slept, then was ready */
        struct event ready = {.time = due, .until = TIME_NEVER, .other = LANE_NONE, .state = STATE_READY};
        ready.item = lane->segments[newest(lane)].item;
        lane_enter(lane, &ready);
    }
    lane->end = end;
}

size_t lane_count(const struct lane *lane, int64_t now)
{
    int64_t due = overdue_since(lane, now);
    bool in_two = lane->line.start[newest(lane)] < due && due < end_of(lane, now);
    return in_two ? lane->line.count + 1 : lane->line.count;
}

static struct segment segment_of(const struct lane *lane, size_t index, int64_t end)
{
    const struct cell_split *segment = &lane->segments[index];
    return (struct segment){.start = lane->line.start[index],
                            .end = end,
                            .until = segment->until,
                            .item = segment->item,
                            .other = segment->other,
                            .state = segment->state,
                            .reason = segment->reason,
                            .merged = segment->merged};
}

struct segment lane_segment(const struct lane *lane, size_t index, int64_t now)
{
    assert(index < lane_count(lane, now));
    size_t last = newest(lane);
    if (index < last)
        return segment_of(lane, index, lane->line.start[index + 1]);

    int64_t due = overdue_since(lane, now), end = end_of(lane, now);
    struct segment segment = segment_of(lane, last, due);
    bool overdue = index > last || (due == segment.start && due < end);
    if (overdue) {
        segment.start = due;
        segment.end = end;
        segment.until = TIME_NEVER;
        segment.other = LANE_NONE;
        segment.state = STATE_READY;
        segment.reason = REASON_NONE;
    }
    return segment;
}

size_t lane_find(const struct lane *lane, int64_t time, int64_t now)
{
    size_t index = timeline_find(&lane->line, time);
    bool in_tail = index == newest(lane) && time >= overdue_since(lane, now);
    return in_tail ? lane_count(lane, now) - 1 : index;
}

/* Adds the time per state up to `time`, which lies in the newest piece. It is ready from `due` on. */
static void add_up_to_newest(struct state_sums *state_sums, const struct lane *lane, int64_t time, int64_t due)
{
    size_t last = newest(lane);
    for (size_t state = 0; state < STATE_COUNT; state++)
        state_sums->ns[state] += lane->before[last].ns[state];
    int64_t split = min(time, due);
    state_sums->ns[lane->segments[last].state] += (double)(split - lane->line.start[last]);
    state_sums->ns[STATE_READY] += (double)(time - split);
}

/* Adds the time per state up to `time`, which lies in the piece `index`. Of any but the newest each state counts in
 * proportion, which is exact where it is in one state only: what else it is need not be looked at. */
static inline void add_up_to(struct state_sums *state_sums, const struct lane *lane, size_t index, int64_t time,
                             int64_t due)
{
    if (index == newest(lane)) {
        add_up_to_newest(state_sums, lane, time, due);
        return;
    }
    const int64_t *start = &lane->line.start[index];
    const struct state_sums *before = &lane->before[index], *after = before + 1;
    double part = (double)(time - start[0]) / (double)(start[1] - start[0]);
    for (size_t state = 0; state < STATE_COUNT; state++)
        state_sums->ns[state] += before->ns[state] + (after->ns[state] - before->ns[state]) * part;
}

struct state_times lane_between(const struct state_sums *before, const struct state_sums *after)
{
    struct state_times state_times;
    double up_to = 0;
    int64_t given = 0;
    for (size_t state = 0; state < STATE_COUNT; state++) {
        up_to += after->ns[state] - before->ns[state];
        int64_t rounded = (int64_t)(up_to + 0.5);
        state_times.ns[state] = rounded - given;
        given = rounded;
    }
    return state_times;
}

struct state_times lane_state_times(const struct lane *lane, int64_t from, int64_t to, int64_t now)
{
    from = max(from, lane->line.start[0]);
    to = min(to, end_of(lane, now));
    if (from >= to)
        return (struct state_times){{0}};
    int64_t due = overdue_since(lane, now);
    struct state_sums before = {{0}}, after = {{0}};
    add_up_to(&before, lane, timeline_find(&lane->line, from), from, due);
    add_up_to(&after, lane, timeline_find(&lane->line, to), to, due);
    return lane_between(&before, &after);
}

/* Finds the pieces that hold some times in ascending order, of which `first` holds the first one, and asks for what is
 * in them. Those of neighbouring times are looked for among the same few pieces. */
static void find_segments(const struct lane *lane, size_t first, const int64_t times[], size_t count, size_t found[])
{
    enum { NEIGHBOURS = 16 };
    for (size_t begin = 0, end; begin < count; begin = end) {
        end = begin + NEIGHBOURS < count ? begin + NEIGHBOURS : count;
        size_t last = timeline_find_after(&lane->line, first, times[end - 1]);
        for (size_t i = begin; i < end; i++) {
            found[i] = timeline_find_within(&lane->line, first, last + 1, times[i]);
            __builtin_prefetch(&lane->before[found[i]]);
            __builtin_prefetch(&lane->before[found[i] + 1]);
        }
        first = last;
    }
}

/* Many times at once: first finds the pieces that hold them, then looks at what is in these, so that nobody waits for
 * one's memory before the next is asked for. */
void lane_add_state_sums(const struct lane *lane, int64_t from, int64_t step, size_t count, int64_t now,
                         struct state_sums *state_sums)
{
    enum { AT_ONCE = 256 };
    int64_t begin = lane->line.start[0], end = end_of(lane, now), due = overdue_since(lane, now);
    int64_t times[AT_ONCE];
    size_t found[AT_ONCE];
    for (size_t done = 0, some; done < count; done += some) {
        some = count - done < AT_ONCE ? count - done : AT_ONCE;
        for (size_t i = 0; i < some; i++)
            times[i] = min(max(from + (int64_t)(done + i) * step, begin), end);
        find_segments(lane, timeline_find(&lane->line, times[0]), times, some, found);
        for (size_t i = 0; i < some; i++)
            add_up_to(&state_sums[done + i], lane, found[i], times[i], due);
    }
}
