/* trace — takes in a run's events one by one and keeps what they add up to; see the header. */
#include "record/trace.h"

#include "base/memory.h"
#include "base/units.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes share SPANS spans, but each has enough to be drawn. */
enum { SPANS = 1 << 19, LANE_LEAST = 128, LANE_MOST = 65536, DEPTH_MOST = 65536, PASSAGES_MOST = 65536 };

/* How often a run may fade; and a lane has enough to be seen then. */
enum { FADING_MOST = 6, LANE_FADED = 64 };

struct track {
    struct lane *lane;
    uint64_t items; /* put or taken */
    int64_t latest; /* time of its latest STATE event */
    int64_t due; /* since when the crowd counts it no more, unless it is heard of; TIME_NEVER while it does not know */
    bool busy;   /* working or sleeping */
};

struct tracks {
    struct track *track;
    size_t count, room;
};

struct trace {
    int64_t start, latest;
    int64_t end; /* TIME_NEVER while the run goes on */
    struct tracks tracks[LANE_KIND_COUNT];
    size_t spans; /* that each lane may keep */
    int fading;   /* times that the detail was halved */
    struct crowd *crowd;
    struct depth *depth;
    struct histogram *latency;
    struct log *log;
    struct recent *recent;
    struct passages *passages;
    uint64_t produced, consumed;
    uint64_t lost, twice, vain; /* of the mistakes */
    int64_t first_latency, last_latency;
    void (*listener)(void *context, const struct event *event);
    void *context;
};

struct trace *trace_new(int64_t start)
{
    struct trace *trace = memory_zeroed(1, sizeof *trace);
    trace->start = trace->latest = start;
    trace->end = TIME_NEVER;
    trace->spans = LANE_MOST;
    trace->crowd = crowd_new(start);
    trace->depth = depth_new(start, DEPTH_MOST);
    trace->latency = histogram_new();
    trace->log = log_new();
    trace->recent = recent_new(start);
    trace->passages = passages_new(PASSAGES_MOST);
    trace->first_latency = trace->last_latency = -1;
    return trace;
}

void trace_free(struct trace *trace)
{
    if (trace == NULL)
        return;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (size_t i = 0; i < trace->tracks[kind].count; i++)
            lane_free(trace->tracks[kind].track[i].lane);
        free(trace->tracks[kind].track);
    }
    crowd_free(trace->crowd);
    depth_free(trace->depth);
    histogram_free(trace->latency);
    log_free(trace->log);
    recent_free(trace->recent);
    passages_free(trace->passages);
    free(trace);
}

/* A lane's part of the spans. Its steps are powers of two, so that it seldom changes. */
static size_t spans_for_each(const struct trace *trace)
{
    size_t lanes = 0, spans = LANE_MOST, least = trace->fading > 0 ? LANE_FADED : LANE_LEAST;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        lanes += trace->tracks[kind].count;
    while (spans > least && spans * lanes > (size_t)SPANS >> trace->fading)
        spans /= 2;
    return spans;
}

static void share_spans(struct trace *trace)
{
    size_t spans = spans_for_each(trace);
    if (spans == trace->spans)
        return;
    trace->spans = spans;
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->tracks[kind].count; i++)
            lane_limit(trace->tracks[kind].track[i].lane, spans);
}

/* Lets the lanes of a kind join until there are `count`. */
static void join_lanes(struct trace *trace, enum lane_kind kind, size_t count)
{
    struct tracks *tracks = &trace->tracks[kind];
    if (count > tracks->room) {
        size_t doubled = tracks->room * 2;
        tracks->room = count > doubled ? count : doubled;
        tracks->track = memory_resized(tracks->track, tracks->room, sizeof tracks->track[0]);
    }
    while (tracks->count < count)
        tracks->track[tracks->count++] =
            (struct track){.lane = lane_new(trace->start, trace->spans), .latest = trace->start, .due = TIME_NEVER};
    share_spans(trace);
}

static struct track *track_of(struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    assert(kind < LANE_KIND_COUNT);
    size_t index = lane_id_index(id);
    if (index >= trace->tracks[kind].count)
        join_lanes(trace, kind, index + 1);
    return &trace->tracks[kind].track[index];
}

static uint32_t depth_now_of(const struct trace *trace)
{
    return (uint32_t)(trace->produced - trace->consumed - trace->lost);
}

static void put(struct trace *trace, const struct event *event)
{
    trace->produced++;
    recent_put(trace->recent, event->time);
    passages_put(trace->passages, event);
    depth_set(trace->depth, event->time, depth_now_of(trace));
}

static void take(struct trace *trace, const struct event *event)
{
    int64_t latency = event->time > event->until ? event->time - event->until : 0;
    if (trace->consumed++ == 0)
        trace->first_latency = latency;
    trace->last_latency = latency;
    histogram_add(trace->latency, latency);
    recent_take(trace->recent, event->time, latency);
    passages_take(trace->passages, event);
    depth_set(trace->depth, event->time, depth_now_of(trace));
}

/* The item has left the queue, and nobody has it. */
static void lose(struct trace *trace, const struct event *event)
{
    struct event nobody = *event;
    nobody.lane = LANE_NONE;
    trace->lost++;
    passages_take(trace->passages, &nobody);
    depth_set(trace->depth, event->time, depth_now_of(trace));
}

/* The crowd learns what the lane does from now on, as the lane itself would read: an earlier time than the latest is
 * taken as that one, and a sleep is over at its deadline until something else is heard. */
static void count_in(struct trace *trace, struct track *track, const struct event *event)
{
    bool busy = event->state == STATE_WORKING || event->state == STATE_SLEEPING;
    int64_t time = track->latest = event->time > track->latest ? event->time : track->latest;
    if (track->due != TIME_NEVER)
        crowd_change(trace->crowd, track->due, 1);
    if (busy != track->busy)
        crowd_change(trace->crowd, time, busy ? 1 : -1);
    track->busy = busy;
    track->due = TIME_NEVER;
    if (event->state == STATE_SLEEPING && event->until != TIME_NEVER) {
        track->due = event->until > time ? event->until : time;
        crowd_change(trace->crowd, track->due, -1);
    }
}

void trace_apply(struct trace *trace, const struct event *event)
{
    assert(trace->end == TIME_NEVER);
    struct track *track = track_of(trace, event->lane);
    if (event->time > trace->latest)
        trace->latest = event->time;

    switch ((enum event_kind)event->kind) {
    case EVENT_STATE:
        lane_enter(track->lane, event);
        if (lane_id_kind(event->lane) == LANE_PRODUCER || lane_id_kind(event->lane) == LANE_CONSUMER)
            count_in(trace, track, event);
        if (event->state != STATE_DONE)
            return;
        break;
    case EVENT_PUT:
        track->items++;
        put(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_TAKE:
        track->items++;
        take(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_TWICE:
        track->items++;
        trace->twice++;
        log_add(trace->log, event);
        break;
    case EVENT_LOST:
        lose(trace, event);
        log_add(trace->log, event);
        break;
    case EVENT_VAIN:
        trace->vain++;
        return;
    case EVENT_END:
    case EVENT_RESULT:
        log_add(trace->log, event);
        break;
    }
    if (trace->listener != NULL)
        trace->listener(trace->context, event);
}

void trace_listen(struct trace *trace, void (*listener)(void *context, const struct event *event), void *context)
{
    trace->listener = listener;
    trace->context = context;
}

void trace_close(struct trace *trace, int64_t end)
{
    assert(trace->end == TIME_NEVER);
    trace->end = end > trace->latest ? end : trace->latest;
    recent_close(trace->recent, trace->end);
    for (size_t kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (size_t i = 0; i < trace->tracks[kind].count; i++)
            lane_close(trace->tracks[kind].track[i].lane, trace->end);
}

void trace_fade(struct trace *trace)
{
    assert(trace->end != TIME_NEVER);
    if (trace->fading == FADING_MOST)
        return;
    trace->fading++;
    share_spans(trace);
    depth_limit(trace->depth, DEPTH_MOST >> trace->fading);
    passages_fade(trace->passages, PASSAGES_MOST >> trace->fading);
    crowd_fade(trace->crowd, CROWD_MOST >> trace->fading);
}

int64_t trace_start(const struct trace *trace)
{
    return trace->start;
}

int64_t trace_end(const struct trace *trace, int64_t now)
{
    if (trace->end != TIME_NEVER)
        return trace->end;
    return now > trace->latest ? now : trace->latest;
}

int64_t trace_latest(const struct trace *trace)
{
    return trace->latest;
}

size_t trace_lanes(const struct trace *trace, enum lane_kind kind)
{
    return trace->tracks[kind].count;
}

static const struct track *track_known(const struct trace *trace, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind >= LANE_KIND_COUNT || lane_id_index(id) >= trace->tracks[kind].count)
        return NULL;
    return &trace->tracks[kind].track[lane_id_index(id)];
}

const struct lane *trace_lane(const struct trace *trace, lane_id id)
{
    const struct track *track = track_known(trace, id);
    return track == NULL ? NULL : track->lane;
}

const struct depth *trace_depth(const struct trace *trace)
{
    return trace->depth;
}

const struct crowd *trace_crowd(const struct trace *trace)
{
    return trace->crowd;
}

const struct log *trace_log(const struct trace *trace)
{
    return trace->log;
}

const struct histogram *trace_latency(const struct trace *trace)
{
    return trace->latency;
}

const struct recent *trace_recent(const struct trace *trace)
{
    return trace->recent;
}

uint64_t trace_produced(const struct trace *trace)
{
    return trace->produced;
}

uint64_t trace_consumed(const struct trace *trace)
{
    return trace->consumed;
}

uint64_t trace_lost(const struct trace *trace)
{
    return trace->lost;
}

uint64_t trace_twice(const struct trace *trace)
{
    return trace->twice;
}

uint64_t trace_vain(const struct trace *trace)
{
    return trace->vain;
}

uint64_t trace_items(const struct trace *trace, lane_id id)
{
    const struct track *track = track_known(trace, id);
    return track == NULL ? 0 : track->items;
}

int64_t trace_first_latency(const struct trace *trace)
{
    return trace->first_latency;
}

int64_t trace_last_latency(const struct trace *trace)
{
    return trace->last_latency;
}

int64_t trace_oldest(const struct trace *trace)
{
    if (depth_now_of(trace) == 0)
        return TIME_NEVER;
    uint64_t head = trace->consumed + trace->lost, known = passages_first(trace->passages);
    return passages_at(trace->passages, head > known ? head : known)->created;
}

const struct passages *trace_passages(const struct trace *trace)
{
    return trace->passages;
}
