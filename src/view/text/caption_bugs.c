/* caption_bugs — what one sees of a classic bug, and why it is so. */
#include "base/units.h"
#include "view/panels/lanes.h"
#include "view/text/bug_text.h"
#include "view/text/caption_rules.h"
#include "view/text/phrases.h"

#include <inttypes.h>
#include <stdio.h>

static int count_in(const struct analysis *analysis, enum state state)
{
    return analysis->producers.in[state] + analysis->consumers.in[state];
}

static struct segment last_of(const struct analysis *analysis, lane_id id)
{
    int64_t now = trace_end(analysis->run->trace, analysis->scene->now);
    return lanes_at(analysis->run, id, now, now);
}

/* The first worker that is in that state for that reason; LANE_NONE: none is. */
static lane_id find(const struct analysis *analysis, enum state state, enum reason reason)
{
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    for (int worker_totals = 0; worker_totals < 2; worker_totals++)
        for (int i = 0; i < totals[worker_totals]->count; i++) {
            lane_id id = lane_id_of(totals[worker_totals]->kind, (uint32_t)i);
            struct segment segment = last_of(analysis, id);
            if (segment.state == state && segment.reason == reason)
                return id;
        }
    return LANE_NONE;
}

/* "17 of 40 items" or, without an end, "17 items". */
static void write_items(char text[PHRASE_SIZE], const struct analysis *analysis)
{
    const struct plan *plan = &analysis->run->plan;
    if (plan->items > 0)
        (void)snprintf(text, PHRASE_SIZE, "%" PRIu64 " of %" PRIu64 " items", analysis->stats.consumed,
                       (uint64_t)plan->items * plan->producers);
    else
        (void)snprintf(text, PHRASE_SIZE, "%" PRIu64 " items", analysis->stats.consumed);
}

static void tell_no_start(const struct analysis *analysis, char *text, size_t size)
{
    char items[PHRASE_SIZE];
    write_items(items, analysis);
    (void)snprintf(text, size, "no-start: %d threads were created and none was started: done after %.0f ms, %s.",
                   analysis->workers, (double)analysis->stats.elapsed / (double)NS_PER_MS, items);
}

static void tell_no_join(const struct analysis *analysis, char *text, size_t size)
{
    struct segment main = last_of(analysis, lane_id_of(LANE_MAIN, 0));
    double said = units_seconds(main.start - analysis->run->trace->start);
    char items[PHRASE_SIZE];
    write_items(items, analysis);
    if (analysis->run->status == RUN_RUNNING)
        (void)snprintf(
            text, size,
            "no-join: main said \"finished in %.1f s\" without waiting; %d threads go on behind its line: %s.", said,
            analysis->workers - count_in(analysis, STATE_DONE), items);
    else
        (void)snprintf(text, size, "no-join: main said \"finished in %.1f s\", and its threads went on to %.1f s: %s.",
                       said, units_seconds(analysis->stats.elapsed), items);
}

static void tell_poll(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "poll: looking every 10 ms instead of waiting: %" PRIu64
                   " wake-ups for nothing, and the first item lay %.0f ms before somebody looked.",
                   analysis->run->trace->spurious_wakeups, (double)analysis->stats.latency_first / (double)NS_PER_MS);
}

static void tell_unlocked(const struct analysis *analysis, char *text, size_t size)
{
    const struct trace *trace = analysis->run->trace;
    lane_id failed = find(analysis, STATE_DONE, REASON_FAILED);
    char name[LANE_NAME_SIZE], mishaps[PHRASE_SIZE];
    lane_id_name(failed, name);
    (void)snprintf(mishaps, sizeof mishaps, "%" PRIu64 " taken twice, %" PRIu64 " lost", trace->duplicates,
                   trace->lost);
    if (failed != LANE_NONE)
        (void)snprintf(text, size,
                       "unlocked: between %s's look and its pop another took the item: pop from an empty list; %s.",
                       name, mishaps);
    else
        (void)snprintf(text, size, "unlocked: nothing keeps others out between a look and its pop: %s so far.",
                       mishaps);
}

static void tell_block_the_loop(const struct analysis *analysis, char *text, size_t size)
{
    struct segment main = last_of(analysis, lane_id_of(LANE_MAIN, 0));
    bool blocked = main.state == STATE_SLEEPING;
    (void)snprintf(text, size, "block-the-loop: P1 sleeps without awaiting, and %s: overlap %.2f×, not %.2f×.",
                   blocked ? "the loop and every lane stand still" : "the loop stood still each time",
                   analysis->stats.overlap,
                   analysis->run->ideal > 0 ? analysis->stats.busy / (double)analysis->run->ideal : 0);
    if (analysis->run->status == RUN_RUNNING)
        (void)snprintf(text, size,
                       "block-the-loop: P1 sleeps without awaiting: %s, and %d of %d workers stand ready for it.",
                       blocked ? "the loop stands still" : "the loop stood still each time",
                       count_in(analysis, STATE_READY), analysis->workers);
}

static void tell_lost_wakeup(const struct analysis *analysis, char *text, size_t size)
{
    lane_id waits = find(analysis, STATE_WAITING, REASON_SIGNAL);
    char name[LANE_NAME_SIZE];
    lane_id_name(waits, name);
    if (analysis->run->status == RUN_STUCK && waits != LANE_NONE)
        (void)snprintf(
            text, size,
            "lost-wakeup: %s waits for a signal that came before it waited; %u items lie there, and it never "
            "looks.",
            name, analysis->depth);
    else
        (void)snprintf(text, size,
                       "lost-wakeup: the consumer waits without looking first: signals that come while it is busy are "
                       "lost; %u items lie in the queue.",
                       analysis->depth);
}

static void tell_deadlock(const struct analysis *analysis, char *text, size_t size)
{
    lane_id first = find(analysis, STATE_WAITING, REASON_LOCK);
    lane_id holder = first != LANE_NONE ? last_of(analysis, first).other : LANE_NONE;
    if (holder != LANE_NONE &&
        last_of(analysis, last_of(analysis, holder).other).other != holder) /* stands behind the two */
        holder = LANE_NONE;
    char one[LANE_NAME_SIZE], other[LANE_NAME_SIZE];
    if (analysis->run->status == RUN_STUCK && holder != LANE_NONE) {
        lane_id_name(holder, one);
        lane_id_name(last_of(analysis, holder).other, other);
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

/* Each tells of a run that makes the bug, whatever has come of it. */
static void (*const tellers[BUG_COUNT])(const struct analysis *analysis, char *text, size_t size) = {
    [BUG_NO_START] = tell_no_start,
    [BUG_NO_JOIN] = tell_no_join,
    [BUG_POLL] = tell_poll,
    [BUG_UNLOCKED] = tell_unlocked,
    [BUG_BLOCK_THE_LOOP] = tell_block_the_loop,
    [BUG_LOST_WAKEUP] = tell_lost_wakeup,
    [BUG_DEADLOCK] = tell_deadlock,
};

bool rule_bug(const struct analysis *analysis, char *text, size_t size)
{
    enum bug bug = plan_bug(&analysis->run->plan, analysis->run->mode);
    if (bug == BUG_NONE)
        return false;
    tellers[bug](analysis, text, size);
    return true;
}

bool bug_text_write(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    struct scene scene = {.now = now, .runs = run, .run_count = 1};
    struct analysis analysis = analysis_of(&scene);
    return rule_bug(&analysis, text, size);
}
