/* deadlock — who waits for what, and why it never comes. */
#include "base/format.h"
#include "view/text/captions.h"

#include <stdio.h>

/* What producers or consumers wait for, and what only the others can do about it. */
static const struct need {
    const char *state, *what, *gives, *give, *help;
} needs[] = {
    [LANE_PRODUCER] = {"full", "room", "makes room", "make room", "could make room"},
    [LANE_CONSUMER] = {"empty", "an item", "puts one", "put one", "could put one"},
};

static const struct worker_totals *totals_of(const struct analysis *analysis, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &analysis->producers : &analysis->consumers;
}

static const struct worker_totals *others_of(const struct analysis *analysis, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &analysis->consumers : &analysis->producers;
}

/* Workers that could help have no thread of the pool. */
static bool pool_starves(const struct analysis *analysis)
{
    return analysis->threads > 0 && analysis_in(analysis, STATE_IDLE) > 0;
}

static void write_pool_starves(const struct analysis *analysis, char *text, size_t size)
{
    enum lane_kind holder = analysis->consumers.in[STATE_IDLE] > 0 ? LANE_PRODUCER : LANE_CONSUMER;
    struct subject holding = subject_in(totals_of(analysis, holder), STATE_WAITING);
    struct subject idle = subject_in(others_of(analysis, holder), STATE_IDLE);
    (void)snprintf(text, size, "Pool starvation: %s %s %s and %s for %s. Only %s %s, but %s no thread.", holding.text,
                   subject_verb(holding, "holds", "hold"), analysis->threads == 1 ? "the only thread" : "all threads",
                   subject_verb(holding, "waits", "wait"), needs[holder].what, idle.text, needs[holder].help,
                   subject_verb(idle, "it gets", "they get"));
}

/* "the queue is full and P1 waits for room. Only C1 makes room, ". */
static void write_need(struct subject waiting, struct subject givers, enum lane_kind kind, char *text, size_t size)
{
    (void)snprintf(text, size, "Deadlock: the queue is %s and %s %s for %s. Only %s %s, ", needs[kind].state,
                   waiting.text, subject_verb(waiting, "waits", "wait"), needs[kind].what, givers.text,
                   subject_verb(givers, needs[kind].gives, needs[kind].give));
}

/* The main program carries out a worker that waits, and with it wait all whose turn would be next. */
static bool call_must_return(const struct analysis *analysis)
{
    return analysis->turn != LANE_NONE;
}

static void write_call_must_return(const struct analysis *analysis, char *text, size_t size)
{
    enum lane_kind kind = lane_id_kind(analysis->turn);
    const struct worker_totals *others = others_of(analysis, kind);
    struct subject givers = subject_the(others), finished = subject_every(totals_of(analysis, kind));
    write_need(subject_one(analysis->turn), givers, kind, text, size);
    if (others->in[STATE_IDLE] == others->count)
        format_append(text, size, "and %s only after %s %s finished.", subject_verb(givers, "starts", "start"),
                      finished.text, subject_verb(finished, "has", "have"));
    else
        format_append(text, size, "and %s only when the turn of %s is over.", subject_verb(givers, "goes on", "go on"),
                      subject_one(analysis->turn).text);
}

/* Workers of that kind wait, and the others, which could help, are not there. */
static bool is_alone(const struct analysis *analysis, enum lane_kind kind)
{
    const struct worker_totals *others = others_of(analysis, kind);
    return totals_of(analysis, kind)->in[STATE_WAITING] > 0 &&
           others->in[STATE_IDLE] + others->in[STATE_DONE] == others->count;
}

static bool one_side_is_alone(const struct analysis *analysis)
{
    return is_alone(analysis, LANE_PRODUCER) || is_alone(analysis, LANE_CONSUMER);
}

static void write_one_side_is_alone(const struct analysis *analysis, char *text, size_t size)
{
    enum lane_kind kind = is_alone(analysis, LANE_PRODUCER) ? LANE_PRODUCER : LANE_CONSUMER;
    const struct worker_totals *others = others_of(analysis, kind);
    struct subject givers = subject_the(others);
    write_need(subject_in(totals_of(analysis, kind), STATE_WAITING), givers, kind, text, size);
    format_append(text, size, "but %s %s.", subject_verb(givers, "it has", "they have"),
                  others->in[STATE_DONE] > 0 ? "finished" : "not started");
}

/* ---- Any other: each group of workers, and what it waits for ---- */

/* What keeps workers from going on, and how that is said of one and of several of them. */
static const struct obstacle {
    enum state state;
    enum reason reason;
    const char *one, *many;
} obstacles[] = {
    {STATE_WAITING, REASON_QUEUE_FULL, "waits for room in the queue", "wait for room in the queue"},
    {STATE_WAITING, REASON_QUEUE_EMPTY, "waits for an item", "wait for an item"},
    {STATE_WAITING, REASON_LOCK, "waits for a lock", "wait for a lock"},
    {STATE_WAITING, REASON_SIGNAL, "waits for a signal", "wait for a signal"},
    {STATE_READY, REASON_TURN, "waits for its turn", "wait for their turn"},
    {STATE_IDLE, REASON_NONE, "has not started", "have not started"},
};

/* Collects the names of the workers with that obstacle, at most `max`. Returns how many workers have it. */
static size_t collect(const struct analysis *analysis, const struct obstacle *obstacle, lane_id found[], size_t max)
{
    size_t count = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < totals_of(analysis, kind)->count; i++) {
            struct segment last = analysis_last(analysis, lane_id_of(kind, (uint32_t)i));
            if (last.state != obstacle->state || last.reason != obstacle->reason)
                continue;
            if (count < max)
                found[count] = lane_id_of(kind, (uint32_t)i);
            count++;
        }
    return count;
}

static void write_groups(const struct analysis *analysis, char *text, size_t size)
{
    enum { NAMED = 3 };
    const char *before = "Deadlock: ";
    text[0] = '\0';
    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++) {
        lane_id named[NAMED];
        size_t count = collect(analysis, &obstacles[i], named, NAMED);
        size_t parts = count > NAMED ? NAMED + 1 : count;
        for (size_t part = 0; part < parts; part++)
            if (part < NAMED)
                format_append(text, size, "%s%s", part == 0 ? before : format_separator(part, parts),
                              subject_one(named[part]).text);
            else
                format_append(text, size, " and %zu more", count - NAMED);
        if (count > 0)
            format_append(text, size, " %s", count == 1 ? obstacles[i].one : obstacles[i].many);
        before = count > 0 ? "; " : before;
    }
    format_append(text, size, ".");
}

static bool always(const struct analysis *analysis)
{
    (void)analysis;
    return true;
}

const struct caption captions_deadlock[] = {
    {pool_starves, write_pool_starves},
    {call_must_return, write_call_must_return},
    {one_side_is_alone, write_one_side_is_alone},
    {always, write_groups},
    {NULL, NULL},
};

void sentence_deadlock(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    struct analysis analysis = analysis_of(run, now);
    const struct caption *row = captions_deadlock;
    while (!row->when(&analysis))
        row++;
    row->write(&analysis, text, size);
}
