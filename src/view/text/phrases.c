/* phrases — parts of the caption's sentences; see the header. */
#include "view/text/phrases.h"

#include "base/units.h"

#include <math.h>
#include <stdio.h>

static const char *plural_of(const struct worker_totals *worker_totals)
{
    return worker_totals->kind == LANE_PRODUCER ? "producers" : "consumers";
}

struct subject phrase_one(lane_id id)
{
    struct subject subject = {.many = false};
    lane_id_name(id, subject.text);
    return subject;
}

struct subject phrase_some(const struct worker_totals *worker_totals, enum state state)
{
    int count = worker_totals->in[state];
    if (count == 1)
        return phrase_one(worker_totals->first_in[state]);
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "%s%d %s", count == worker_totals->count ? "the " : "", count,
                   plural_of(worker_totals));
    return subject;
}

struct subject sentence_all(const struct worker_totals *worker_totals, bool begins)
{
    if (worker_totals->count == 1)
        return phrase_one(lane_id_of(worker_totals->kind, 0));
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "%s %d %s", begins ? "The" : "the", worker_totals->count,
                   plural_of(worker_totals));
    return subject;
}

void phrase_backlog(char text[PHRASE_SIZE], const struct analysis *analysis)
{
    text[0] = '\0';
    if (analysis->depth > 1)
        (void)snprintf(text, PHRASE_SIZE, "; %u items lie in the queue, the oldest for %.1f s", analysis->depth,
                       units_seconds(analysis->oldest));
    else if (analysis->depth == 1)
        (void)snprintf(text, PHRASE_SIZE, "; an item has lain in the queue for %.1f s",
                       units_seconds(analysis->oldest));
}

const char *phrase_recent(const struct analysis *analysis)
{
    return analysis->recent < FACTS_RECENT ? "time" : "last 10 s";
}

double phrase_percent(double share)
{
    return round(fmin(share, 1) * 100);
}
