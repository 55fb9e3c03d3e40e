/* running — what goes on in a run, what holds it up and by how much. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

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

/* ---- Conditions ---- */

/* One worker's turn after another's: no two are busy, and yet none waits and none is ready. */
static bool takes_turns(const struct analysis *analysis)
{
    return analysis->busy == 1 && analysis->workers > 1 && analysis->stats.overlap <= nothing_overlaps &&
           share_of_all(analysis, STATE_WAITING) + share_of_all(analysis, STATE_READY) < little;
}

static bool producers_take_turns(const struct analysis *analysis)
{
    return takes_turns(analysis) && lane_id_kind(running_one(analysis)) == LANE_PRODUCER &&
           analysis->consumers.in[STATE_IDLE] == analysis->consumers.count;
}

static bool producers_sleep_in_turns(const struct analysis *analysis)
{
    return producers_take_turns(analysis) && in_state(analysis, STATE_SLEEPING) >= much;
}

static bool consumers_take_turns(const struct analysis *analysis)
{
    return takes_turns(analysis) && lane_id_kind(running_one(analysis)) == LANE_CONSUMER &&
           analysis->producers.in[STATE_DONE] == analysis->producers.count;
}

/* A round of calls: each goes on where it was when the others have had their turn. */
static bool goes_round(const struct analysis *analysis)
{
    return analysis->ready_for == REASON_TURN && analysis->turn != LANE_NONE;
}

static bool two_go_round(const struct analysis *analysis)
{
    return goes_round(analysis) && analysis->workers == 2;
}

static bool gil_is_short(const struct analysis *analysis)
{
    return analysis->workers > 1 && in_state(analysis, STATE_WORKING) >= busy_throughout &&
           gil_share(analysis) >= busy_throughout;
}

/* All threads have a task, and more tasks wait for one. */
static bool pool_is_short(const struct analysis *analysis)
{
    return analysis->threads > 0 && analysis_in(analysis, STATE_IDLE) > 0 &&
           analysis_in(analysis, STATE_IDLE) >= half * analysis->threads;
}

static bool workers_are_ready(const struct analysis *analysis)
{
    return share_of_all(analysis, STATE_READY) >= much;
}

static bool loop_is_short(const struct analysis *analysis)
{
    return workers_are_ready(analysis) && analysis->ready_for == REASON_LOOP;
}

static bool queue_is_full(const struct analysis *analysis)
{
    return analysis_share(analysis, &analysis->producers, STATE_WAITING) >= much;
}

/* They have no rest, and more items are in the queue than chance puts there. */
static bool consumers_are_behind(const struct analysis *analysis)
{
    return busy_share(analysis, &analysis->consumers) >= busy_throughout &&
           analysis->depth > (uint32_t)(BACKLOG_MIN * analysis->consumers.count);
}

static bool only_the_rest_remains(const struct analysis *analysis)
{
    return consumers_are_behind(analysis) && analysis->producers.in[STATE_DONE] == analysis->producers.count;
}

static bool queue_grows(const struct analysis *analysis)
{
    return consumers_are_behind(analysis) && analysis->trend >= growth;
}

static bool producers_are_slow(const struct analysis *analysis)
{
    return analysis_share(analysis, &analysis->consumers, STATE_WAITING) >= much;
}

static bool some_overlap(const struct analysis *analysis)
{
    return analysis->stats.overlap > nothing_overlaps;
}

static bool all_overlap(const struct analysis *analysis)
{
    return analysis->workers > 1 && analysis->stats.overlap >= nearly_all * analysis->workers;
}

static bool all_sleep(const struct analysis *analysis)
{
    return all_overlap(analysis) && share_of_all(analysis, STATE_SLEEPING) > little;
}

static bool all_sleep_in_a_loop(const struct analysis *analysis)
{
    return all_sleep(analysis) && strcmp(analysis->run->mode, "async") == 0;
}

static bool all_sleep_with_a_gil(const struct analysis *analysis)
{
    return all_sleep(analysis) && analysis->run->has_gil;
}

/* ---- Sentences ---- */

static const struct caption rows[] = {
    {gil_is_short,
     "The GIL is the bottleneck: it was held {locked} of the {recent}, so the {workers} threads compute one "
     "at a time, as in sync."},
    {pool_is_short, "The pool is the bottleneck: {tasks} {tasks:waits|wait} for a thread while its {threads} "
                    "{threads:is|are} busy ({overlap} at a time)."},
    {producers_sleep_in_turns,
     "One at a time: {one} sleeps {asleep} of the {recent}, but {C} {C:is|are} not allowed to "
     "start.{backlog}"},
    {producers_take_turns,
     "One at a time: {one} works through its items, but {C} {C:is|are} not allowed to start.{backlog}"},
    {consumers_take_turns, "One at a time: {one} starts only after {every P} {P:has|have} finished.{backlog}"},
    {two_go_round, "One at a time: {turn} is running; the other one has to wait for its turn.{backlog}"},
    {goes_round, "One at a time: {turn} is running; the other {others} have to wait for their turn.{backlog}"},
    {loop_is_short,
     "The loop is the bottleneck: it runs one worker at a time; on average {ready} of the {workers} wait "
     "for their turn."},
    {workers_are_ready,
     "The CPU is the bottleneck: workers could run but have to wait for a core {ready share} of the {recent}."},
    {queue_is_full,
     "{C} {C:is|are} the bottleneck: {P} spent {P waiting} of the {recent} waiting for room in the queue."},
    {only_the_rest_remains,
     "{C} {C:is|are} the bottleneck: {P} {P:has|have} finished, and the {depth} items left take about {rest} more."},
    {queue_grows,
     "{C} {C:is|are} the bottleneck: busy {C busy} of the {recent}, yet the queue grows by {trend} items a second, "
     "to {depth} so far."},
    {consumers_are_behind, "{C} {C:is|are} the bottleneck: busy {C busy} of the {recent}, yet {depth} items are "
                           "waiting, the oldest for {oldest}."},
    {producers_are_slow,
     "{P} {P:is|are} the bottleneck: busy {P busy} of the {recent}, while {C} spent {C waiting} of it "
     "waiting for an item."},
    {all_sleep_in_a_loop,
     "One thread, yet {busy} of {work} took only {elapsed}: a worker that sleeps leaves the loop to the next."},
    {all_sleep_with_a_gil, "A thread that sleeps lets go of the GIL, and the others go on: {busy} of {work} took only "
                           "{elapsed}."},
    {all_sleep, "While one sleeps the others go on: {busy} of {work} took only {elapsed}."},
    {all_overlap, "Each works on a core of its own: {busy} of {work} took only {elapsed}."},
    {some_overlap, "On average {overlap} of the {workers} workers were busy at a time: {busy} of {work} took only "
                   "{elapsed}."},
    {NULL, NULL},
};

void running_write(const struct analysis *analysis, char *text, size_t size)
{
    const char *row = caption_choose(rows, analysis);
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
                      {"backlog", sentence_backlog(analysis).text},
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
