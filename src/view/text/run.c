/* run — what goes on in a run and what holds it up, or how long it took and where its time went. */
#include "base/format.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <stdlib.h>
#include <string.h>

enum { BACKLOG_MIN = 4 /* items a consumer: more than chance brings */ };

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, half = 0.5,
                    little = 0.05; /* shares of a time */
static const double growth = 0.25; /* items a second: more than chance brings */

/* ---- A run that goes on: its figures ---- */

static double share_of_all(const struct analysis *analysis, enum state state)
{
    return analysis->average[state] / analysis->workers;
}

static double busy_share(const struct worker_totals *totals)
{
    return totals->share[STATE_WORKING] + totals->share[STATE_SLEEPING];
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
    double work = analysis->average[STATE_WORKING], sleep = analysis->average[STATE_SLEEPING];
    return work < little * sleep ? "sleep" : sleep < little * work ? "work" : "sleep and work";
}

/* ---- Its sentences. Conditions rest on the run so far or on its recent time rather than on the instant, so that a
 * sentence stays long enough to be read. NULL: there is nothing of that kind to say ---- */

static const char *too_few_threads(const struct analysis *analysis)
{
    int idle = analysis->in[STATE_IDLE];
    if (analysis->workers > 1 && analysis->average[STATE_WORKING] >= busy_throughout &&
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
    bool alone = analysis->in[STATE_WORKING] + analysis->in[STATE_SLEEPING] == 1 && analysis->workers > 1 &&
                 analysis->stats.overlap <= nothing_overlaps &&
                 share_of_all(analysis, STATE_WAITING) + share_of_all(analysis, STATE_READY) < little;
    enum lane_kind kind = lane_id_kind(running_one(analysis));
    if (alone && kind == LANE_PRODUCER && consumers->in[STATE_IDLE] == consumers->count)
        return "One at a time: {one} {acts}, but {C} {C:is|are} not allowed to start.{backlog}";
    if (alone && kind == LANE_CONSUMER && producers->in[STATE_DONE] == producers->count)
        return "One at a time: {one} starts only after {every P} {P:has|have} finished.{backlog}";
    if (analysis->ready_for == REASON_TURN && analysis->turn != LANE_NONE) /* each goes on where it was */
        return "One at a time: {turn} is running; the other {others} turn.{backlog}";
    return NULL;
}

static const char *bottleneck(const struct analysis *analysis)
{
    const struct worker_totals *producers = &analysis->producers, *consumers = &analysis->consumers;
    bool behind =
        busy_share(consumers) >= busy_throughout && analysis->depth > (uint32_t)(BACKLOG_MIN * consumers->count);
    if (share_of_all(analysis, STATE_READY) >= much)
        return analysis->ready_for == REASON_LOOP
                   ? "The loop is the bottleneck: it runs one worker at a time; on average {ready} of the {workers} "
                     "wait for their turn."
                   : "The CPU is the bottleneck: workers could run but have to wait for a core {ready share} of the "
                     "{recent}.";
    if (producers->share[STATE_WAITING] >= much)
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
    if (consumers->share[STATE_WAITING] >= much)
        return "{P} {P:is|are} the bottleneck: busy {P busy} of the {recent}, while {C} spent {C waiting} of it "
               "waiting for an item.";
    return NULL;
}

static const char *overlap(const struct analysis *analysis)
{
    bool all = analysis->workers > 1 && analysis->stats.overlap >= nearly_all * analysis->workers;
    bool sleep = all && share_of_all(analysis, STATE_SLEEPING) > little;
    if (sleep && strcmp(analysis->run->mode->name, "async") == 0)
        return "One thread, yet {busy} of {work} took only {elapsed}: a worker that sleeps leaves the loop to the "
               "next.";
    if (all && runs_has_processes(analysis->run))
        return analysis->run->plan.language == LANGUAGE_PYTHON
                   ? "Each worker is a process of its own, with a GIL of its own: {busy} of {work} took only {elapsed}."
                   : "Each worker is a process of its own: {busy} of {work} took only {elapsed}.";
    if (sleep && mode_has_gil(analysis->run->mode, &analysis->run->plan))
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
    sentence_fill(
        row,
        (const struct field[]){
            {"P", subject_the(producers).text},
            {"C", subject_the(consumers).text},
            {"every P", subject_every(producers).text},
            {"one", subject_one(running_one(analysis)).text},
            {"turn", subject_one(analysis->turn).text},
            {"workers", format_number(analysis->workers).text},
            {"others", analysis->workers == 2 ? "one has to wait for its" : "{other count} have to wait for their"},
            {"other count", format_number(analysis->workers - 1).text},
            {"tasks", format_count((uint64_t)analysis->in[STATE_IDLE], "task").text},
            {"threads", format_count((uint64_t)analysis->threads, "thread").text},
            {"recent", analysis->recent < ANALYSIS_RECENT ? "time" : "last 10 s"},
            {"backlog",
             analysis->depth == 0 ? "" : " {items} {items:has been|are} waiting, {items:|the oldest }for {oldest}."},
            {"items", format_count(analysis->depth, "item").text},
            {"locked", format_percent(gil_share(analysis)).text},
            {"acts",
             analysis->average[STATE_SLEEPING] >= much ? "sleeps {asleep} of the {recent}" : "works through its items"},
            {"asleep", format_percent(analysis->average[STATE_SLEEPING]).text},
            {"ready", format_number(analysis->average[STATE_READY]).text},
            {"ready share", format_percent(share_of_all(analysis, STATE_READY)).text},
            {"P waiting", format_percent(producers->share[STATE_WAITING]).text},
            {"C waiting", format_percent(consumers->share[STATE_WAITING]).text},
            {"P busy", format_percent(busy_share(producers)).text},
            {"C busy", format_percent(busy_share(consumers)).text},
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

/* ---- A finished run: against another one of the same plan, or the best possible ---- */

/* The time that producers or consumers spent in a state in which they got nowhere. */
struct loss {
    const struct worker_totals *workers; /* NULL: nothing was lost that is worth a word */
    enum state state;
    int64_t ns;
};

static int64_t time_in(const struct scene_run *run, enum lane_kind kind, enum state state, int64_t now)
{
    int64_t time = 0;
    for (uint32_t i = 0; i < (uint32_t)runs_lane_count(run, kind); i++)
        time += stats_worker(run->trace, lane_id_of(kind, i), now).ns[state];
    return time;
}

/* The greatest that one kind lost in a state and `other` (NULL: none to compare with) did not. Both ran one plan. Being
 * idle or ready is the mode's doing; waiting may only follow from that, and counts if there is no such cause. */
static struct loss loss_of(const struct analysis *analysis, const struct scene_run *other)
{
    static const enum state causes[] = {STATE_IDLE, STATE_READY, STATE_WAITING};
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    struct loss greatest = {.ns = (int64_t)(little * (double)analysis->stats.elapsed)};
    for (size_t i = 0; i < 3 && !(greatest.workers != NULL && causes[i] == STATE_WAITING); i++)
        for (size_t j = 0; j < 2; j++) {
            int64_t ns = time_in(analysis->run, totals[j]->kind, causes[i], analysis->now);
            if (other != NULL)
                ns -= time_in(other, totals[j]->kind, causes[i], analysis->now);
            if (ns > greatest.ns)
                greatest = (struct loss){.workers = totals[j], .state = causes[i], .ns = ns};
        }
    return greatest;
}

static const char *words_of(const struct loss *loss, const struct analysis *analysis)
{
    if (loss->state == STATE_IDLE && analysis->threads > 0)
        return "{who} waited {lost}{who:| in all} for a thread";
    if (loss->state == STATE_IDLE)
        return "{who} had to wait {lost}{who:| in all} before {who:it|they} could start";
    if (loss->state == STATE_WAITING)
        return loss->workers->kind == LANE_PRODUCER ? "{who} waited {lost}{who:| in all} for room in the queue"
                                                    : "{who} waited {lost}{who:| in all} for an item";
    return analysis->ready_for == REASON_LOOP   ? "{who} had to wait {lost}{who:| in all} for the loop"
           : analysis->ready_for == REASON_LOCK ? "{who} had to wait {lost}{who:| in all} for the lock"
                                                : "{who} had to wait {lost}{who:| in all} for a core";
}

/* `faster` is how much faster it was than the other run that it is compared with. */
static const char *row_of(const struct analysis *analysis, const struct stats *others, int64_t faster)
{
    double elapsed = (double)analysis->stats.elapsed, ideal = (double)analysis->run->ideal;
    if (analysis->other != NULL && (double)llabs(faster) < little * elapsed)
        return "{mode} took {elapsed}, about as long as {other}: {overlap}.";
    if (analysis->other != NULL && faster > 0 && others->overlap <= nothing_overlaps)
        return "{mode} took {elapsed}, {other} {others}: on average {busy} workers at a time ({factor}) instead of "
               "one.";
    if (analysis->other != NULL && faster > 0)
        return "{mode} took {elapsed}, {difference} less than {other}: {there}{cause}.";
    if (analysis->other != NULL)
        return "{mode} took {elapsed}, {difference} more than {other}: {cause}.";
    if (analysis->run->changed || ideal <= 0 || elapsed < ideal * (1 + little))
        return "{mode} took {elapsed}: {overlap}; an item waited {latency} on average.";
    if (analysis->threads > 0)
        return "{mode} took {elapsed}; with a thread for every task it would take {ideal}: {overlap}{and loss}.";
    return "{mode} took {elapsed}; the same work can be done in {ideal}: {overlap}{and loss}.";
}

void finished_write(const struct analysis *analysis, char *text, size_t size)
{
    const struct scene_run *run = analysis->run, *other = analysis->other;
    struct stats stats = analysis->stats, others = stats_of((other != NULL ? other : run)->trace, analysis->now);
    int64_t faster = others.elapsed - stats.elapsed;
    struct analysis slower = faster > 0 ? analysis_of(other, analysis->now) : *analysis;
    struct loss loss = loss_of(&slower, faster > 0 ? run : other);
    bool lost = loss.workers != NULL;
    sentence_fill(row_of(analysis, &others, faster),
                  (const struct field[]){
                      {"mode", run->mode->name},
                      {"elapsed", format_duration(stats.elapsed, 1).text},
                      {"other", other != NULL ? other->mode->name : ""},
                      {"others", format_duration(others.elapsed, 1).text},
                      {"difference", format_duration(llabs(faster), 1).text},
                      {"ideal", format_duration(run->ideal, 1).text},
                      {"latency", format_duration((int64_t)stats.latency_mean, 1).text},
                      {"busy", format_number(stats.overlap).text},
                      {"factor", format_factor(stats.overlap).text},
                      {"overlap", stats.overlap <= nothing_overlaps ? "nothing overlapped" : "overlap {factor}"},
                      {"there", lost ? "there " : ""},
                      {"cause", lost ? words_of(&loss, &slower) : "{overlap}"},
                      {"and loss", lost ? ", and {cause}" : ""},
                      {"who", (lost ? subject_the(loss.workers) : (struct format){""}).text},
                      {"lost", format_duration(loss.ns, 1).text},
                      {NULL, NULL},
                  },
                  text, size);
}
