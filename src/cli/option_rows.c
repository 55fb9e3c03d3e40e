/* option_rows — the table of options, and a parser for each kind. */
#include "cli/option_rows.h"

#include "base/os.h"
#include "base/units.h"
#include "cli/command.h"
#include "cli/number.h"
#include "modes/modes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    LIVE = 1 << COMMAND_LIVE | 1 << COMMAND_RACE,
    HEADLESS = 1 << COMMAND_RUN | 1 << COMMAND_COMPARE,
    RUNS = LIVE | HEADLESS,
    ONE = 1 << COMMAND_LIVE | 1 << COMMAND_RACE | 1 << COMMAND_RUN, /* those that show a run in one mode */
    SEVERAL = LIVE | 1 << COMMAND_COMPARE,
    ALL = RUNS | 1 << COMMAND_THEMES | 1 << COMMAND_HELP
};

#define FIELD(name) offsetof(struct options, name)
#define PLAN(name)  offsetof(struct options, plan.name)

/* In the order of the help. A new option of a kind that is there needs only its row. */
const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_MODE] = {"mode", 'm', KIND_MODE, FIELD(mode), 0, 0, "MODE", ONE, false, "how the workers are run (sync)"},
    [OPTION_MODES] = {"modes", 0, KIND_MODES, 0, 0, 0, "LIST", SEVERAL, false,
                      "the modes side by side (race: the first three, compare: all)"},
    [OPTION_PRODUCERS] = {"producers", 'p', KIND_WHOLE, PLAN(producers), 1, PLAN_WORKERS_MAX, "N", RUNS, false,
                          "producers (2)"},
    [OPTION_CONSUMERS] = {"consumers", 'c', KIND_WHOLE, PLAN(consumers), 1, PLAN_WORKERS_MAX, "N", RUNS, false,
                          "consumers (1)"},
    [OPTION_ITEMS] = {"items", 'n', KIND_COUNT, PLAN(items), 0, PLAN_ITEMS_MAX, "N", RUNS, false,
                      "items per producer (20), 0 for no end"},
    [OPTION_PRODUCE] = {"produce", 0, KIND_PRODUCE, PLAN(produce), 0, PLAN_DELAY_MAX, "MIN[-MAX]", RUNS, false,
                        "time to produce an item (0.5-1.5)"},
    [OPTION_CONSUME] = {"consume", 0, KIND_DELAY, PLAN(consume), 0, PLAN_DELAY_MAX, "MIN[-MAX]", RUNS, false,
                        "time to consume an item (0.5)"},
    [OPTION_CPU] = {"cpu", 0, KIND_WHOLE, PLAN(cpu_percent), 0, 100, "PERCENT", RUNS, false,
                    "share of it spent working, not sleeping (20)"},
    [OPTION_CAPACITY] = {"capacity", 0, KIND_LIMIT, PLAN(capacity), 1, PLAN_CAPACITY_MAX, "N", RUNS, false,
                         "items that the queue has room for (inf)"},
    [OPTION_CORES] = {"cores", 0, KIND_CORES, PLAN(cores), 1, PLAN_CORES_MAX, "N", RUNS, false,
                      "cores that working takes place on (4)"},
    [OPTION_POOL] = {"pool", 0, KIND_WHOLE, PLAN(pool), 1, PLAN_POOL_MAX, "N", RUNS, false, "threads of a pool (5)"},
    [OPTION_RESULTS] = {"results", 0, KIND_RESULTS, PLAN(results), 0, 0, "ORDER", RUNS, false,
                        "order of a pool's results (completed)"},
    [OPTION_LANGUAGE] = {"language", 0, KIND_LANGUAGE, PLAN(language), 0, 0, "NAME", RUNS, false,
                         "python, whose threads share a GIL, or c (c)"},
    [OPTION_BUG] = {"bug", 0, KIND_BUG, FIELD(bug), 0, 0, "NAME", RUNS, false, "a classic bug (none)"},
    [OPTION_BURN] = {"burn", 0, KIND_FLAG, PLAN(burn), 0, 0, NULL, RUNS, false,
                     "working keeps a CPU of this machine busy"},
    [OPTION_SEED] = {"seed", 0, KIND_COUNT, PLAN(seed), 0, INT64_MAX, "N", RUNS, false,
                     "where the random times come from (drawn and shown)"},
    [OPTION_SPEED] = {"speed", 0, KIND_SPEED, FIELD(speed), NS_PER_S / 10, NS_PER_S * 100, "X", RUNS, false,
                      "simulated seconds in a second (1)"},
    [OPTION_INSTANT] = {"instant", 0, KIND_FLAG, FIELD(instant), 0, 0, NULL, HEADLESS, true,
                        "in simulated time, at once (compare: yes)"},
    [OPTION_REAL] = {"real", 0, KIND_NOT, FIELD(instant), 0, 0, NULL, HEADLESS, true, "in real time (run: yes)"},
    [OPTION_JSON] = {"json", 0, KIND_FLAG, FIELD(json), 0, 0, NULL, HEADLESS, true,
                     "one JSON object on standard output"},
    [OPTION_SWEEP] = {"sweep", 0, KIND_SWEEP, FIELD(sweep), 0, 0, "cpu", 1 << COMMAND_COMPARE, true,
                      "at cpu shares 0, 10, ... 100"},
    [OPTION_THEME] = {"theme", 0, KIND_THEME, 0, 0, 0, "NAME|FILE", LIVE | 1 << COMMAND_THEMES, false,
                      "the colours; overlap themes lists them (default)"},
    [OPTION_ASCII] = {"ascii", 0, KIND_FLAG, FIELD(ascii), 0, 0, NULL, RUNS, false, "no characters beyond ASCII"},
    [OPTION_MOUSE] = {"mouse", 0, KIND_FLAG, FIELD(mouse), 0, 0, NULL, LIVE, false,
                      "the mouse points, clicks and zooms"},
    [OPTION_HELP] = {"help", 'h', KIND_FLAG, FIELD(help), 0, 0, NULL, ALL, true, "show this help"},
    [OPTION_VERSION] = {"version", 'V', KIND_FLAG, FIELD(version), 0, 0, NULL, ALL, true, "show the version"},
};

/* ---- Parsers ---- */

static const char *const result_orders[] = {[RESULTS_COMPLETED] = "completed", [RESULTS_SUBMITTED] = "submitted"};

static bool parse_whole(const struct option_row *row, uint32_t *field, const char *argument)
{
    uint64_t value;
    if (!number_whole(argument, (uint64_t)row->min, (uint64_t)row->max, &value))
        return false;
    *field = (uint32_t)value;
    return true;
}

static bool parse_limit(const struct option_row *row, uint32_t *field, const char *argument)
{
    bool machine = row->kind == KIND_CORES && strcmp(argument, "machine") == 0;
    if (!machine && strcmp(argument, "inf") != 0)
        return parse_whole(row, field, argument);
    *field = machine ? os_cores() : 0;
    return true;
}

static bool parse_speed(const struct option_row *row, double *field, const char *argument)
{
    int64_t billionths;
    const char *rest = number_decimal(argument, &billionths);
    if (rest == NULL || *rest != '\0' || billionths < row->min || billionths > row->max)
        return false;
    *field = units_seconds(billionths);
    return true;
}

/* Two numbers of seconds with the sign between them, of which the first may end with a point. */
static bool parse_range(const char *argument, const char *sign, int64_t *first, int64_t *second)
{
    const char *rest = number_decimal(argument, first), *at = strstr(argument, sign);
    if (rest == NULL || at == NULL || (rest != at && rest != at + 1))
        return false;
    rest = number_decimal(at + strlen(sign), second);
    return rest != NULL && *rest == '\0';
}

static bool parse_delay(const struct option_row *row, struct delay *field, const char *argument)
{
    struct delay delay;
    if (!parse_range(argument, "-", &delay.min, &delay.max)) {
        const char *rest = number_decimal(argument, &delay.min);
        if (rest == NULL || *rest != '\0')
            return false;
        delay.max = delay.min;
    }
    if (delay.min > delay.max || delay.max > row->max)
        return false;
    *field = delay;
    return true;
}

/* As a delay, or MAX..MIN: the first producer's, down to the last one's. */
static bool parse_produce(const struct option_row *row, struct plan *plan, const char *argument)
{
    struct delay delay;
    plan->distribution = strstr(argument, "..") != NULL ? DISTRIBUTION_FALLING : DISTRIBUTION_DRAWN;
    if (plan->distribution == DISTRIBUTION_DRAWN)
        return parse_delay(row, &plan->produce, argument);
    if (!parse_range(argument, "..", &delay.max, &delay.min) || delay.min > delay.max || delay.max > row->max)
        return false;
    plan->produce = delay;
    return true;
}

static bool parse_mode(const struct mode **mode, const char *argument)
{
    *mode = modes_find(argument);
    return *mode != NULL;
}

/* Names with commas between them, each once. */
static bool parse_modes(struct options *options, const char *argument)
{
    options->racer_count = 0;
    for (const char *name = argument; name != NULL; name = *name == ',' ? name + 1 : NULL) {
        char text[16]; /* longer than any name */
        size_t length = strcspn(name, ",");
        if (length >= sizeof text)
            return false;
        memcpy(text, name, length);
        text[length] = '\0';
        const struct mode *mode = modes_find(text);
        for (size_t i = 0; i < options->racer_count; i++)
            if (options->racers[i] == mode)
                return false;
        if (mode == NULL)
            return false;
        options->racers[options->racer_count++] = mode;
        name += length;
    }
    return options->racer_count >= 2;
}

static bool parse_language(enum language *field, const char *argument)
{
    *field = LANGUAGE_C;
    while (*field <= LANGUAGE_PYTHON && strcmp(argument, plan_language_name(*field)) != 0)
        ++*field;
    return *field <= LANGUAGE_PYTHON;
}

static bool parse_bug(const struct mode **field, const char *argument)
{
    *field = bugs_find(argument);
    return *field != NULL || strcmp(argument, "none") == 0;
}

static bool parse_results(enum results *field, const char *argument)
{
    *field = RESULTS_COMPLETED;
    while (*field <= RESULTS_SUBMITTED && strcmp(argument, result_orders[*field]) != 0)
        ++*field;
    return *field <= RESULTS_SUBMITTED;
}

static bool parse_theme(char name[THEME_NAME_SIZE], const char *argument)
{
    size_t length = strlen(argument);
    if (length == 0 || length >= THEME_NAME_SIZE)
        return false;
    (void)strcpy(name, argument);
    return true;
}

bool option_set(const struct option_row *row, struct options *options, const char *argument)
{
    void *field = (char *)options + row->field;
    bool yes = strcmp(argument, "yes") == 0;
    switch (row->kind) {
    case KIND_FLAG:
    case KIND_NOT:
        *(bool *)field = yes == (row->kind == KIND_FLAG);
        return yes || strcmp(argument, "no") == 0;
    case KIND_WHOLE:
        return parse_whole(row, field, argument);
    case KIND_COUNT:
        return number_whole(argument, (uint64_t)row->min, (uint64_t)row->max, field);
    case KIND_LIMIT:
    case KIND_CORES:
        return parse_limit(row, field, argument);
    case KIND_SPEED:
        return parse_speed(row, field, argument);
    case KIND_DELAY:
        return parse_delay(row, field, argument);
    case KIND_PRODUCE:
        return parse_produce(row, &options->plan, argument);
    case KIND_MODE:
        return parse_mode(field, argument);
    case KIND_MODES:
        return parse_modes(options, argument);
    case KIND_RESULTS:
        return parse_results(field, argument);
    case KIND_BUG:
        return parse_bug(field, argument);
    case KIND_LANGUAGE:
        return parse_language(field, argument);
    case KIND_SWEEP:
        return options->sweep = strcmp(argument, "cpu") == 0;
    case KIND_THEME:
        return parse_theme(options->theme_name, argument);
    }
    return false;
}

/* ---- What they take ---- */

static void list_bugs(char text[OPTION_TEXT_SIZE])
{
    size_t length = (size_t)snprintf(text, OPTION_TEXT_SIZE, "none");
    for (size_t i = 0; bugs[i] != NULL && length < OPTION_TEXT_SIZE; i++)
        length += (size_t)snprintf(text + length, OPTION_TEXT_SIZE - length, " | %s", bugs[i]->bug);
}

static void describe_number(const struct option_row *row, char text[OPTION_TEXT_SIZE])
{
    (void)snprintf(text, OPTION_TEXT_SIZE, "%sa whole number from %" PRId64 " to %" PRId64,
                   row->kind == KIND_LIMIT   ? "inf or "
                   : row->kind == KIND_CORES ? "machine, inf or "
                                             : "",
                   row->min, row->max);
}

void option_allowed(const struct option_row *row, char text[OPTION_TEXT_SIZE])
{
    switch (row->kind) {
    case KIND_WHOLE:
    case KIND_COUNT:
    case KIND_LIMIT:
    case KIND_CORES:
        describe_number(row, text);
        break;
    case KIND_SPEED:
        (void)snprintf(text, OPTION_TEXT_SIZE, "a number from %g to %g", units_seconds(row->min),
                       units_seconds(row->max));
        break;
    case KIND_DELAY:
    case KIND_PRODUCE:
        (void)snprintf(text, OPTION_TEXT_SIZE, "seconds from 0 to %g as MIN%s or MIN-MAX, MIN not above MAX",
                       units_seconds(row->max), row->kind == KIND_PRODUCE ? ", MAX..MIN" : "");
        break;
    case KIND_MODE:
        modes_list(text, OPTION_TEXT_SIZE);
        break;
    case KIND_BUG:
        list_bugs(text);
        break;
    case KIND_LANGUAGE:
        (void)snprintf(text, OPTION_TEXT_SIZE, "python | c");
        break;
    case KIND_RESULTS:
        (void)snprintf(text, OPTION_TEXT_SIZE, "%s | %s", result_orders[0], result_orders[1]);
        break;
    default:
        (void)snprintf(text, OPTION_TEXT_SIZE, "%s",
                       row->kind == KIND_MODES   ? "two or more modes, each once, with commas: sync,async"
                       : row->kind == KIND_SWEEP ? "cpu"
                       : row->kind == KIND_THEME ? "a theme's name or file"
                                                 : "yes or no");
        break;
    }
}
