/* bugs — what a run with a classic bug shows, and why. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The first worker that is in that state for that reason; LANE_NONE: none is. */
static lane_id find(const struct analysis *analysis, enum state state, enum reason reason)
{
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    for (int kind = 0; kind < 2; kind++)
        for (int i = 0; i < totals[kind]->count; i++) {
            lane_id id = lane_id_of(totals[kind]->kind, (uint32_t)i);
            struct segment segment = analysis_last(analysis, id);
            if (segment.state == state && segment.reason == reason)
                return id;
        }
    return LANE_NONE;
}

static bool is_running(const struct analysis *analysis)
{
    return analysis->run->status == RUN_RUNNING;
}

/* "1 thread is", "3 threads are". */
static struct format counted(uint64_t count, const char *noun, const char *one, const char *many)
{
    struct format format = format_count(count, noun);
    format_append(format.text, sizeof format.text, " %s", count == 1 ? one : many);
    return format;
}

static void no_start(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size, "no-start: %s created, but start() was never called: \"finished\" at once, %s done.",
                   counted((uint64_t)analysis->workers, "Thread object", "was", "were").text,
                   sentence_items(analysis).text);
}

static void no_join(const struct analysis *analysis, char *text, size_t size)
{
    struct segment main = analysis_last(analysis, lane_id_of(LANE_MAIN, 0));
    int threads = analysis->workers - analysis_in(analysis, STATE_DONE);
    struct format said = format_duration(main.start - analysis->run->trace->start, 1);
    if (is_running(analysis))
        (void)snprintf(
            text, size, "no-join: main printed \"finished in %s\" without waiting. %s still running: %s done.",
            said.text, counted((uint64_t)threads, "thread", "is", "are").text, sentence_items(analysis).text);
    else
        (void)snprintf(text, size, "no-join: main printed \"finished in %s\", but its threads ran for %s: %s done.",
                       said.text, format_duration(analysis->stats.elapsed, 1).text, sentence_items(analysis).text);
}

static void poll(const struct analysis *analysis, char *text, size_t size)
{
    struct subject consumers = subject_every(&analysis->consumers);
    uint64_t looks = analysis->run->trace->spurious_wakeups;
    (void)snprintf(text, size, "poll: %s %s every 10 ms instead of waiting for a signal. %s found nothing",
                   consumers.text, subject_verb(consumers, "looks", "look"), format_count(looks, "look").text);
    if (analysis->stats.latency_first >= NS_PER_MS)
        format_append(text, size, ", and the first item waited %s to be noticed",
                      format_duration(analysis->stats.latency_first, 1).text);
    format_append(text, size, ".");
}

static void unlocked(const struct analysis *analysis, char *text, size_t size)
{
    const struct trace *trace = analysis->run->trace;
    lane_id failed = find(analysis, STATE_DONE, REASON_FAILED);
    uint64_t twice = trace->duplicates, lost = trace->lost;
    if (failed != LANE_NONE)
        (void)snprintf(text, size,
                       "unlocked: %s saw an item, but another consumer took it first: IndexError, pop from empty list.",
                       subject_one(failed).text);
    else
        (void)snprintf(text, size, "unlocked: between a consumer's look and its pop, another can take the item.");
    format_append(text, size, " So far %s processed twice, %" PRIu64 " lost.", format_count(twice, "item").text, lost);
}

static void block_the_loop(const struct analysis *analysis, char *text, size_t size)
{
    bool blocked = analysis_last(analysis, lane_id_of(LANE_MAIN, 0)).state == STATE_SLEEPING;
    (void)snprintf(text, size, "block-the-loop: P1 calls time.sleep() instead of await asyncio.sleep(): ");
    if (is_running(analysis) && blocked)
        format_append(text, size, "until it returns the loop stands still, and nobody else can run.");
    else if (is_running(analysis))
        format_append(text, size, "each time, until it returns, nobody else can run.");
    else
        format_append(text, size, "until it returns nobody else can run. Overlap %.2f× instead of %.2f×.",
                      analysis->stats.overlap,
                      analysis->run->ideal > 0 ? analysis->stats.busy / (double)analysis->run->ideal : 0);
}

static void lost_wakeup(const struct analysis *analysis, char *text, size_t size)
{
    lane_id waits = find(analysis, STATE_WAITING, REASON_SIGNAL);
    if (analysis->run->status == RUN_STUCK && waits != LANE_NONE) {
        struct subject waiting = subject_one(waits);
        (void)snprintf(
            text, size,
            "lost-wakeup: the signal was sent before %s began to wait. %s in the queue, and nobody will wake %s.",
            waiting.text, counted(analysis->depth, "item", "is", "are").text, waiting.text);
    } else {
        (void)snprintf(text, size,
                       "lost-wakeup: the consumer waits without looking first, so a signal that comes while it is busy "
                       "is lost. %s in the queue.",
                       counted(analysis->depth, "item", "is", "are").text);
    }
}

/* The two that hold a lock each and want the other's; false: they have not met. */
static bool find_circle(const struct analysis *analysis, lane_id *producer, lane_id *consumer)
{
    lane_id first = find(analysis, STATE_WAITING, REASON_LOCK);
    if (first == LANE_NONE || analysis_last(analysis, first).other == LANE_NONE)
        return false;
    lane_id one = analysis_last(analysis, first).other, other = analysis_last(analysis, one).other;
    bool one_produces = lane_id_kind(one) == LANE_PRODUCER;
    *producer = one_produces ? one : other;
    *consumer = one_produces ? other : one;
    return other != LANE_NONE && analysis_last(analysis, other).other == one;
}

static void deadlock(const struct analysis *analysis, char *text, size_t size)
{
    lane_id producer, consumer;
    if (analysis->run->status == RUN_STUCK && find_circle(analysis, &producer, &consumer))
        (void)snprintf(text, size,
                       "deadlock: %s holds lock A (list) and wants lock B (counter). %s holds B and wants A. Neither "
                       "can go on.",
                       subject_one(producer).text, subject_one(consumer).text);
    else
        (void)snprintf(text, size,
                       "deadlock: producers lock A (list) and then B (counter), consumers lock B and then A: soon each "
                       "holds what the other wants.");
}

/* Each writes of a run with the bug, whether it goes on or has ended. */
static const struct {
    const char *bug;
    void (*write)(const struct analysis *analysis, char *text, size_t size);
} rows[] = {
    {"no-start", no_start},
    {"no-join", no_join},
    {"poll", poll},
    {"unlocked", unlocked},
    {"block-the-loop", block_the_loop},
    {"lost-wakeup", lost_wakeup},
    {"deadlock", deadlock},
};

bool bug_write(const struct analysis *analysis, char *text, size_t size)
{
    const char *bug = analysis->run->bug;
    for (size_t i = 0; bug != NULL && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].bug, bug) == 0) {
            rows[i].write(analysis, text, size);
            return true;
        }
    return false;
}

bool sentence_bug(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    struct analysis analysis = analysis_of(run, now);
    return bug_write(&analysis, text, size);
}
