/* sentence — words for workers and counts, and sentences filled in so that their verbs agree. */
#include "view/text/sentence.h"

#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct format subject_one(lane_id id)
{
    struct format subject;
    lane_id_name(id, subject.text);
    return subject;
}

static const char *plural_of(enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? "producers" : kind == LANE_CONSUMER ? "consumers" : "tasks";
}

static struct format several(const char *article, int count, enum lane_kind kind, lane_id first)
{
    if (count == 1)
        return subject_one(first);
    struct format subject;
    (void)snprintf(subject.text, sizeof subject.text, "%s%d %s", article, count, plural_of(kind));
    return subject;
}

struct format subject_in(const struct worker_totals *totals, enum state state)
{
    int count = totals->in[state];
    return several(count == totals->count ? "the " : "", count, totals->kind, totals->first_in[state]);
}

struct format subject_the(const struct worker_totals *totals)
{
    return several("the ", totals->count, totals->kind, lane_id_of(totals->kind, 0));
}

struct format subject_every(const struct worker_totals *totals)
{
    struct format both;
    (void)snprintf(both.text, sizeof both.text, "both %s", plural_of(totals->kind));
    return totals->count == 2 ? both : several("all ", totals->count, totals->kind, lane_id_of(totals->kind, 0));
}

int64_t difference_written(int64_t one, int64_t other, int digits)
{
    const int64_t step = digits == 1 ? NS_PER_S / 10 : NS_PER_S / 100, difference = llabs(one - other);
    bool in_seconds = difference >= NS_PER_S / 10 && one >= NS_PER_S / 10 && other >= NS_PER_S / 10;
    return in_seconds ? llabs((one + step / 2) / step - (other + step / 2) / step) * step : difference;
}

struct sentence sentence_work(double cpu)
{
    static const double half = 0.5, as_good_as_all = 0.995;
    double share = cpu > half ? cpu : 1 - cpu;
    struct sentence sentence;
    (void)snprintf(sentence.text, sizeof sentence.text, "%s is %s",
                   share > as_good_as_all ? "everything" : format_percent(share).text,
                   cpu > half ? "computing" : "waiting (I/O)");
    return sentence;
}

/* ---- Filling in ---- */

/* Words for several have a space, and so has a count. */
static bool is_plural(const char *value)
{
    return strchr(value, ' ') != NULL && strncmp(value, "1 ", 2) != 0;
}

static const char *value_of(const struct field *fields, const char *name, size_t length)
{
    while (strncmp(fields->name, name, length) != 0 || fields->name[length] != '\0')
        fields++;
    return fields->value;
}

static void append(const char *text, const struct field fields[], char *result, size_t size)
{
    for (const char *brace; (brace = strchr(text, '{')) != NULL; text = strchr(brace, '}') + 1) {
        size_t length = strcspn(++brace, ":}");
        const char *value = value_of(fields, brace, length), *one = brace + length + 1;
        format_append(result, size, "%.*s", (int)(brace - 1 - text), text);
        if (brace[length] == '}')
            append(value, fields, result, size);
        else if (is_plural(value))
            format_append(result, size, "%.*s", (int)strcspn(strchr(one, '|') + 1, "}"), strchr(one, '|') + 1);
        else
            format_append(result, size, "%.*s", (int)strcspn(one, "|"), one);
    }
    format_append(result, size, "%s", text);
}

void sentence_fill(const char *text, const struct field fields[], char *result, size_t size)
{
    result[0] = '\0';
    append(text, fields, result, size);
    if (strncmp(result, "the ", 4) == 0)
        result[0] = 'T';
    for (char *stop = result; (stop = strstr(stop, ". the ")) != NULL;)
        stop[2] = 'T';
}
