/* sentence — parts of sentences: subjects, verbs that agree with them, counts. */
#include "view/text/sentence.h"

#include "base/format.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

/* A subject of several workers has more than one word, and so has a count of several. */
static bool is_plural(const char *subject)
{
    return strchr(subject, ' ') != NULL && strncmp(subject, "1 ", 2) != 0;
}

static const char *value_of(const struct field *fields, const char *name, size_t length)
{
    while (strncmp(fields->name, name, length) != 0 || fields->name[length] != '\0')
        fields++;
    return fields->value;
}

void sentence_fill(const char *text, const struct field fields[], char *result, size_t size)
{
    result[0] = '\0';
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        format_append(result, size, "%.*s", (int)plain, text);
        text += plain;
        if (*text == '\0')
            break;
        size_t name = strcspn(++text, ":}"), end = strcspn(text, "}");
        const char *value = value_of(fields, text, name), *one = text + name + 1;
        if (name == end) {
            format_append(result, size, "%s", value);
        } else {
            const char *many = strchr(one, '|') + 1;
            format_append(result, size, "%.*s", (int)(is_plural(value) ? text + end - many : many - 1 - one),
                          is_plural(value) ? many : one);
        }
        text += end + 1;
    }
    if (result[0] == 't')
        result[0] = 'T';
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
