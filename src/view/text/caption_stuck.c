/* caption_stuck — a deadlock: who waits for whom, round to where it began. */
#include "view/text/caption_rules.h"
#include "view/text/phrases.h"

#include <stdio.h>

/* What one worker_totals waits for and only the other gives. */
static const struct need {
    const char *what, *gives, *give;
} needs[] = {
    [LANE_PRODUCER] = {"room in the queue", "makes room", "make room"},
    [LANE_CONSUMER] = {"an item", "puts one", "put one"},
};

static const struct worker_totals *totals_of(const struct analysis *analysis, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &analysis->producers : &analysis->consumers;
}

static const struct worker_totals *other_totals(const struct analysis *analysis, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &analysis->consumers : &analysis->producers;
}

/* The main program carries out a worker that waits, and with it waits everybody whose turn would be next. */
bool rule_call_must_return(const struct analysis *analysis, char *text, size_t size)
{
    if (analysis->run->status != RUN_STUCK || analysis->turn == LANE_NONE)
        return false;
    enum lane_kind kind = lane_id_kind(analysis->turn);
    const struct worker_totals *others = other_totals(analysis, kind);
    struct subject caller = phrase_one(analysis->turn), givers = sentence_all(others, false);
    bool idle = others->in[STATE_IDLE] == others->count;
    const char *they = givers.many ? "they" : givers.text;
    const char *go_on = idle ? givers.many ? "start" : "starts" : givers.many ? "go on" : "goes on";
    (void)snprintf(text, size, "Deadlock: %s waits for %s; only %s %s; %s %s when %s returns.", caller.text,
                   needs[kind].what, givers.text, givers.many ? needs[kind].give : needs[kind].gives, they, go_on,
                   caller.text);
    return true;
}

/* Some of a worker_totals wait, and the other worker_totals, which could help, is not there. */
static bool waits_in_vain(const struct analysis *analysis, enum lane_kind kind, char *text, size_t size)
{
    const struct worker_totals *others = other_totals(analysis, kind);
    if (analysis->run->status != RUN_STUCK || totals_of(analysis, kind)->in[STATE_WAITING] == 0 ||
        others->in[STATE_IDLE] + others->in[STATE_DONE] < others->count)
        return false;
    struct subject waiting = phrase_some(totals_of(analysis, kind), STATE_WAITING),
                   missing = sentence_all(others, false);
    const char *they = missing.many ? "they have" : "it has";
    (void)snprintf(text, size, "Deadlock: %s %s for %s; only %s %s, and %s %s.", waiting.text,
                   waiting.many ? "wait" : "waits", needs[kind].what, missing.text,
                   missing.many ? needs[kind].give : needs[kind].gives, they,
                   others->in[STATE_DONE] > 0 ? "ended" : "not started");
    return true;
}

bool rule_producers_stuck(const struct analysis *analysis, char *text, size_t size)
{
    return waits_in_vain(analysis, LANE_PRODUCER, text, size);
}

bool rule_consumers_stuck(const struct analysis *analysis, char *text, size_t size)
{
    return waits_in_vain(analysis, LANE_CONSUMER, text, size);
}

bool rule_stuck(const struct analysis *analysis, char *text, size_t size)
{
    if (analysis->run->status != RUN_STUCK)
        return false;
    (void)snprintf(text, size,
                   "Deadlock: %d of %d workers wait for each other, and nothing is due that could wake them.",
                   analysis->producers.in[STATE_WAITING] + analysis->consumers.in[STATE_WAITING], analysis->workers);
    return true;
}
