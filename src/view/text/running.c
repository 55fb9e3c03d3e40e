/* running — what goes on in a run, and what holds it up. */
#include "base/format.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <string.h>

enum { BACKLOG_MIN = 4 /* items a consumer: more than chance brings */ };

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, half = 0.5,
                    little = 0.05; /* shares of a time */
static const double growth = 0.25; /* items a second: more than chance brings */

/* ---- Figures ---- */

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

/* Whether each thread of a pool carries out a task now. */
static bool pool_is_busy(const struct analysis *analysis)
{
    for (uint32_t i = 0; i < (uint32_t)analysis->threads; i++)
        if (analysis_last(analysis, lane_id_of(LANE_POOL, i)).state == STATE_IDLE)
            return false;
    return true;
}

/* Nothing but one worker of that kind is busy. */
static bool is_alone(const struct analysis *analysis, enum lane_kind kind)
{
    return analysis->in[STATE_WORKING] + analysis->in[STATE_SLEEPING] == 1 && analysis->workers > 1 &&
           lane_id_kind(running_one(analysis)) == kind;
}

/* And nothing was beside another before. */
static bool one_at_a_time(const struct analysis *analysis)
{
    return analysis->stats.overlap <= nothing_overlaps &&
           share_of_all(analysis, STATE_WAITING) + share_of_all(analysis, STATE_READY) < little;
}

/* The share of its busy time so far that a worker slept. */
static double sleep_of(const struct analysis *analysis, lane_id id)
{
    struct state_times times = stats_worker(analysis->run->trace, id, analysis->now);
    double slept = (double)times.ns[STATE_SLEEPING], worked = (double)times.ns[STATE_WORKING];
    return slept > 0 ? slept / (slept + worked) : 0;
}

/* How long the consumers need for what is in the queue. */
static int64_t rest_of(const struct analysis *analysis)
{
    const struct delay *delay = &analysis->run->plan.consume;
    if (analysis->consumers.count == 0)
        return 0;
    return (int64_t)((double)(delay->min + delay->max) / 2 / analysis->consumers.count * analysis->depth);
}

/* What the workers' busy time consists of. */
static const char *kind_of_work(const struct analysis *analysis)
{
    double work = analysis->average[STATE_WORKING], sleep = analysis->average[STATE_SLEEPING];
    return work < little * sleep ? "sleep" : sleep < little * work ? "work" : "sleep and work";
}

/* ---- What must be so for one to be chosen. Conditions rest on the run so far or on its recent time
 * rather than on the instant, so that a sentence stays long enough to be read ---- */

/* They sleep over their items and seldom wait for one: no lock or core holds them up. */
static bool consumers_sleep(const struct analysis *analysis)
{
    const struct worker_totals *consumers = &analysis->consumers;
    return consumers->share[STATE_SLEEPING] >= half && consumers->share[STATE_WAITING] < much &&
           analysis->depth > (uint32_t)(BACKLOG_MIN * consumers->count);
}

static bool gil_is_full(const struct analysis *analysis)
{
    return !consumers_sleep(analysis) && analysis->workers > 1 && analysis->threads != 1 &&
           analysis->average[STATE_WORKING] >= busy_throughout && gil_share(analysis) >= busy_throughout;
}

static bool tasks_wait(const struct analysis *analysis)
{
    return analysis->threads > 0 && analysis->in[STATE_IDLE] > 0 && pool_is_busy(analysis);
}

static bool pool_is_full(const struct analysis *analysis)
{
    return tasks_wait(analysis) && analysis->in[STATE_IDLE] >= half * analysis->threads;
}

static bool producer_runs(const struct analysis *analysis)
{
    return is_alone(analysis, LANE_PRODUCER) && analysis->consumers.count > 0 &&
           analysis->consumers.in[STATE_IDLE] == analysis->consumers.count;
}

static bool consumer_runs(const struct analysis *analysis)
{
    return is_alone(analysis, LANE_CONSUMER) && analysis->producers.in[STATE_DONE] == analysis->producers.count;
}

static bool task_runs(const struct analysis *analysis)
{
    return is_alone(analysis, LANE_TASK) && analysis->in[STATE_IDLE] > 0;
}

static bool one_task_at_a_time(const struct analysis *analysis)
{
    return one_at_a_time(analysis) && task_runs(analysis);
}

static bool one_produces(const struct analysis *analysis)
{
    return one_at_a_time(analysis) && producer_runs(analysis);
}

static bool one_consumes(const struct analysis *analysis)
{
    return one_at_a_time(analysis) && consumer_runs(analysis);
}

static bool one_has_its_turn(const struct analysis *analysis) /* each goes on where it was */
{
    return analysis->ready_for == REASON_TURN && analysis->turn != LANE_NONE && analysis->in[STATE_READY] > 0;
}

static bool loop_is_full(const struct analysis *analysis)
{
    return !consumers_sleep(analysis) && share_of_all(analysis, STATE_READY) >= much &&
           analysis->ready_for == REASON_LOOP;
}

static bool many_wait_for_gil(const struct analysis *analysis)
{
    return !consumers_sleep(analysis) && share_of_all(analysis, STATE_READY) >= much &&
           analysis->ready_for == REASON_GIL;
}

static bool cores_are_full(const struct analysis *analysis)
{
    return !consumers_sleep(analysis) && share_of_all(analysis, STATE_READY) >= much;
}

static bool queue_is_full(const struct analysis *analysis)
{
    return analysis->producers.share[STATE_WAITING] >= much;
}

static bool is_behind(const struct analysis *analysis)
{
    return (busy_share(&analysis->consumers) >= busy_throughout || consumers_sleep(analysis)) &&
           analysis->depth > (uint32_t)(BACKLOG_MIN * analysis->consumers.count);
}

static bool rest_is_left(const struct analysis *analysis)
{
    return analysis->producers.in[STATE_DONE] == analysis->producers.count && analysis->depth > 0;
}

static bool is_behind_at_the_end(const struct analysis *analysis)
{
    return is_behind(analysis) && rest_is_left(analysis);
}

static bool grows(const struct analysis *analysis)
{
    return analysis->trend > 0;
}

static bool is_behind_ever_more(const struct analysis *analysis)
{
    return is_behind(analysis) && analysis->trend >= growth;
}

static bool items_wait(const struct analysis *analysis)
{
    return analysis->depth > 0;
}

static bool queue_is_empty(const struct analysis *analysis)
{
    return analysis->consumers.share[STATE_WAITING] >= much;
}

static bool nearly_all_overlap(const struct analysis *analysis)
{
    return analysis->workers > 1 && analysis->stats.overlap >= nearly_all * analysis->workers;
}

static bool sleeps_overlap(const struct analysis *analysis)
{
    return analysis->stats.overlap > nothing_overlaps && share_of_all(analysis, STATE_SLEEPING) > little;
}

static bool sleeps_overlap_in_loop(const struct analysis *analysis)
{
    return sleeps_overlap(analysis) && strcmp(analysis->run->mode->name, "async") == 0;
}

static bool processes_overlap(const struct analysis *analysis)
{
    return analysis->stats.overlap > nothing_overlaps && runs_has_processes(analysis->run);
}

static bool sleeps_overlap_with_gil(const struct analysis *analysis)
{
    return sleeps_overlap(analysis) && mode_has_gil(analysis->run->mode, &analysis->run->plan);
}

static bool some_overlap(const struct analysis *analysis)
{
    return analysis->stats.overlap > nothing_overlaps;
}

/* The first that applies is said. What it says of the present is so while it stands; the rest stays true. */
static const struct rule {
    bool (*applies)(const struct analysis *analysis);
    bool (*stands)(const struct analysis *analysis); /* NULL: it says nothing of the present */
    const char *row;
} rules[] = {
    {gil_is_full, NULL,
     "The GIL is the bottleneck: it was held {locked} of the {recent}. The {running threads} threads compute one at a "
     "time, as "
     "in sync{; in C}."},
    {pool_is_full, tasks_wait,
     "The pool is the bottleneck: {tasks} {tasks:waits|wait} for a thread while {all threads} busy."},
    {one_produces, producer_runs, "One at a time: {one} {acts}, but {C} {C:is|are} not allowed to start.{backlog}"},
    {one_task_at_a_time, task_runs, "One at a time: {one} is running, and the next starts only after it."},
    {one_consumes, consumer_runs, "One at a time: {one} starts only after {every P} {P:has|have} finished."},
    {one_has_its_turn, one_has_its_turn, "One at a time: {turn} is running; the other {others} turn."},
    {loop_is_full, NULL,
     "The loop is the bottleneck: it runs one worker at a time; on average {ready} of the {workers} had to wait for "
     "their turn."},
    {many_wait_for_gil, NULL,
     "The GIL is the bottleneck: threads could run but had to wait for it {ready share} of the {recent}{; in C}."},
    {cores_are_full, NULL,
     "The CPU is the bottleneck: workers could run but had to wait for a core {ready share} of the {recent}."},
    {queue_is_full, NULL,
     "{C} {C:is|are} the bottleneck: {P} spent {P waiting} of the {recent} waiting for room in the queue."},
    {is_behind_at_the_end, rest_is_left,
     "{C} {C:is|are} the bottleneck: {P} {P:has|have} finished, and what is left in the queue takes about {rest} "
     "more."},
    {is_behind_ever_more, grows,
     "{C} {C:is|are} the bottleneck: {C:its|their} items took {C busy} of the {recent}, yet the queue grows by {trend} "
     "items a second."},
    {is_behind, items_wait,
     "{C} {C:is|are} the bottleneck: {C:its|their} items took {C busy} of the {recent}, yet items are waiting, the "
     "oldest for {oldest}."},
    {queue_is_empty, NULL,
     "{P} {P:is|are} the bottleneck: {P:its|their} items took {P busy} of the {recent}, while {C} spent {C waiting} of "
     "it waiting for an "
     "item."},
    {sleeps_overlap_in_loop, NULL, "One thread, yet {overlap}: a worker that sleeps leaves the loop to the next."},
    {processes_overlap, NULL, "Each worker is a process of its own{ with a GIL}: {overlap}."},
    {sleeps_overlap_with_gil, NULL, "A thread that sleeps lets go of the GIL, and the others go on: {overlap}."},
    {sleeps_overlap, NULL, "While one sleeps the others go on: {overlap}."},
    {nearly_all_overlap, NULL, "Each works on a core of its own: {overlap}{; in Python}."},
    {some_overlap, NULL, "The workers overlap: {overlap}."},
};

/* The rule of the sentence that stood there, if it goes on to be true, else the first that applies; NULL: none does. */
static const struct rule *rule_of(const struct analysis *analysis, const char *stood)
{
    const struct rule *end = rules + sizeof rules / sizeof *rules;
    for (const struct rule *rule = rules; rule < end; rule++)
        if (stood != NULL && rule->row == stood && (rule->stands == NULL || rule->stands(analysis)))
            return rule;
    for (const struct rule *rule = rules; rule < end; rule++)
        if (rule->applies(analysis))
            return rule;
    return NULL;
}

const char *running_write(const struct analysis *analysis, const char *stood, char *text, size_t size)
{
    const struct rule *rule = rule_of(analysis, stood);
    if (rule == NULL)
        return NULL;
    const struct worker_totals *producers = &analysis->producers, *consumers = &analysis->consumers;
    const struct plan *plan = &analysis->run->plan;
    bool python = plan->language == LANGUAGE_PYTHON, several_cores = plan->cores != 1;
    sentence_fill(
        rule->row,
        (const struct field[]){
            {"P", subject_the(producers).text},
            {"C", subject_the(consumers).text},
            {"every P", subject_every(producers).text},
            {"one", subject_one(running_one(analysis)).text},
            {"turn", subject_one(analysis->turn).text},
            {"workers", format_number(analysis->workers).text},
            {"running threads", format_number(analysis->threads > 0 ? analysis->threads : analysis->workers).text},
            {"others", analysis->workers == 2 ? "one has to wait for its" : "{other count} have to wait for their"},
            {"other count", format_number(analysis->workers - 1).text},
            {"tasks", format_count((uint64_t)analysis->in[STATE_IDLE], "task").text},
            {"threads", format_count((uint64_t)analysis->threads, "thread").text},
            {"all threads", analysis->threads == 1 ? "its only thread is" : "all its {threads} are"},
            {"recent", analysis->recent < ANALYSIS_RECENT ? "time" : "last 10 s"},
            {"backlog", analysis->depth == 0 ? "" : " The oldest item has been waiting for {oldest}."},
            {"locked", format_percent(gil_share(analysis)).text},
            {"acts", sleep_of(analysis, running_one(analysis)) >= much ? "sleeps {asleep} of its time"
                                                                       : "works through its items"},
            {"asleep", format_percent(sleep_of(analysis, running_one(analysis))).text},
            {"ready", format_number(analysis->average[STATE_READY]).text},
            {"ready share", format_percent(share_of_all(analysis, STATE_READY)).text},
            {"P waiting", format_percent(producers->share[STATE_WAITING]).text},
            {"C waiting", format_percent(consumers->share[STATE_WAITING]).text},
            {"P busy", format_percent(busy_share(producers)).text},
            {"C busy", format_percent(busy_share(consumers)).text},
            {"oldest", format_duration(analysis->oldest, 1).text},
            {"rest", format_duration(rest_of(analysis), 1).text},
            {"trend", format_number(analysis->trend).text},
            {"overlap", "{busy} of {work} fit into the first {elapsed}"},
            {"work", kind_of_work(analysis)},
            {"busy", format_duration((int64_t)analysis->stats.busy, 1).text},
            {"elapsed", format_duration(analysis->stats.elapsed, 1).text},
            {" with a GIL", python ? ", with a GIL of its own" : ""},
            {"; in C", several_cores ? "; in C several could compute at once" : ""},
            {"; in Python", analysis->run->mode->holds_gil ? "; in Python only one could, the one with the GIL" : ""},
            {NULL, NULL},
        },
        text, size);
    return rule->row;
}
