/* finished — how long a run took and where its time went, against another one of the same plan or the best possible. */
#include "base/format.h"
#include "base/units.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <stdlib.h>

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double little = 0.05;           /* of a time */

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

/* What one kind lost in a state, most of all more than in `other` (NULL: none to compare with). Both ran one plan.
 * Being idle or ready is the mode's doing; waiting may only follow from that, and counts if there is no such cause. */
static struct loss loss_of(const struct analysis *analysis, const struct scene_run *other)
{
    static const enum state causes[] = {STATE_IDLE, STATE_READY, STATE_WAITING};
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    struct loss greatest = {.workers = NULL};
    int64_t most = (int64_t)(little * (double)analysis->stats.elapsed);
    for (size_t i = 0; i < 3 && !(greatest.workers != NULL && causes[i] == STATE_WAITING); i++)
        for (size_t j = 0; j < 2; j++) {
            int64_t ns = time_in(analysis->run, totals[j]->kind, causes[i], analysis->now);
            int64_t more = other != NULL ? ns - time_in(other, totals[j]->kind, causes[i], analysis->now) : ns;
            if (more <= most)
                continue;
            most = more;
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
    if (analysis->ready_for == REASON_GIL)
        return "{who} waited {lost}{who:| in all} for the GIL (C has none)";
    return analysis->ready_for == REASON_LOOP ? "{who} had to wait {lost}{who:| in all} for the loop"
                                              : "{who} had to wait {lost}{who:| in all} for a core";
}

/* A thread for every worker does the work in the ideal time: no GIL and no lack of cores holds it up. */
static bool threads_are_ideal(const struct plan *plan)
{
    return plan->cpu_percent == 0 ||
           (plan->language == LANGUAGE_C && (plan->cores == 0 || plan->cores >= plan_workers_all(plan)));
}

/* When main received the first result of a pool's tasks; TIME_NEVER: it has received none. */
static int64_t first_result(const struct scene_run *run)
{
    for (int i = 0; runs_has_futures(run) && i < runs_lane_count(run, LANE_TASK); i++) {
        uint32_t number;
        int64_t received = trace_received(run->trace, lane_id_of(LANE_TASK, (uint32_t)i), &number);
        if (number == 1)
            return received;
    }
    return TIME_NEVER;
}

/* `faster` is how much faster it was than the other run that it is compared with. */
static const char *row_of(const struct analysis *analysis, const struct stats *others, int64_t faster)
{
    double elapsed = (double)analysis->stats.elapsed, ideal = (double)analysis->run->ideal;
    if (analysis->other != NULL && (double)llabs(faster) < little * elapsed)
        return "{mode} took {elapsed}, about as long as {other} ({others}): {overlap}.";
    if (analysis->other != NULL && faster > 0 && others->overlap <= nothing_overlaps)
        return "{mode} took {elapsed}, {other} {others}: on average {busy} workers at a time ({factor}) instead of "
               "one.";
    if (analysis->other != NULL && faster > 0)
        return "{mode} took {elapsed}, {difference} less than {other}: {there}{cause}.";
    if (analysis->other != NULL)
        return "{mode} took {elapsed}, {difference} more than {other}: {cause}.";
    if (analysis->run->changed || ideal <= 0 || elapsed < ideal * (1 + little))
        return analysis->run->plan.tasks == 0 ? "{mode} took {elapsed}: {overlap}; an item waited {latency} on average."
               : first_result(analysis->run) != TIME_NEVER
                   ? "{mode} took {elapsed}: {overlap}; main had the first result after {first}."
                   : "{mode} took {elapsed}: {overlap}.";
    if (analysis->threads > 0 && threads_are_ideal(&analysis->run->plan))
        return "{mode} took {elapsed}; with a thread for every task it would take {ideal}: {overlap}{and loss}.";
    return "{mode} took {elapsed}; the same work can be done in {ideal}: {overlap}{and loss}.";
}

/* "threads"; "threads in c" where the other was the same in python. */
static struct format name_of(const struct scene_run *run, const struct scene_run *other)
{
    struct format name = {""};
    bool language = other != NULL && other->plan.language != run->plan.language;
    format_append(name.text, sizeof name.text, "%s%s%s", run->mode->name, language ? " in " : "",
                  language ? plan_language_name(run->plan.language) : "");
    return name;
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
                      {"mode", name_of(run, other).text},
                      {"elapsed", format_duration(stats.elapsed, 1).text},
                      {"other", (other != NULL ? name_of(other, run) : (struct format){""}).text},
                      {"others", format_duration(others.elapsed, 1).text},
                      {"difference", format_duration(difference_written(stats.elapsed, others.elapsed, 1), 1).text},
                      {"ideal", format_duration(run->ideal, 1).text},
                      {"first", format_duration(first_result(run) - run->trace->start, 1).text},
                      {"latency", format_duration((int64_t)stats.latency_mean, 1).text},
                      {"busy", format_number(stats.overlap).text},
                      {"factor", format_factor(stats.overlap).text},
                      {"overlap", stats.overlap <= nothing_overlaps ? "nothing overlapped" : "overlap {factor}"},
                      {"there", lost ? "there " : ""},
                      {"cause", lost ? words_of(&loss, &slower) : "{overlap}"},
                      {"and loss", lost ? "; {cause}" : ""},
                      {"who", (lost ? subject_the(loss.workers) : (struct format){""}).text},
                      {"lost", format_duration(loss.ns, 1).text},
                      {NULL, NULL},
                  },
                  text, size);
}
