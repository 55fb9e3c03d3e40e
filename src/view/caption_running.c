/* caption_running — what goes on in a run, who is the bottleneck and by how much. */
#include "base/units.h"
#include "phrases.h"
#include "rules.h"

#include <stdio.h>

enum { BACKLOG_LEAST = 4 /* items a consumer: more than chance brings */ };

static const int64_t soonest = NS_PER_S / 2; /* before, figures say little */
static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, little = 0.05; /* shares of time */
static const double growth = 0.25; /* items a second: more than chance brings */

static bool is_running(const struct facts *facts)
{
    return facts->run->status == RUN_RUNNING && facts->stats.elapsed >= soonest;
}

/* What marks one worker's turn after another's: no two are busy, and yet nobody waits and nobody is ready. */
static bool takes_turns(const struct facts *facts)
{
    return is_running(facts) && facts->busy == 1 && facts->workers > 1 && facts->stats.overlap <= nothing_overlaps &&
           facts_share(facts, &facts->producers, STATE_WAITING) + facts_share(facts, &facts->producers, STATE_READY) +
                   facts_share(facts, &facts->consumers, STATE_WAITING) +
                   facts_share(facts, &facts->consumers, STATE_READY) <
               little;
}

static lane_id busy_one(const struct crew *crew)
{
    return crew->in[STATE_WORKING] > 0 ? crew->first_in[STATE_WORKING] : crew->first_in[STATE_SLEEPING];
}

/* Of the time that the one worker at a time had, the share that it slept: what overlapping would win back. */
static double asleep(const struct facts *facts)
{
    int64_t slept = facts->producers.recent.ns[STATE_SLEEPING] + facts->consumers.recent.ns[STATE_SLEEPING];
    return (double)slept / (double)facts->recent;
}

bool rule_one_produces(const struct facts *facts, char *text, size_t size)
{
    if (!takes_turns(facts) || busy_one(&facts->producers) == LANE_NONE ||
        facts->consumers.in[STATE_IDLE] < facts->consumers.count)
        return false;
    char does[64] = "works through its items while", backlog[PHRASE_SIZE];
    if (asleep(facts) >= much)
        (void)snprintf(does, sizeof does, "sleeps %.0f %% of the %s, and yet", phrase_percent(asleep(facts)),
                       phrase_recent(facts));
    struct subject producer = phrase_one(busy_one(&facts->producers)), consumers = phrase_all(&facts->consumers, false);
    phrase_backlog(backlog, facts);
    (void)snprintf(text, size, "One at a time: %s %s %s %s not begun%s.", producer.text, does, consumers.text,
                   consumers.many ? "have" : "has", backlog);
    return true;
}

bool rule_one_consumes(const struct facts *facts, char *text, size_t size)
{
    if (!takes_turns(facts) || busy_one(&facts->consumers) == LANE_NONE ||
        facts->producers.in[STATE_DONE] < facts->producers.count)
        return false;
    char backlog[PHRASE_SIZE];
    struct subject consumer = phrase_one(busy_one(&facts->consumers)), producers = phrase_all(&facts->producers, false);
    phrase_backlog(backlog, facts);
    (void)snprintf(text, size, "One at a time: %s takes the items only now that %s %s done%s.", consumer.text,
                   producers.text, producers.many ? "are" : "is", backlog);
    return true;
}

/* A round of calls: each comes back to where it was when the others have had theirs. */
bool rule_one_has_its_turn(const struct facts *facts, char *text, size_t size)
{
    if (!is_running(facts) || facts->ready_for != REASON_TURN || facts->turn == LANE_NONE)
        return false;
    char backlog[PHRASE_SIZE];
    phrase_backlog(backlog, facts);
    (void)snprintf(text, size, "One at a time: %s has its turn, and the other %d wait for theirs%s.",
                   phrase_one(facts->turn).text, facts->workers - 1, backlog);
    return true;
}

static double ready_share(const struct facts *facts)
{
    return (facts_share(facts, &facts->producers, STATE_READY) * facts->producers.count +
            facts_share(facts, &facts->consumers, STATE_READY) * facts->consumers.count) /
           facts->workers;
}

bool rule_loop_is_short(const struct facts *facts, char *text, size_t size)
{
    double share = ready_share(facts);
    if (!is_running(facts) || facts->ready_for != REASON_LOOP || share < much)
        return false;
    (void)snprintf(text, size,
                   "The loop is the bottleneck: it runs one worker at a time, and on average %.1f of %d stand ready "
                   "for it.",
                   share * facts->workers, facts->workers);
    return true;
}

bool rule_cpu_is_short(const struct facts *facts, char *text, size_t size)
{
    double share = ready_share(facts);
    if (!is_running(facts) || share < much)
        return false;
    (void)snprintf(text, size,
                   "The CPU is the bottleneck: workers stand ready for %.0f %% of the %s while another has it.",
                   phrase_percent(share), phrase_recent(facts));
    return true;
}

bool rule_queue_is_full(const struct facts *facts, char *text, size_t size)
{
    double share = facts_share(facts, &facts->producers, STATE_WAITING);
    if (!is_running(facts) || share < much)
        return false;
    struct subject consumers = phrase_all(&facts->consumers, true);
    struct subject producers = phrase_all(&facts->producers, false);
    (void)snprintf(text, size, "%s %s the bottleneck: %s %s for room in the queue %.0f %% of the %s.", consumers.text,
                   consumers.many ? "are" : "is", producers.text, producers.many ? "wait" : "waits",
                   phrase_percent(share), phrase_recent(facts));
    return true;
}

static double busy_share(const struct facts *facts, const struct crew *crew)
{
    return facts_share(facts, crew, STATE_WORKING) + facts_share(facts, crew, STATE_SLEEPING);
}

/* They have no rest, and more items lie in the queue than chance puts there. */
static bool consumers_are_behind(const struct facts *facts)
{
    return is_running(facts) && busy_share(facts, &facts->consumers) >= busy_throughout &&
           facts->depth > (uint32_t)(BACKLOG_LEAST * facts->consumers.count);
}

bool rule_rest_is_left(const struct facts *facts, char *text, size_t size)
{
    if (!consumers_are_behind(facts) || facts->producers.in[STATE_DONE] < facts->producers.count)
        return false;
    const struct delay *delay = &facts->run->plan.consume;
    double each = units_seconds(delay->min + delay->max) / 2 / facts->consumers.count;
    struct subject consumers = phrase_all(&facts->consumers, true), producers = phrase_all(&facts->producers, false);
    (void)snprintf(text, size, "%s %s the bottleneck: %s %s done, and the %u items left take about %.1f s more.",
                   consumers.text, consumers.many ? "are" : "is", producers.text, producers.many ? "are" : "is",
                   facts->depth, each * facts->depth);
    return true;
}

bool rule_queue_grows(const struct facts *facts, char *text, size_t size)
{
    if (!consumers_are_behind(facts) || facts->trend < growth)
        return false;
    struct subject consumers = phrase_all(&facts->consumers, true);
    (void)snprintf(text, size,
                   "%s %s the bottleneck: busy %.0f %% of the %s, and still the queue grows by %.1f items a second, "
                   "to %u so far.",
                   consumers.text, consumers.many ? "are" : "is", phrase_percent(busy_share(facts, &facts->consumers)),
                   phrase_recent(facts), facts->trend, facts->depth);
    return true;
}

bool rule_consumers_lag(const struct facts *facts, char *text, size_t size)
{
    if (!consumers_are_behind(facts))
        return false;
    struct subject consumers = phrase_all(&facts->consumers, true);
    (void)snprintf(text, size,
                   "%s %s the bottleneck: busy %.0f %% of the %s while %u items wait, the oldest for %.1f s.",
                   consumers.text, consumers.many ? "are" : "is", phrase_percent(busy_share(facts, &facts->consumers)),
                   phrase_recent(facts), facts->depth, units_seconds(facts->oldest));
    return true;
}

bool rule_producers_lag(const struct facts *facts, char *text, size_t size)
{
    double share = facts_share(facts, &facts->consumers, STATE_WAITING);
    if (!is_running(facts) || share < much)
        return false;
    struct subject consumers = phrase_all(&facts->consumers, true);
    (void)snprintf(text, size, "%s %s for an item %.0f %% of the %s: the producer%s the bottleneck, busy %.0f %%.",
                   consumers.text, consumers.many ? "wait" : "waits", phrase_percent(share), phrase_recent(facts),
                   facts->producers.count > 1 ? "s are" : " is", phrase_percent(busy_share(facts, &facts->producers)));
    return true;
}

/* As far as anybody can see: not where a still screen shows one that is not, or one has no more to do. */
static bool are_all_at_it(const struct facts *facts)
{
    bool all_alive = facts->producers.in[STATE_DONE] + facts->consumers.in[STATE_DONE] == 0;
    return facts->scene->paused ? facts->busy == facts->workers : all_alive;
}

bool rule_all_at_once(const struct facts *facts, char *text, size_t size)
{
    if (!is_running(facts) || facts->workers < 2 || facts->stats.overlap < nearly_all * facts->workers)
        return false;
    double busy = facts->stats.busy / (double)NS_PER_S, elapsed = units_seconds(facts->stats.elapsed);
    if (!are_all_at_it(facts)) {
        (void)snprintf(text, size, "The delays of all %d overlap: %.1f s of them fitted into %.1f s.", facts->workers,
                       busy, elapsed);
        return true;
    }
    bool sleep = facts->producers.recent.ns[STATE_SLEEPING] + facts->consumers.recent.ns[STATE_SLEEPING] >=
                 facts->producers.recent.ns[STATE_WORKING] + facts->consumers.recent.ns[STATE_WORKING];
    (void)snprintf(text, size, "All %d %s at once: %.1f s of delays fitted into %.1f s.", facts->workers,
                   sleep ? "sleep" : "work", busy, elapsed);
    return true;
}

bool rule_some_at_once(const struct facts *facts, char *text, size_t size)
{
    if (!is_running(facts) || facts->stats.overlap <= nothing_overlaps)
        return false;
    (void)snprintf(text, size, "On average %.1f of %d workers are busy at once: %.1f s of delays fitted into %.1f s.",
                   facts->stats.overlap, facts->workers, facts->stats.busy / (double)NS_PER_S,
                   units_seconds(facts->stats.elapsed));
    return true;
}
