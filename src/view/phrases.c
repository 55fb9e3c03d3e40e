/* phrases — parts of the caption's sentences; see the header. */
#include "phrases.h"

#include "base/units.h"

#include <math.h>
#include <stdio.h>

static const char *plural_of(const struct crew *crew)
{
    return crew->kind == LANE_PRODUCER ? "producers" : "consumers";
}

struct subject phrase_one(lane_id id)
{
    struct subject subject = {.many = false};
    lane_id_name(id, subject.text);
    return subject;
}

struct subject phrase_some(const struct crew *crew, enum state state)
{
    int count = crew->in[state];
    if (count == 1)
        return phrase_one(crew->first_in[state]);
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "%s%d %s", count == crew->count ? "the " : "", count,
                   plural_of(crew));
    return subject;
}

struct subject phrase_all(const struct crew *crew, bool begins)
{
    if (crew->count == 1)
        return phrase_one(lane_id_of(crew->kind, 0));
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "%s %d %s", begins ? "The" : "the", crew->count, plural_of(crew));
    return subject;
}

void phrase_backlog(char text[PHRASE_SIZE], const struct facts *facts)
{
    text[0] = '\0';
    if (facts->depth > 1)
        (void)snprintf(text, PHRASE_SIZE, "; %u items lie in the queue, the oldest for %.1f s", facts->depth,
                       units_seconds(facts->oldest));
    else if (facts->depth == 1)
        (void)snprintf(text, PHRASE_SIZE, "; an item has lain in the queue for %.1f s", units_seconds(facts->oldest));
}

const char *phrase_recent(const struct facts *facts)
{
    return facts->recent < FACTS_RECENT ? "time" : "last 10 s";
}

double phrase_percent(double share)
{
    return round(fmin(share, 1) * 100);
}
