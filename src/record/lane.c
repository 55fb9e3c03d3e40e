/*
 * lane — pieces with cumulative times per state; see the header.
 *
 * Because every piece knows the time spent in each state up to its start, merging neighbours is nothing but forgetting
 * the later ones: what the merged piece contains is the difference to the piece that follows it.
 */
#include "record/lane.h"

#include "base/memory.h"
#include "base/units.h"
#include "timeline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    int64_t before[STATE_COUNT]; /* ns in each state from the lane's start to the piece's */
    int64_t until;
    uint32_t item;
    lane_id other;
    uint8_t state;  /* enum state */
    uint8_t reason; /* enum reason */
    bool mixed;     /* never the newest piece, nor the one before it */
};

struct lane {
    struct timeline line;
    struct piece *pieces; /* beside line.start */
    int64_t latest;       /* time of the latest event, not before the newest piece's start */
    int64_t exact;        /* no mixed piece from here on */
    int64_t end;          /* TIME_NEVER while the lane is open */
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static size_t newest(const struct lane *lane)
{
    return lane->line.count - 1;
}

static void describe(struct piece *piece, const struct event *event)
{
    piece->until = event->until;
    piece->item = event->item;
    piece->other = event->other;
    piece->state = event->state;
    piece->reason = event->reason;
    piece->mixed = false;
}

struct lane *lane_new(int64_t start, size_t most)
{
    struct lane *lane = memory_zeroed(1, sizeof *lane);
    timeline_init(&lane->line, start, most);
    lane->pieces = memory_resized(NULL, lane->line.room, sizeof lane->pieces[0]);
    lane->pieces[0] = (struct piece){.until = TIME_NEVER, .other = LANE_NONE, .state = STATE_IDLE};
    lane->latest = lane->exact = start;
    lane->end = TIME_NEVER;
    return lane;
}

void lane_free(struct lane *lane)
{
    if (lane == NULL)
        return;
    timeline_release(&lane->line);
    free(lane->pieces);
    free(lane);
}

void lane_limit(struct lane *lane, size_t most)
{
    timeline_limit(&lane->line, most);
}

static void merge_groups(struct lane *lane)
{
    struct timeline *line = &lane->line;
    size_t kept = 0;
    for (size_t first = 0, end; first < line->count; first = end) {
        end = timeline_group_end(line, first);
        line->start[kept] = line->start[first];
        lane->pieces[kept] = lane->pieces[first];
        if (end - first > 1)
            lane->pieces[kept].mixed = true;
        if (lane->pieces[kept].mixed)
            lane->exact = line->start[end];
        kept++;
    }
    line->count = kept;
}

static void merge_oldest(struct lane *lane)
{
    do
        merge_groups(lane);
    while (!timeline_has_room_again(&lane->line));
}

static void make_room(struct lane *lane)
{
    if (lane->line.count >= lane->line.most)
        merge_oldest(lane);
    if (lane->line.count == lane->line.room) {
        timeline_grow(&lane->line);
        lane->pieces = memory_resized(lane->pieces, lane->line.room, sizeof lane->pieces[0]);
    }
}

static void append(struct lane *lane, int64_t time, const struct event *event)
{
    make_room(lane);
    size_t last = newest(lane);
    struct piece *piece = &lane->pieces[last + 1];
    *piece = lane->pieces[last];
    piece->before[piece->state] += time - lane->line.start[last];
    describe(piece, event);
    lane->line.start[last + 1] = time;
    lane->line.count++;
}

/* Who is woken in vain waits on. */
static bool continues(const struct piece *piece, const struct event *event)
{
    bool same_other = piece->other == event->other || event->state == STATE_WAITING;
    return piece->state == event->state && piece->item == event->item && piece->reason == event->reason && same_other;
}

void lane_enter(struct lane *lane, const struct event *event)
{
    assert(lane->end == TIME_NEVER);
    assert(event->state < STATE_COUNT);
    int64_t time = lane->latest = larger(event->time, lane->latest);
    if (time == lane->line.start[newest(lane)]) { /* the state that ends here had no length */
        if (lane->line.count == 1) {
            describe(&lane->pieces[0], event);
            return;
        }
        lane->line.count--; /* the piece before it is never mixed, so what it holds is known */
    }
    struct piece *last = &lane->pieces[newest(lane)];
    if (continues(last, event))
        last->until = event->until;
    else
        append(lane, time, event);
}

static int64_t end_of(const struct lane *lane, int64_t now)
{
    return lane->end != TIME_NEVER ? lane->end : larger(now, lane->latest);
}

/* Since when the newest piece, an open sleep whose deadline has passed, is ready instead; else the lane's end. */
static int64_t overdue_since(const struct lane *lane, int64_t now)
{
    int64_t end = end_of(lane, now);
    const struct piece *last = &lane->pieces[newest(lane)];
    if (lane->end != TIME_NEVER || last->state != STATE_SLEEPING)
        return end;
    return smaller(larger(last->until, lane->latest), end);
}

void lane_close(struct lane *lane, int64_t end)
{
    assert(lane->end == TIME_NEVER);
    end = larger(end, lane->latest);
    int64_t due = overdue_since(lane, end);
    if (due < end) { /* what was seen before stays: it slept, then was ready */
        struct event ready = {.time = due, .until = TIME_NEVER, .other = LANE_NONE, .state = STATE_READY};
        ready.item = lane->pieces[newest(lane)].item;
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

static struct span span_of(const struct lane *lane, size_t index, int64_t end)
{
    const struct piece *piece = &lane->pieces[index];
    return (struct span){.start = lane->line.start[index],
                         .end = end,
                         .until = piece->until,
                         .item = piece->item,
                         .other = piece->other,
                         .state = piece->state,
                         .reason = piece->reason,
                         .mixed = piece->mixed};
}

struct span lane_span(const struct lane *lane, size_t index, int64_t now)
{
    assert(index < lane_count(lane, now));
    size_t last = newest(lane);
    if (index < last)
        return span_of(lane, index, lane->line.start[index + 1]);

    int64_t due = overdue_since(lane, now), end = end_of(lane, now);
    struct span span = span_of(lane, last, due);
    bool overdue = index > last || (due == span.start && due < end);
    if (overdue) {
        span.start = due;
        span.end = end;
        span.until = TIME_NEVER;
        span.other = LANE_NONE;
        span.state = STATE_READY;
        span.reason = REASON_NONE;
    }
    return span;
}

size_t lane_find(const struct lane *lane, int64_t time, int64_t now)
{
    size_t index = timeline_find(&lane->line, time);
    bool in_tail = index == newest(lane) && time >= overdue_since(lane, now);
    return in_tail ? lane_count(lane, now) - 1 : index;
}

/* part ÷ whole of `length`, rounded down, in a way that grows with part and reaches `length` at the whole. */
static int64_t proportion(int64_t part, int64_t whole, int64_t length)
{
    if (part == whole)
        return length;
    return smaller(length, (int64_t)((double)part * ((double)length / (double)whole)));
}

/* Adds `length` ns of a mixed piece, each state in proportion. Rounds the running total, not each state, so that what
 * is added is `length` to the nanosecond. */
static void add_mixed(struct shares *shares, const struct lane *lane, size_t index, int64_t length)
{
    const int64_t *before = lane->pieces[index].before, *after = lane->pieces[index + 1].before;
    int64_t whole = lane->line.start[index + 1] - lane->line.start[index];
    int64_t part = 0, given = 0;
    for (size_t state = 0; state < STATE_COUNT; state++) {
        part += after[state] - before[state];
        int64_t up_to_here = proportion(part, whole, length);
        shares->ns[state] += up_to_here - given;
        given = up_to_here;
    }
}

/* Adds [from, to), which lies within one piece. */
static void add_within(struct shares *shares, const struct lane *lane, size_t index, int64_t from, int64_t to,
                       int64_t now)
{
    const struct piece *piece = &lane->pieces[index];
    if (piece->mixed) {
        add_mixed(shares, lane, index, to - from);
        return;
    }
    int64_t due = index == newest(lane) ? overdue_since(lane, now) : to;
    int64_t split = smaller(larger(due, from), to);
    shares->ns[piece->state] += split - from;
    shares->ns[STATE_READY] += to - split;
}

/* Adds [from, to), where `first` and `last` are the pieces that hold from and to. */
static void add_between(struct shares *shares, const struct lane *lane, size_t first, int64_t from, size_t last,
                        int64_t to, int64_t now)
{
    const int64_t *start = lane->line.start;
    if (first == last) {
        add_within(shares, lane, first, from, to, now);
        return;
    }
    add_within(shares, lane, first, from, start[first + 1], now);
    if (last - first > 1)
        for (size_t state = 0; state < STATE_COUNT; state++)
            shares->ns[state] += lane->pieces[last].before[state] - lane->pieces[first + 1].before[state];
    add_within(shares, lane, last, start[last], to, now);
}

struct shares lane_shares(const struct lane *lane, int64_t from, int64_t to, int64_t now)
{
    struct shares shares = {{0}};
    const int64_t *start = lane->line.start;
    from = larger(from, start[0]);
    to = smaller(to, end_of(lane, now));
    if (from >= to)
        return shares;
    /* The whole of a lane needs no search, so that the whole of many costs little. */
    size_t last = to >= start[newest(lane)] ? newest(lane) : timeline_find(&lane->line, to);
    size_t first = from == start[0] ? 0 : timeline_find(&lane->line, from);
    add_between(&shares, lane, first, from, last, to, now);
    return shares;
}

/* Time per state from the lane's start to `time`, which lies in the piece `index`. */
static struct shares spent_by(const struct lane *lane, size_t index, int64_t time, int64_t now)
{
    struct shares spent;
    memcpy(spent.ns, lane->pieces[index].before, sizeof spent.ns);
    if (time > lane->line.start[index])
        add_within(&spent, lane, index, lane->line.start[index], time, now);
    return spent;
}

/* Each edge between two windows is looked at once: with many lanes it is their memory that takes the time. */
void lane_add_shares(const struct lane *lane, int64_t from, int64_t width, size_t count, int64_t now,
                     struct shares *columns)
{
    int64_t begin = lane->line.start[0], end = end_of(lane, now);
    if (from >= end || from + (int64_t)count * width <= begin)
        return;
    size_t column = from < begin ? (size_t)((begin - from) / width) : 0;
    int64_t left = larger(from + (int64_t)column * width, begin);
    size_t index = timeline_find(&lane->line, left);
    struct shares before = spent_by(lane, index, left, now);
    for (; column < count && left < end; column++) {
        int64_t right = smaller(from + (int64_t)(column + 1) * width, end);
        index = timeline_find_after(&lane->line, index, right);
        struct shares after = spent_by(lane, index, right, now);
        for (size_t state = 0; state < STATE_COUNT; state++)
            columns[column].ns[state] += after.ns[state] - before.ns[state];
        left = right;
        before = after;
    }
}

int64_t lane_exact_since(const struct lane *lane)
{
    return lane->exact;
}
