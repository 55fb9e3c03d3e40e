/* sentence — parts of sentences: subjects, verbs that agree with them, counts. */
#include "view/text/sentence.h"

#include "base/format.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdio.h>

struct subject subject_one(lane_id id)
{
    struct subject subject = {.many = false};
    lane_id_name(id, subject.text);
    return subject;
}

/* "P1", or words for several: "the 2 producers". */
static struct subject several(const char *article, int count, enum lane_kind kind, lane_id first)
{
    if (count == 1)
        return subject_one(first);
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "%s%d %s", article, count,
                   kind == LANE_PRODUCER ? "producers" : "consumers");
    return subject;
}

struct subject subject_in(const struct worker_totals *totals, enum state state)
{
    int count = totals->in[state];
    return several(count == totals->count ? "the " : "", count, totals->kind, totals->first_in[state]);
}

struct subject subject_the(const struct worker_totals *totals)
{
    return several("the ", totals->count, totals->kind, lane_id_of(totals->kind, 0));
}

struct subject subject_every(const struct worker_totals *totals)
{
    if (totals->count != 2)
        return several("all ", totals->count, totals->kind, lane_id_of(totals->kind, 0));
    struct subject subject = {.many = true};
    (void)snprintf(subject.text, sizeof subject.text, "both %s",
                   totals->kind == LANE_PRODUCER ? "producers" : "consumers");
    return subject;
}

const char *subject_verb(struct subject subject, const char *one, const char *many)
{
    return subject.many ? many : one;
}

struct sentence sentence_backlog(const struct analysis *analysis)
{
    struct sentence sentence = {""};
    if (analysis->depth > 0)
        (void)snprintf(sentence.text, sizeof sentence.text, " %s %s waiting, %sfor %s.",
                       format_count(analysis->depth, "item").text, analysis->depth == 1 ? "has been" : "are",
                       analysis->depth == 1 ? "" : "the oldest ", format_duration(analysis->oldest, 1).text);
    return sentence;
}

struct sentence sentence_items(const struct analysis *analysis)
{
    struct sentence sentence;
    const struct plan *plan = &analysis->run->plan;
    if (plan->items > 0)
        (void)snprintf(sentence.text, sizeof sentence.text, "%" PRIu64 " of %s", analysis->stats.consumed,
                       format_count((uint64_t)plan->items * plan->producers, "item").text);
    else
        (void)snprintf(sentence.text, sizeof sentence.text, "%s", format_count(analysis->stats.consumed, "item").text);
    return sentence;
}

const char *sentence_recent(const struct analysis *analysis)
{
    return analysis->recent < ANALYSIS_RECENT ? "time" : "last 10 s";
}

struct sentence sentence_work(double cpu)
{
    static const double nothing = 0.005, half = 0.5;
    struct sentence sentence;
    if (cpu < nothing || cpu > 1 - nothing)
        (void)snprintf(sentence.text, sizeof sentence.text, "everything is %s",
                       cpu < nothing ? "waiting (I/O)" : "computing");
    else
        (void)snprintf(sentence.text, sizeof sentence.text, "%s is %s", format_percent(cpu > half ? cpu : 1 - cpu).text,
                       cpu > half ? "computing" : "waiting (I/O)");
    return sentence;
}
