/* running — what goes on in a run, what holds it up and by how much. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

enum { BACKLOG_MIN = 4 /* items a consumer: more than chance brings */ };

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, half = 0.5, little = 0.05; /* shares */
static const double growth = 0.25; /* items a second: more than chance brings */

/* ---- Figures ---- */

/* How many workers were in a state at a time, on average over the recent time. */
static double in_state(const struct analysis *analysis, enum state state)
{
    return analysis_share(analysis, &analysis->producers, state) * analysis->producers.count +
           analysis_share(analysis, &analysis->consumers, state) * analysis->consumers.count;
}

static double share_of_all(const struct analysis *analysis, enum state state)
{
    return in_state(analysis, state) / analysis->workers;
}

static double busy_share(const struct analysis *analysis, const struct worker_totals *totals)
{
    return analysis_share(analysis, totals, STATE_WORKING) + analysis_share(analysis, totals, STATE_SLEEPING);
}

/* The share of the recent time in which some worker held the GIL; 0: there is none. */
static double gil_share(const struct analysis *analysis)
{
    const struct lane *lane = trace_lane(analysis->run->trace, lane_id_of(LANE_GIL, 0));
    if (lane == NULL)
        return 0;
    int64_t end = trace_end(analysis->run->trace, analysis->now);
    return (double)lane_state_times(lane, end - analysis->recent, end, end).ns[STATE_WORKING] /
           (double)analysis->recent;
}

/* The one worker that is running. */
static lane_id running_one(const struct analysis *analysis)
{
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    for (int i = 0; i < 2; i++)
        for (enum state state = STATE_WORKING; state <= STATE_SLEEPING; state++)
            if (totals[i]->in[state] > 0)
                return totals[i]->first_in[state];
    return LANE_NONE;
}

/* How long the consumers need for what is in the queue. */
static int64_t rest_of(const struct analysis *analysis)
{
    const struct delay *delay = &analysis->run->plan.consume;
    return (int64_t)((double)(delay->min + delay->max) / 2 / analysis->consumers.count * analysis->depth);
}

/* What the workers' busy time consists of. */
static const char *kind_of_work(const struct analysis *analysis)
{
    double work = in_state(analysis, STATE_WORKING), sleep = in_state(analysis, STATE_SLEEPING);
    return work < little * sleep ? "sleep" : sleep < little * work ? "work" : "sleep and work";
}

/* " 12 items are waiting, the oldest for 9.8 s.", or nothing if the queue is empty. */
static struct sentence backlog_of(const struct analysis *analysis)
{
    struct sentence sentence = {""};
    if (analysis->depth > 0)
        (void)snprintf(sentence.text, sizeof sentence.text, " %s %s waiting, %sfor %s.",
                       format_count(analysis->depth, "item").text, analysis->depth == 1 ? "has been" : "are",
                       analysis->depth == 1 ? "" : "the oldest ", format_duration(analysis->oldest, 1).text);
    return sentence;
}

/* ---- Sentences: conditions rest on the run so far or on its recent time rather than on the instant, so that one stays
 * long enough to be read. NULL: there is nothing of that kind to say ---- */

static const char *too_few_threads(const struct analysis *analysis)
{
    int idle = analysis_in(analysis, STATE_IDLE);
    if (analysis->workers > 1 && in_state(analysis, STATE_WORKING) >= busy_throughout &&
        gil_share(analysis) >= busy_throughout)
        return "The GIL is the bottleneck: it was held {locked} of the {recent}, so the {workers} threads compute one "
               "at a time, as in sync.";
    if (analysis->threads > 0 && idle > 0 && idle >= half * analysis->threads)
        return "The pool is the bottleneck: {tasks} {tasks:waits|wait} for a thread while its {threads} "
               "{threads:is|are} busy ({overlap} at a time).";
    return NULL;
}

static const char *one_at_a_time(const struct analysis *analysis)
{
    const struct worker_totals *producers = &analysis->producers, *consumers = &analysis->consumers;
    bool alone = analysis->busy == 1 && analysis->workers > 1 && analysis->stats.overlap <= nothing_overlaps &&
                 share_of_all(analysis, STATE_WAITING) + share_of_all(analysis, STATE_READY) < little;
    enum lane_kind kind = lane_id_kind(running_one(analysis));
    if (alone && kind == LANE_PRODUCER && consumers->in[STATE_IDLE] == consumers->count)
        return in_state(analysis, STATE_SLEEPING) >= much
                   ? "One at a time: {one} sleeps {asleep} of the {recent}, but {C} {C:is|are} not allowed to "
                     "start.{backlog}"
                   : "One at a time: {one} works through its items, but {C} {C:is|are} not allowed to start.{backlog}";
    if (alone && kind == LANE_CONSUMER && producers->in[STATE_DONE] == producers->count)
        return "One at a time: {one} starts only after {every P} {P:has|have} finished.{backlog}";
    if (analysis->ready_for == REASON_TURN && analysis->turn != LANE_NONE) /* each goes on where it was */
        return analysis->workers == 2
                   ? "One at a time: {turn} is running; the other one has to wait for its turn.{backlog}"
                   : "One at a time: {turn} is running; the other {others} have to wait for their turn.{backlog}";
    return NULL;
}

static const char *bottleneck(const struct analysis *analysis)
{
    const struct worker_totals *producers = &analysis->producers, *consumers = &analysis->consumers;
    bool behind = busy_share(analysis, consumers) >= busy_throughout &&
                  analysis->depth > (uint32_t)(BACKLOG_MIN * consumers->count);
    if (share_of_all(analysis, STATE_READY) >= much)
        return analysis->ready_for == REASON_LOOP
                   ? "The loop is the bottleneck: it runs one worker at a time; on average {ready} of the {workers} "
                     "wait for their turn."
                   : "The CPU is the bottleneck: workers could run but have to wait for a core {ready share} of the "
                     "{recent}.";
    if (analysis_share(analysis, producers, STATE_WAITING) >= much)
        return "{C} {C:is|are} the bottleneck: {P} spent {P waiting} of the {recent} waiting for room in the queue.";
    if (behind && producers->in[STATE_DONE] == producers->count)
        return "{C} {C:is|are} the bottleneck: {P} {P:has|have} finished, and the {depth} items left take about {rest} "
               "more.";
    if (behind && analysis->trend >= growth)
        return "{C} {C:is|are} the bottleneck: busy {C busy} of the {recent}, yet the queue grows by {trend} items a "
               "second, to {depth} so far.";
    if (behind)
        return "{C} {C:is|are} the bottleneck: busy {C busy} of the {recent}, yet {depth} items are waiting, the "
               "oldest for {oldest}.";
    if (analysis_share(analysis, consumers, STATE_WAITING) >= much)
        return "{P} {P:is|are} the bottleneck: busy {P busy} of the {recent}, while {C} spent {C waiting} of it "
               "waiting for an item.";
    return NULL;
}

static const char *overlap(const struct analysis *analysis)
{
    bool all = analysis->workers > 1 && analysis->stats.overlap >= nearly_all * analysis->workers;
    bool sleep = all && share_of_all(analysis, STATE_SLEEPING) > little;
    if (sleep && strcmp(analysis->run->mode, "async") == 0)
        return "One thread, yet {busy} of {work} took only {elapsed}: a worker that sleeps leaves the loop to the "
               "next.";
    if (sleep && analysis->run->has_gil)
        return "A thread that sleeps lets go of the GIL, and the others go on: {busy} of {work} took only {elapsed}.";
    if (sleep)
        return "While one sleeps the others go on: {busy} of {work} took only {elapsed}.";
    if (all)
        return "Each works on a core of its own: {busy} of {work} took only {elapsed}.";
    if (analysis->stats.overlap > nothing_overlaps)
        return "On average {overlap} of the {workers} workers were busy at a time: {busy} of {work} took only "
               "{elapsed}.";
    return NULL;
}

void running_write(const struct analysis *analysis, char *text, size_t size)
{
    static const char *(*const kinds[])(const struct analysis *analysis) = {too_few_threads, one_at_a_time, bottleneck,
                                                                            overlap};
    const char *row = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && row == NULL; i++)
        row = kinds[i](analysis);
    if (row == NULL)
        return;
    const struct worker_totals *producers = &analysis->producers, *consumers = &analysis->consumers;
    const struct stats *stats = &analysis->stats;
    sentence_fill(row,
                  (const struct field[]){
                      {"P", subject_the(producers).text},
                      {"C", subject_the(consumers).text},
                      {"every P", subject_every(producers).text},
                      {"one", subject_one(running_one(analysis)).text},
                      {"turn", subject_one(analysis->turn).text},
                      {"workers", format_number(analysis->workers).text},
                      {"others", format_number(analysis->workers - 1).text},
                      {"tasks", format_count((uint64_t)analysis_in(analysis, STATE_IDLE), "task").text},
                      {"threads", format_count((uint64_t)analysis->threads, "thread").text},
                      {"recent", analysis->recent < ANALYSIS_RECENT ? "time" : "last 10 s"},
                      {"backlog", backlog_of(analysis).text},
                      {"locked", format_percent(gil_share(analysis)).text},
                      {"asleep", format_percent(in_state(analysis, STATE_SLEEPING)).text},
                      {"ready", format_number(in_state(analysis, STATE_READY)).text},
                      {"ready share", format_percent(share_of_all(analysis, STATE_READY)).text},
                      {"P waiting", format_percent(analysis_share(analysis, producers, STATE_WAITING)).text},
                      {"C waiting", format_percent(analysis_share(analysis, consumers, STATE_WAITING)).text},
                      {"P busy", format_percent(busy_share(analysis, producers)).text},
                      {"C busy", format_percent(busy_share(analysis, consumers)).text},
                      {"depth", format_number(analysis->depth).text},
                      {"oldest", format_duration(analysis->oldest, 1).text},
                      {"rest", format_duration(rest_of(analysis), 1).text},
                      {"trend", format_number(analysis->trend).text},
                      {"overlap", format_number(stats->overlap).text},
                      {"work", kind_of_work(analysis)},
                      {"busy", format_duration((int64_t)stats->busy, 1).text},
                      {"elapsed", format_duration(stats->elapsed, 1).text},
                      {NULL, NULL},
                  },
                  text, size);
}
