/* truth — a run's segments and items, added up; see the header. */
#include "support/truth.h"

#include "base/units.h"

struct truth truth_of(const struct scene_run *run, int64_t now)
{
    int64_t start = run->trace->start, end = trace_end(run->trace, now);
    return (struct truth){run, now, end - start > 10 * NS_PER_S ? end - 10 * NS_PER_S : start, end};
}

size_t truth_count(const struct truth *truth, enum lane_kind kind)
{
    bool worker = kind >= LANE_PRODUCER && kind <= LANE_CONSUMER;
    return worker ? plan_workers(&truth->run->plan, kind) : truth->run->trace->lanes[kind].count;
}

struct segment truth_at(const struct truth *truth, lane_id lane, int64_t time)
{
    const struct lane *found = trace_lane(truth->run->trace, lane);
    struct segment segment = {.state = STATE_IDLE, .other = LANE_NONE};
    for (size_t i = 0; found != NULL && time >= truth->run->trace->start && i < lane_count(found, truth->end); i++) {
        struct segment next = lane_segment(found, i, truth->end);
        if (next.start <= time)
            segment = next;
    }
    return segment;
}

size_t truth_in(const struct truth *truth, enum lane_kind kind, unsigned states)
{
    size_t count = 0;
    for (uint32_t i = 0; i < truth_count(truth, kind); i++)
        count += states >> truth_at(truth, lane_id_of(kind, i), truth->end).state & 1;
    return count;
}

double truth_lane_spent(const struct truth *truth, lane_id lane, unsigned states, unsigned reasons, int64_t from)
{
    const struct lane *found = trace_lane(truth->run->trace, lane);
    double spent = 0;
    if (found == NULL)
        return (states >> STATE_IDLE & 1) != 0 ? (double)(truth->end - from) : 0;
    for (size_t i = 0; i < lane_count(found, truth->end); i++) {
        struct segment segment = lane_segment(found, i, truth->end);
        int64_t start = segment.start > from ? segment.start : from;
        if (segment.end > start && (states >> segment.state & 1) != 0 &&
            (reasons == 0 || (reasons >> segment.reason & 1) != 0))
            spent += (double)(segment.end - start);
    }
    return spent;
}

double truth_spent(const struct truth *truth, enum lane_kind kind, unsigned states, unsigned reasons, int64_t from)
{
    double spent = 0;
    for (uint32_t i = 0; i < truth_count(truth, kind); i++)
        spent += truth_lane_spent(truth, lane_id_of(kind, i), states, reasons, from);
    return spent;
}

size_t truth_depth(const struct truth *truth, int64_t time)
{
    const struct item_history *items = truth->run->trace->item_history;
    size_t depth = 0;
    for (uint64_t i = items->first; i < items->end; i++) {
        const struct item_record *item = item_history_at(items, i);
        depth += item->put <= time && item->taken > time;
    }
    return depth;
}

double truth_oldest(const struct truth *truth)
{
    const struct item_history *items = truth->run->trace->item_history;
    int64_t oldest = truth->end;
    for (uint64_t i = items->first; i < items->end; i++) {
        const struct item_record *item = item_history_at(items, i);
        if (item->taken == TIME_NEVER && item->created < oldest)
            oldest = item->created;
    }
    return (double)(truth->end - oldest);
}

double truth_workers(const struct truth *truth)
{
    return plan_workers_all(&truth->run->plan);
}

size_t truth_all_in(const struct truth *truth, unsigned states)
{
    return truth_in(truth, LANE_PRODUCER, states) + truth_in(truth, LANE_TASK, states) +
           truth_in(truth, LANE_CONSUMER, states);
}

double truth_all_spent(const struct truth *truth, unsigned states, unsigned reasons, int64_t from)
{
    return truth_spent(truth, LANE_PRODUCER, states, reasons, from) +
           truth_spent(truth, LANE_TASK, states, reasons, from) +
           truth_spent(truth, LANE_CONSUMER, states, reasons, from);
}

double truth_elapsed(const struct truth *truth)
{
    return (double)(truth->end - truth->run->trace->start);
}

double truth_recent(const struct truth *truth)
{
    return (double)(truth->end - truth->from);
}

double truth_busy(const struct truth *truth)
{
    return truth_all_spent(truth, BUSY, 0, truth->run->trace->start);
}

double truth_overlap(const struct truth *truth)
{
    return truth->end > truth->run->trace->start ? truth_busy(truth) / truth_elapsed(truth) : 0;
}
