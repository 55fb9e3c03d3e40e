/* caption_stuck — a deadlock: who waits for whom, round to where it began. */
#include "phrases.h"
#include "rules.h"

#include <stdio.h>

/* What one crew waits for and only the other gives. */
static const struct need {
    const char *what, *gives, *give;
} needs[] = {
    [LANE_PRODUCER] = {"room in the queue", "makes room", "make room"},
    [LANE_CONSUMER] = {"an item", "puts one", "put one"},
};

static const struct crew *crew_of(const struct facts *facts, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &facts->producers : &facts->consumers;
}

static const struct crew *other_crew(const struct facts *facts, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &facts->consumers : &facts->producers;
}

/* The main program carries out a worker that waits, and with it waits everybody whose turn would be next. */
bool rule_call_must_return(const struct facts *facts, char *text, size_t size)
{
    if (facts->run->status != RUN_STUCK || facts->turn == LANE_NONE)
        return false;
    enum lane_kind kind = lane_id_kind(facts->turn);
    const struct crew *others = other_crew(facts, kind);
    struct subject caller = phrase_one(facts->turn), givers = phrase_all(others, false);
    bool idle = others->in[STATE_IDLE] == others->count;
    const char *they = givers.many ? "they" : givers.text;
    const char *go_on = idle ? givers.many ? "start" : "starts" : givers.many ? "go on" : "goes on";
    (void)snprintf(text, size, "Deadlock: %s waits for %s; only %s %s; %s %s when %s returns.", caller.text,
                   needs[kind].what, givers.text, givers.many ? needs[kind].give : needs[kind].gives, they, go_on,
                   caller.text);
    return true;
}

/* Some of a crew wait, and the other crew, which could help, is not there. */
static bool waits_in_vain(const struct facts *facts, enum lane_kind kind, char *text, size_t size)
{
    const struct crew *others = other_crew(facts, kind);
    if (facts->run->status != RUN_STUCK || crew_of(facts, kind)->in[STATE_WAITING] == 0 ||
        others->in[STATE_IDLE] + others->in[STATE_DONE] < others->count)
        return false;
    struct subject waiting = phrase_some(crew_of(facts, kind), STATE_WAITING), missing = phrase_all(others, false);
    const char *they = missing.many ? "they have" : "it has";
    (void)snprintf(text, size, "Deadlock: %s %s for %s; only %s %s, and %s %s.", waiting.text,
                   waiting.many ? "wait" : "waits", needs[kind].what, missing.text,
                   missing.many ? needs[kind].give : needs[kind].gives, they,
                   others->in[STATE_DONE] > 0 ? "ended" : "not started");
    return true;
}

bool rule_producers_stuck(const struct facts *facts, char *text, size_t size)
{
    return waits_in_vain(facts, LANE_PRODUCER, text, size);
}

bool rule_consumers_stuck(const struct facts *facts, char *text, size_t size)
{
    return waits_in_vain(facts, LANE_CONSUMER, text, size);
}

bool rule_stuck(const struct facts *facts, char *text, size_t size)
{
    if (facts->run->status != RUN_STUCK)
        return false;
    (void)snprintf(text, size,
                   "Deadlock: %d of %d workers wait for each other, and nothing is due that could wake them.",
                   facts->producers.in[STATE_WAITING] + facts->consumers.in[STATE_WAITING], facts->workers);
    return true;
}
