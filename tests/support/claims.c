/* claims — reads sentences and holds them against their run; see the header. */
#include "support/claims.h"

#include "base/units.h"
#include "modes/modes.h"
#include "view/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Reading ---- */

/* Each takes what it reads from *text and moves it on; false and *text as it was, or not, where it is not there. */
typedef bool reader(const char **text, struct claim_value *value);

static bool take(const char **text, const char *words)
{
    size_t length = strlen(words);
    if (strncmp(*text, words, length) != 0)
        return false;
    *text += length;
    return true;
}

static bool read_number(const char **text, struct claim_value *value)
{
    size_t length = strspn(*text, "0123456789.");
    while (length > 0 && (*text)[length - 1] == '.')
        length--;
    const char *point = memchr(*text, '.', length);
    value->number = strtod(*text, NULL);
    value->precision = point == NULL ? 0.5 : 0.5 * pow(10, -(double)(*text + length - point - 1));
    *text += length;
    return length > 0;
}

static bool read_duration(const char **text, struct claim_value *value)
{
    static const struct {
        const char *name;
        double ns;
    } units[] = {{" min", 60e9}, {" ms", 1e6}, {" µs", 1e3}, {" ns", 1}, {" s", 1e9}, {" h", 3600e9}};
    if (!read_number(text, value))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (take(text, units[i].name)) {
            value->number *= units[i].ns;
            value->precision *= units[i].ns;
            return true;
        }
    return false;
}

static bool read_share(const char **text, struct claim_value *value)
{
    bool read = read_number(text, value) && take(text, " %");
    value->number /= 100;
    value->precision /= 100;
    return read;
}

static bool read_factor(const char **text, struct claim_value *value)
{
    return read_number(text, value) && take(text, "×");
}

static bool read_span(const char **text, struct claim_value *value)
{
    value->recent = take(text, "last 10 s");
    return value->recent || take(text, "time");
}

static bool read_one(const char **text, struct claim_value *value)
{
    static const enum lane_kind kinds[] = {LANE_PRODUCER, LANE_TASK, LANE_CONSUMER};
    static const char *const names[] = {"P", "Task-", "C"};
    const char *number = *text;
    size_t i = 0;
    while (i < 3 && !take(&number, names[i]))
        i++;
    if (i == 3 || strspn(number, "0123456789") == 0)
        return false;
    value->workers = kinds[i];
    char *end;
    value->one = lane_id_of(value->workers, (uint32_t)strtoul(number, &end, 10) - 1);
    value->count = 1;
    *text = end;
    return true;
}

static bool read_workers(const char **text, struct claim_value *value)
{
    struct claim_value number = {.number = 2};
    bool both = take(text, "both ");
    if (read_one(text, value))
        return true;
    value->all = both || take(text, "the ") || take(text, "The ") || take(text, "all ");
    if (!both && (!read_number(text, &number) || !take(text, " ")))
        return false;
    value->one = LANE_NONE;
    value->count = (size_t)number.number;
    value->workers = **text == 'p' ? LANE_PRODUCER : **text == 't' ? LANE_TASK : LANE_CONSUMER;
    return take(text, "producers") || take(text, "consumers") || take(text, "tasks");
}

static bool read_mode(const char **text, struct claim_value *value)
{
    for (size_t i = 0; modes[i] != NULL && value->count < CLAIM_MODES_MAX; i++)
        if (take(text, modes[i]->name)) {
            value->modes[value->count++] = i;
            return true;
        }
    return false;
}

static bool read_modes(const char **text, struct claim_value *value)
{
    value->count = 0;
    const char *end = NULL;
    while (read_mode(text, value)) {
        end = *text;
        if (!take(text, ", ") && !take(text, " and "))
            break;
    }
    *text = end != NULL ? end : *text;
    return end != NULL;
}

static reader *reader_of(char kind)
{
    static const struct {
        char kind;
        reader *read;
    } readers[] = {{'w', read_workers}, {'d', read_duration}, {'p', read_share}, {'n', read_number},
                   {'f', read_factor},  {'t', read_span},     {'m', read_modes}};
    size_t i = 0;
    while (readers[i].kind != kind)
        i++;
    return readers[i].read;
}

/* One of the words between brackets; the longest comes first in a form where one begins another. */
static bool read_choice(const char **text, const char **form)
{
    const char *end = strchr(*form, ']'), *word = *form + 1;
    *form = end + 1;
    for (;;) {
        size_t length = strcspn(word, "|]");
        if (strncmp(*text, word, length) == 0) {
            *text += length;
            return true;
        }
        if (word + length == end)
            return false;
        word += length + 1;
    }
}

size_t claim_read(const char *text, const char *form, struct claim_value values[CLAIM_VALUES_MAX])
{
    const char *at = text;
    size_t count = 0;
    memset(values, 0, CLAIM_VALUES_MAX * sizeof *values);
    while (*form != '\0')
        if (*form == '[') {
            if (!read_choice(&at, &form))
                return 0;
        } else if (*form == '%') {
            struct claim_value *value = &values[count++];
            *value = (struct claim_value){.kind = form[1], .one = LANE_NONE};
            if (!reader_of(form[1])(&at, value))
                return 0;
            form += 2;
        } else if (*form++ != *at++) {
            return 0;
        }
    return (size_t)(at - text);
}

bool claim_is(const struct claim_value *value, double figure)
{
    if (value->loose)
        return true;
    double slack = value->precision * 1e-6 + fabs(figure) * 1e-9;
    return fabs(value->number - figure) <= value->precision + slack;
}

/* ---- Holding against a run ---- */

bool claim_names(const struct claim_context *context, const struct claim_value *workers)
{
    size_t count = truth_count(&context->truth, workers->workers);
    if (workers->one != LANE_NONE)
        return lane_id_index(workers->one) < count;
    return workers->all ? workers->count == count : workers->count <= count;
}

bool claim_in(const struct claim_context *context, const struct claim_value *workers, unsigned states, int64_t time)
{
    size_t count = 0;
    if (workers->one != LANE_NONE)
        return (states >> truth_at(&context->truth, workers->one, time).state & 1) != 0;
    for (uint32_t i = 0; i < truth_count(&context->truth, workers->workers); i++)
        count += states >> truth_at(&context->truth, lane_id_of(workers->workers, i), time).state & 1;
    return count == workers->count;
}

double claim_spent(const struct truth *truth, const struct claim_value *workers, unsigned states, unsigned reasons,
                   int64_t from)
{
    return workers->one != LANE_NONE ? truth_lane_spent(truth, workers->one, states, reasons, from)
                                     : truth_spent(truth, workers->workers, states, reasons, from);
}

/* The claim whose form the caption begins with, and how long that is; NULL: there is none. */
static const struct claim *find_claim(const struct claim *claims, const char *caption,
                                      struct claim_value values[CLAIM_VALUES_MAX], size_t *length)
{
    while (claims->form != NULL && (*length = claim_read(caption, claims->form, values)) == 0)
        claims++;
    return claims->form != NULL ? claims : NULL;
}

/* Takes the parts off the caption, one after another, as long as they are so. */
static const char *refuted(struct claim_context *context, const struct claim *claims, const char *caption, bool figures)
{
    while (*caption != '\0') {
        struct claim_value values[CLAIM_VALUES_MAX];
        size_t length;
        const struct claim *claim = find_claim(claims_of_locks, caption, values, &length);
        if (claim == NULL)
            claim = find_claim(claims, caption, values, &length);
        if (claim == NULL)
            return caption;
        for (int i = 0; i < CLAIM_VALUES_MAX; i++)
            values[i].loose = !figures;
        if (!claim->holds(context, values))
            return caption;
        caption += length;
    }
    return NULL;
}

const char *claims_refuted(const struct scene *scene, const char *caption, bool figures)
{
    int64_t cursor = scene->view.time.cursor;
    bool looks_back = cursor < scene->now;
    const struct scene_run *run = runs_at(scene, looks_back ? cursor : TIME_NEVER);
    struct claim_context context = {.scene = scene, .truth = truth_of(run, scene->now)};
    if (looks_back || (scene->paused && run->status != RUN_FINISHED)) {
        int64_t time = looks_back ? cursor : scene->now;
        if (step_at(run->trace, time, scene->now, &context.step) && context.step.to == time)
            return refuted(&context, claims_of_steps, caption, figures);
    }
    if (scene->view.race) {
        size_t count, finished = 0;
        const struct scene_run *runs = runs_of_batch(scene, &count);
        for (size_t i = 0; i < count; i++)
            finished += runs[i].status == RUN_FINISHED;
        if (finished > 0)
            return refuted(&context, claims_of_races, caption, figures);
        for (size_t i = count; i-- > 0;)
            if (runs[i].status == RUN_STUCK)
                run = &runs[i];
        context.truth = truth_of(run, scene->now);
        if (caption[0] != '\0')
            caption += strlen(run->mode->name) + strlen(": ");
    }
    return refuted(&context,
                   run->mode->bug != NULL || run->status == RUN_STUCK ? claims_of_problems
                   : run->status == RUN_FINISHED                      ? claims_of_results
                                                                      : claims_of_runs,
                   caption, figures);
}
