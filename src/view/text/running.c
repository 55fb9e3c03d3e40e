/* running — what goes on in a run, what holds it up and by how much. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

enum { BACKLOG_MIN = 4 /* items a consumer: more than chance brings */ };

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, little = 0.05; /* shares of time */
static const double growth = 0.25; /* items a second: more than chance brings */

/* ---- Shares of the recent time ---- */

static double share_of_all(const struct analysis *analysis, enum state state)
{
    return (analysis_share(analysis, &analysis->producers, state) * analysis->producers.count +
            analysis_share(analysis, &analysis->consumers, state) * analysis->consumers.count) /
           analysis->workers;
}

static double busy_share(const struct analysis *analysis, const struct worker_totals *totals)
{
    return analysis_share(analysis, totals, STATE_WORKING) + analysis_share(analysis, totals, STATE_SLEEPING);
}

static struct format percent_of(const struct analysis *analysis, const struct worker_totals *totals, enum state state)
{
    return format_percent(analysis_share(analysis, totals, state));
}

/* ---- One at a time ---- */

/* One worker's turn after another's: no two are busy, and yet none waits and none is ready. */
static bool takes_turns(const struct analysis *analysis)
{
    return analysis->busy == 1 && analysis->workers > 1 && analysis->stats.overlap <= nothing_overlaps &&
           share_of_all(analysis, STATE_WAITING) + share_of_all(analysis, STATE_READY) < little;
}

static lane_id busy_one(const struct worker_totals *totals)
{
    enum state state = totals->in[STATE_WORKING] > 0 ? STATE_WORKING : STATE_SLEEPING;
    return totals->first_in[state];
}

static bool only_producers_run(const struct analysis *analysis)
{
    return takes_turns(analysis) && busy_one(&analysis->producers) != LANE_NONE &&
           analysis->consumers.in[STATE_IDLE] == analysis->consumers.count;
}

static void write_one_produces(const struct analysis *analysis, char *text, size_t size)
{
    double asleep = share_of_all(analysis, STATE_SLEEPING) * analysis->workers;
    struct subject consumers = subject_the(&analysis->consumers);
    char does[64] = "works through its items";
    if (asleep >= much)
        (void)snprintf(does, sizeof does, "sleeps %s of the %s", format_percent(asleep).text,
                       sentence_recent(analysis));
    (void)snprintf(text, size, "One at a time: %s %s, but %s %s not allowed to start.%s",
                   subject_one(busy_one(&analysis->producers)).text, does, consumers.text,
                   subject_verb(consumers, "is", "are"), sentence_backlog(analysis).text);
}

static bool only_consumers_run(const struct analysis *analysis)
{
    return takes_turns(analysis) && busy_one(&analysis->consumers) != LANE_NONE &&
           analysis->producers.in[STATE_DONE] == analysis->producers.count;
}

static void write_one_consumes(const struct analysis *analysis, char *text, size_t size)
{
    struct subject producers = subject_every(&analysis->producers);
    (void)snprintf(text, size, "One at a time: %s starts only after %s %s finished.%s",
                   subject_one(busy_one(&analysis->consumers)).text, producers.text,
                   subject_verb(producers, "has", "have"), sentence_backlog(analysis).text);
}

/* A round of calls: each goes on where it was when the others have had their turn. */
static bool goes_round(const struct analysis *analysis)
{
    return analysis->ready_for == REASON_TURN && analysis->turn != LANE_NONE;
}

static void write_goes_round(const struct analysis *analysis, char *text, size_t size)
{
    struct subject others = {.many = analysis->workers > 2};
    (void)snprintf(others.text, sizeof others.text, others.many ? "the other %d" : "the other one",
                   analysis->workers - 1);
    (void)snprintf(text, size, "One at a time: %s is running; %s %s to wait for %s turn.%s",
                   subject_one(analysis->turn).text, others.text, subject_verb(others, "has", "have"),
                   subject_verb(others, "its", "their"), sentence_backlog(analysis).text);
}

/* ---- The bottleneck ---- */

static bool is_much_ready(const struct analysis *analysis)
{
    return share_of_all(analysis, STATE_READY) >= much;
}

static bool loop_is_short(const struct analysis *analysis)
{
    return analysis->ready_for == REASON_LOOP && is_much_ready(analysis);
}

static void write_loop_is_short(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "The loop is the bottleneck: it runs one worker at a time; on average %s of the %d wait for their "
                   "turn.",
                   format_number(share_of_all(analysis, STATE_READY) * analysis->workers).text, analysis->workers);
}

static void write_cpu_is_short(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size, "The CPU is the bottleneck: workers could run but have to wait for a core %s of the %s.",
                   format_percent(share_of_all(analysis, STATE_READY)).text, sentence_recent(analysis));
}

/* Begins a sentence with those that hold the others up. */
static void begin_bottleneck(const struct worker_totals *totals, char *text, size_t size)
{
    struct subject subject = subject_the(totals);
    (void)snprintf(text, size, "%s %s the bottleneck: ", subject.text, subject_verb(subject, "is", "are"));
    if (text[0] == 't')
        text[0] = 'T';
}

static bool queue_is_full(const struct analysis *analysis)
{
    return analysis_share(analysis, &analysis->producers, STATE_WAITING) >= much;
}

static void write_queue_is_full(const struct analysis *analysis, char *text, size_t size)
{
    begin_bottleneck(&analysis->consumers, text, size);
    format_append(text, size, "%s spent %s of the %s waiting for room in the queue.",
                  subject_the(&analysis->producers).text,
                  percent_of(analysis, &analysis->producers, STATE_WAITING).text, sentence_recent(analysis));
}

/* They have no rest, and more items are in the queue than chance puts there. */
static bool consumers_are_behind(const struct analysis *analysis)
{
    return busy_share(analysis, &analysis->consumers) >= busy_throughout &&
           analysis->depth > (uint32_t)(BACKLOG_MIN * analysis->consumers.count);
}

static bool only_the_rest_remains(const struct analysis *analysis)
{
    return consumers_are_behind(analysis) && analysis->producers.in[STATE_DONE] == analysis->producers.count;
}

static void write_rest(const struct analysis *analysis, char *text, size_t size)
{
    const struct delay *delay = &analysis->run->plan.consume;
    double each = (double)(delay->min + delay->max) / 2 / analysis->consumers.count;
    struct subject producers = subject_the(&analysis->producers);
    begin_bottleneck(&analysis->consumers, text, size);
    format_append(text, size, "%s %s finished, and the %u items left take about %s more.", producers.text,
                  subject_verb(producers, "has", "have"), analysis->depth,
                  format_duration((int64_t)(each * analysis->depth), 1).text);
}

static bool queue_grows(const struct analysis *analysis)
{
    return consumers_are_behind(analysis) && analysis->trend >= growth;
}

static void write_consumers_are_behind(const struct analysis *analysis, char *text, size_t size)
{
    begin_bottleneck(&analysis->consumers, text, size);
    format_append(text, size, "busy %s of the %s, yet ",
                  format_percent(busy_share(analysis, &analysis->consumers)).text, sentence_recent(analysis));
    if (queue_grows(analysis))
        format_append(text, size, "the queue grows by %.1f items a second, to %u so far.", analysis->trend,
                      analysis->depth);
    else
        format_append(text, size, "%u items are waiting, the oldest for %s.", analysis->depth,
                      format_duration(analysis->oldest, 1).text);
}

static bool producers_are_slow(const struct analysis *analysis)
{
    return analysis_share(analysis, &analysis->consumers, STATE_WAITING) >= much;
}

static void write_producers_are_slow(const struct analysis *analysis, char *text, size_t size)
{
    begin_bottleneck(&analysis->producers, text, size);
    format_append(text, size, "busy %s of the %s, while %s spent %s of it waiting for an item.",
                  format_percent(busy_share(analysis, &analysis->producers)).text, sentence_recent(analysis),
                  subject_the(&analysis->consumers).text,
                  percent_of(analysis, &analysis->consumers, STATE_WAITING).text);
}

/* ---- Overlap ---- */

/* What is special to a mode, or to threads with a GIL: how its workers come to overlap. "" is any other. */
static const struct overlap_text {
    const char *mode, *begin, *end;
} overlap_texts[] = {
    {"async", "One thread, yet ", ": a worker that sleeps leaves the loop to the next."},
    {"gil", "A thread that sleeps lets go of the GIL, and the others go on: ", "."},
    {"", "While one sleeps the others go on: ", "."},
};

static const struct overlap_text *overlap_text_of(const struct analysis *analysis)
{
    const struct overlap_text *row = overlap_texts;
    const char *mode = analysis->run->has_gil ? "gil" : analysis->run->mode;
    while (row->mode[0] != '\0' && strcmp(row->mode, mode) != 0)
        row++;
    return row;
}

/* "17.1 s of sleep and work took only 5.8 s". */
static void append_overlap(const struct analysis *analysis, char *text, size_t size)
{
    double work = share_of_all(analysis, STATE_WORKING), sleep = share_of_all(analysis, STATE_SLEEPING);
    const char *what = work < little * sleep ? "sleep" : sleep < little * work ? "work" : "sleep and work";
    format_append(text, size, "%s of %s took only %s", format_duration((int64_t)analysis->stats.busy, 1).text, what,
                  format_duration(analysis->stats.elapsed, 1).text);
}

static bool nearly_all_overlap(const struct analysis *analysis)
{
    return analysis->workers > 1 && analysis->stats.overlap >= nearly_all * analysis->workers;
}

static void write_all_overlap(const struct analysis *analysis, char *text, size_t size)
{
    const struct overlap_text *row = overlap_text_of(analysis);
    bool sleeps = share_of_all(analysis, STATE_SLEEPING) > little;
    (void)snprintf(text, size, "%s", sleeps ? row->begin : "Each works on a core of its own: ");
    append_overlap(analysis, text, size);
    format_append(text, size, "%s", sleeps ? row->end : ".");
}

static bool some_overlap(const struct analysis *analysis)
{
    return analysis->stats.overlap > nothing_overlaps;
}

static void write_some_overlap(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "On average %s of the %d workers were busy at a time: ", format_number(analysis->stats.overlap).text,
                   analysis->workers);
    append_overlap(analysis, text, size);
    format_append(text, size, ".");
}

const struct caption captions_running[] = {
    {only_producers_run, write_one_produces},
    {only_consumers_run, write_one_consumes},
    {goes_round, write_goes_round},
    {loop_is_short, write_loop_is_short},
    {is_much_ready, write_cpu_is_short},
    {queue_is_full, write_queue_is_full},
    {only_the_rest_remains, write_rest},
    {consumers_are_behind, write_consumers_are_behind},
    {producers_are_slow, write_producers_are_slow},
    {nearly_all_overlap, write_all_overlap},
    {some_overlap, write_some_overlap},
    {NULL, NULL},
};
