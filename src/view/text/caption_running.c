/* caption_running — what goes on in a run, who is the bottleneck and by how much. */
#include "base/units.h"
#include "view/text/caption_rules.h"
#include "view/text/phrases.h"

#include <stdio.h>

enum { BACKLOG_MIN = 4 /* items a consumer: more than chance brings */ };

static const int64_t soonest = NS_PER_S / 2; /* before, figures say little */
static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, little = 0.05; /* shares of time */
static const double growth = 0.25; /* items a second: more than chance brings */

static bool is_running(const struct analysis *analysis)
{
    return analysis->run->status == RUN_RUNNING && analysis->stats.elapsed >= soonest;
}

/* What marks one worker's turn after another's: no two are busy, and yet nobody waits and nobody is ready. */
static bool takes_turns(const struct analysis *analysis)
{
    return is_running(analysis) && analysis->busy == 1 && analysis->workers > 1 &&
           analysis->stats.overlap <= nothing_overlaps &&
           analysis_share(analysis, &analysis->producers, STATE_WAITING) +
                   analysis_share(analysis, &analysis->producers, STATE_READY) +
                   analysis_share(analysis, &analysis->consumers, STATE_WAITING) +
                   analysis_share(analysis, &analysis->consumers, STATE_READY) <
               little;
}

static lane_id busy_one(const struct worker_totals *worker_totals)
{
    return worker_totals->in[STATE_WORKING] > 0 ? worker_totals->first_in[STATE_WORKING]
                                                : worker_totals->first_in[STATE_SLEEPING];
}

/* Of the time that the one worker at a time had, the share that it slept: what overlapping would win back. */
static double asleep(const struct analysis *analysis)
{
    int64_t slept = analysis->producers.recent.ns[STATE_SLEEPING] + analysis->consumers.recent.ns[STATE_SLEEPING];
    return (double)slept / (double)analysis->recent;
}

bool rule_one_produces(const struct analysis *analysis, char *text, size_t size)
{
    if (!takes_turns(analysis) || busy_one(&analysis->producers) == LANE_NONE ||
        analysis->consumers.in[STATE_IDLE] < analysis->consumers.count)
        return false;
    char does[64] = "works through its items while", backlog[PHRASE_SIZE];
    if (asleep(analysis) >= much)
        (void)snprintf(does, sizeof does, "sleeps %.0f %% of the %s, and yet", phrase_percent(asleep(analysis)),
                       phrase_recent(analysis));
    struct subject producer = phrase_one(busy_one(&analysis->producers)),
                   consumers = sentence_all(&analysis->consumers, false);
    phrase_backlog(backlog, analysis);
    (void)snprintf(text, size, "One at a time: %s %s %s %s not begun%s.", producer.text, does, consumers.text,
                   consumers.many ? "have" : "has", backlog);
    return true;
}

bool rule_one_consumes(const struct analysis *analysis, char *text, size_t size)
{
    if (!takes_turns(analysis) || busy_one(&analysis->consumers) == LANE_NONE ||
        analysis->producers.in[STATE_DONE] < analysis->producers.count)
        return false;
    char backlog[PHRASE_SIZE];
    struct subject consumer = phrase_one(busy_one(&analysis->consumers)),
                   producers = sentence_all(&analysis->producers, false);
    phrase_backlog(backlog, analysis);
    (void)snprintf(text, size, "One at a time: %s takes the items only now that %s %s done%s.", consumer.text,
                   producers.text, producers.many ? "are" : "is", backlog);
    return true;
}

/* A round of calls: each comes back to where it was when the others have had theirs. */
bool rule_one_has_its_turn(const struct analysis *analysis, char *text, size_t size)
{
    if (!is_running(analysis) || analysis->ready_for != REASON_TURN || analysis->turn == LANE_NONE)
        return false;
    char backlog[PHRASE_SIZE];
    phrase_backlog(backlog, analysis);
    (void)snprintf(text, size, "One at a time: %s has its turn, and the other %d wait for theirs%s.",
                   phrase_one(analysis->turn).text, analysis->workers - 1, backlog);
    return true;
}

static double ready_share(const struct analysis *analysis)
{
    return (analysis_share(analysis, &analysis->producers, STATE_READY) * analysis->producers.count +
            analysis_share(analysis, &analysis->consumers, STATE_READY) * analysis->consumers.count) /
           analysis->workers;
}

bool rule_loop_is_short(const struct analysis *analysis, char *text, size_t size)
{
    double share = ready_share(analysis);
    if (!is_running(analysis) || analysis->ready_for != REASON_LOOP || share < much)
        return false;
    (void)snprintf(text, size,
                   "The loop is the bottleneck: it runs one worker at a time, and on average %.1f of %d stand ready "
                   "for it.",
                   share * analysis->workers, analysis->workers);
    return true;
}

bool rule_cpu_is_short(const struct analysis *analysis, char *text, size_t size)
{
    double share = ready_share(analysis);
    if (!is_running(analysis) || share < much)
        return false;
    (void)snprintf(text, size,
                   "The CPU is the bottleneck: workers stand ready for %.0f %% of the %s while another has it.",
                   phrase_percent(share), phrase_recent(analysis));
    return true;
}

bool rule_queue_is_full(const struct analysis *analysis, char *text, size_t size)
{
    double share = analysis_share(analysis, &analysis->producers, STATE_WAITING);
    if (!is_running(analysis) || share < much)
        return false;
    struct subject consumers = sentence_all(&analysis->consumers, true);
    struct subject producers = sentence_all(&analysis->producers, false);
    (void)snprintf(text, size, "%s %s the bottleneck: %s %s for room in the queue %.0f %% of the %s.", consumers.text,
                   consumers.many ? "are" : "is", producers.text, producers.many ? "wait" : "waits",
                   phrase_percent(share), phrase_recent(analysis));
    return true;
}

static double busy_share(const struct analysis *analysis, const struct worker_totals *worker_totals)
{
    return analysis_share(analysis, worker_totals, STATE_WORKING) +
           analysis_share(analysis, worker_totals, STATE_SLEEPING);
}

/* They have no rest, and more items lie in the queue than chance puts there. */
static bool consumers_are_behind(const struct analysis *analysis)
{
    return is_running(analysis) && busy_share(analysis, &analysis->consumers) >= busy_throughout &&
           analysis->depth > (uint32_t)(BACKLOG_MIN * analysis->consumers.count);
}

bool rule_rest_is_left(const struct analysis *analysis, char *text, size_t size)
{
    if (!consumers_are_behind(analysis) || analysis->producers.in[STATE_DONE] < analysis->producers.count)
        return false;
    const struct delay *delay = &analysis->run->plan.consume;
    double each = units_seconds(delay->min + delay->max) / 2 / analysis->consumers.count;
    struct subject consumers = sentence_all(&analysis->consumers, true),
                   producers = sentence_all(&analysis->producers, false);
    (void)snprintf(text, size, "%s %s the bottleneck: %s %s done, and the %u items left take about %.1f s more.",
                   consumers.text, consumers.many ? "are" : "is", producers.text, producers.many ? "are" : "is",
                   analysis->depth, each * analysis->depth);
    return true;
}

bool rule_queue_grows(const struct analysis *analysis, char *text, size_t size)
{
    if (!consumers_are_behind(analysis) || analysis->trend < growth)
        return false;
    struct subject consumers = sentence_all(&analysis->consumers, true);
    (void)snprintf(text, size,
                   "%s %s the bottleneck: busy %.0f %% of the %s, and still the queue grows by %.1f items a second, "
                   "to %u so far.",
                   consumers.text, consumers.many ? "are" : "is",
                   phrase_percent(busy_share(analysis, &analysis->consumers)), phrase_recent(analysis), analysis->trend,
                   analysis->depth);
    return true;
}

bool rule_consumers_lag(const struct analysis *analysis, char *text, size_t size)
{
    if (!consumers_are_behind(analysis))
        return false;
    struct subject consumers = sentence_all(&analysis->consumers, true);
    (void)snprintf(
        text, size, "%s %s the bottleneck: busy %.0f %% of the %s while %u items wait, the oldest for %.1f s.",
        consumers.text, consumers.many ? "are" : "is", phrase_percent(busy_share(analysis, &analysis->consumers)),
        phrase_recent(analysis), analysis->depth, units_seconds(analysis->oldest));
    return true;
}

bool rule_producers_lag(const struct analysis *analysis, char *text, size_t size)
{
    double share = analysis_share(analysis, &analysis->consumers, STATE_WAITING);
    if (!is_running(analysis) || share < much)
        return false;
    struct subject consumers = sentence_all(&analysis->consumers, true);
    (void)snprintf(text, size, "%s %s for an item %.0f %% of the %s: the producer%s the bottleneck, busy %.0f %%.",
                   consumers.text, consumers.many ? "wait" : "waits", phrase_percent(share), phrase_recent(analysis),
                   analysis->producers.count > 1 ? "s are" : " is",
                   phrase_percent(busy_share(analysis, &analysis->producers)));
    return true;
}

/* As far as anybody can see: not where a still screen shows one that is not, or one has no more to do. */
static bool are_all_at_it(const struct analysis *analysis)
{
    bool all_alive = analysis->producers.in[STATE_DONE] + analysis->consumers.in[STATE_DONE] == 0;
    return analysis->scene->paused ? analysis->busy == analysis->workers : all_alive;
}

bool rule_all_at_once(const struct analysis *analysis, char *text, size_t size)
{
    if (!is_running(analysis) || analysis->workers < 2 || analysis->stats.overlap < nearly_all * analysis->workers)
        return false;
    double busy = analysis->stats.busy / (double)NS_PER_S, elapsed = units_seconds(analysis->stats.elapsed);
    if (!are_all_at_it(analysis)) {
        (void)snprintf(text, size, "The delays of all %d overlap: %.1f s of them fitted into %.1f s.",
                       analysis->workers, busy, elapsed);
        return true;
    }
    bool sleep = analysis->producers.recent.ns[STATE_SLEEPING] + analysis->consumers.recent.ns[STATE_SLEEPING] >=
                 analysis->producers.recent.ns[STATE_WORKING] + analysis->consumers.recent.ns[STATE_WORKING];
    (void)snprintf(text, size, "All %d %s at once: %.1f s of delays fitted into %.1f s.", analysis->workers,
                   sleep ? "sleep" : "work", busy, elapsed);
    return true;
}

bool rule_some_at_once(const struct analysis *analysis, char *text, size_t size)
{
    if (!is_running(analysis) || analysis->stats.overlap <= nothing_overlaps)
        return false;
    (void)snprintf(text, size, "On average %.1f of %d workers are busy at once: %.1f s of delays fitted into %.1f s.",
                   analysis->stats.overlap, analysis->workers, analysis->stats.busy / (double)NS_PER_S,
                   units_seconds(analysis->stats.elapsed));
    return true;
}
