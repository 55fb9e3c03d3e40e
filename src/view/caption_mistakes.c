/* caption_mistakes — what one sees of a classic mistake, and why it is so. */
#include "base/units.h"
#include "lanes.h"
#include "phrases.h"
#include "rules.h"
#include "view/mistake.h"

#include <inttypes.h>
#include <stdio.h>

static int count_in(const struct facts *facts, enum state state)
{
    return facts->producers.in[state] + facts->consumers.in[state];
}

static struct span last_of(const struct facts *facts, lane_id id)
{
    int64_t now = trace_end(facts->run->trace, facts->scene->now);
    return lanes_at(facts->run, id, now, now);
}

/* The first worker that is in that state for that reason; LANE_NONE: none is. */
static lane_id find(const struct facts *facts, enum state state, enum reason reason)
{
    const struct crew *crews[] = {&facts->producers, &facts->consumers};
    for (int crew = 0; crew < 2; crew++)
        for (int i = 0; i < crews[crew]->count; i++) {
            lane_id id = lane_id_of(crews[crew]->kind, (uint32_t)i);
            struct span span = last_of(facts, id);
            if (!span.mixed && span.state == state && span.reason == reason)
                return id;
        }
    return LANE_NONE;
}

/* "17 of 40 items" or, without an end, "17 items". */
static void write_items(char text[PHRASE_SIZE], const struct facts *facts)
{
    const struct plan *plan = &facts->run->plan;
    if (plan->items > 0)
        (void)snprintf(text, PHRASE_SIZE, "%" PRIu64 " of %" PRIu64 " items", facts->stats.consumed,
                       (uint64_t)plan->items * plan->producers);
    else
        (void)snprintf(text, PHRASE_SIZE, "%" PRIu64 " items", facts->stats.consumed);
}

static void tell_no_start(const struct facts *facts, char *text, size_t size)
{
    char items[PHRASE_SIZE];
    write_items(items, facts);
    (void)snprintf(text, size, "no-start: %d threads were created and none was started: done after %.0f ms, %s.",
                   facts->workers, (double)facts->stats.elapsed / (double)NS_PER_MS, items);
}

static void tell_no_join(const struct facts *facts, char *text, size_t size)
{
    struct span main = last_of(facts, lane_id_of(LANE_MAIN, 0));
    double said = units_seconds(main.start - trace_start(facts->run->trace));
    char items[PHRASE_SIZE];
    write_items(items, facts);
    if (facts->run->status == RUN_RUNNING)
        (void)snprintf(
            text, size,
            "no-join: main said \"finished in %.1f s\" without waiting; %d threads go on behind its line: %s.", said,
            facts->workers - count_in(facts, STATE_DONE), items);
    else
        (void)snprintf(text, size, "no-join: main said \"finished in %.1f s\", and its threads went on to %.1f s: %s.",
                       said, units_seconds(facts->stats.elapsed), items);
}

static void tell_poll(const struct facts *facts, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "poll: looking every 10 ms instead of waiting: %" PRIu64
                   " wake-ups for nothing, and the first item lay %.0f ms before somebody looked.",
                   trace_vain(facts->run->trace), (double)facts->stats.latency_first / (double)NS_PER_MS);
}

static void tell_unlocked(const struct facts *facts, char *text, size_t size)
{
    const struct trace *trace = facts->run->trace;
    lane_id failed = find(facts, STATE_DONE, REASON_FAILED);
    char name[LANE_NAME_SIZE], mishaps[PHRASE_SIZE];
    lane_id_name(failed, name);
    (void)snprintf(mishaps, sizeof mishaps, "%" PRIu64 " taken twice, %" PRIu64 " lost", trace_twice(trace),
                   trace_lost(trace));
    if (failed != LANE_NONE)
        (void)snprintf(text, size,
                       "unlocked: between %s's look and its pop another took the item: pop from an empty list; %s.",
                       name, mishaps);
    else
        (void)snprintf(text, size, "unlocked: nothing keeps others out between a look and its pop: %s so far.",
                       mishaps);
}

static void tell_block_the_loop(const struct facts *facts, char *text, size_t size)
{
    struct span main = last_of(facts, lane_id_of(LANE_MAIN, 0));
    bool blocked = main.state == STATE_SLEEPING;
    (void)snprintf(text, size, "block-the-loop: P1 sleeps without awaiting, and %s: overlap %.2f×, not %.2f×.",
                   blocked ? "the loop and every lane stand still" : "the loop stood still each time",
                   facts->stats.overlap, facts->run->ideal > 0 ? facts->stats.busy / (double)facts->run->ideal : 0);
    if (facts->run->status == RUN_RUNNING)
        (void)snprintf(text, size,
                       "block-the-loop: P1 sleeps without awaiting: %s, and %d of %d workers stand ready for it.",
                       blocked ? "the loop stands still" : "the loop stood still each time",
                       count_in(facts, STATE_READY), facts->workers);
}

static void tell_lost_wakeup(const struct facts *facts, char *text, size_t size)
{
    lane_id waits = find(facts, STATE_WAITING, REASON_SIGNAL);
    char name[LANE_NAME_SIZE];
    lane_id_name(waits, name);
    if (facts->run->status == RUN_STUCK && waits != LANE_NONE)
        (void)snprintf(
            text, size,
            "lost-wakeup: %s waits for a signal that came before it waited; %u items lie there, and it never "
            "looks.",
            name, facts->depth);
    else
        (void)snprintf(text, size,
                       "lost-wakeup: the consumer waits without looking first: signals that come while it is busy are "
                       "lost; %u items lie in the queue.",
                       facts->depth);
}

static void tell_deadlock(const struct facts *facts, char *text, size_t size)
{
    lane_id first = find(facts, STATE_WAITING, REASON_LOCK);
    lane_id holder = first != LANE_NONE ? last_of(facts, first).other : LANE_NONE;
    if (holder != LANE_NONE && last_of(facts, last_of(facts, holder).other).other != holder) /* stands behind the two */
        holder = LANE_NONE;
    char one[LANE_NAME_SIZE], other[LANE_NAME_SIZE];
    if (facts->run->status == RUN_STUCK && holder != LANE_NONE) {
        lane_id_name(holder, one);
        lane_id_name(last_of(facts, holder).other, other);
        (void)snprintf(
            text, size,
            "deadlock: %s has the list's lock and waits for the tally's, %s has the tally's and waits for the "
            "list's.",
            lane_id_kind(holder) == LANE_PRODUCER ? one : other, lane_id_kind(holder) == LANE_PRODUCER ? other : one);
    } else {
        (void)snprintf(text, size,
                       "deadlock: producers lock the list and then the tally, consumers the tally and then the "
                       "list: soon each has what the other wants.");
    }
}

/* Each tells of a run that makes the mistake, whatever has come of it. */
static void (*const tellers[MISTAKE_COUNT])(const struct facts *facts, char *text, size_t size) = {
    [MISTAKE_NO_START] = tell_no_start,
    [MISTAKE_NO_JOIN] = tell_no_join,
    [MISTAKE_POLL] = tell_poll,
    [MISTAKE_UNLOCKED] = tell_unlocked,
    [MISTAKE_BLOCK_THE_LOOP] = tell_block_the_loop,
    [MISTAKE_LOST_WAKEUP] = tell_lost_wakeup,
    [MISTAKE_DEADLOCK] = tell_deadlock,
};

bool rule_mistake(const struct facts *facts, char *text, size_t size)
{
    enum mistake mistake = plan_mistake(&facts->run->plan, facts->run->mode);
    if (mistake == MISTAKE_NONE)
        return false;
    tellers[mistake](facts, text, size);
    return true;
}

bool mistake_tell(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    struct scene scene = {.now = now, .runs = run, .run_count = 1};
    struct facts facts = facts_of(&scene);
    return rule_mistake(&facts, text, size);
}
