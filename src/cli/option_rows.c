/* option_rows — the table of options, and what each kind of them takes. */
#include "cli/options.h"

#include "base/format.h"
#include "base/os.h"
#include "base/units.h"
#include "cli/command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    LIVE = 1 << COMMAND_LIVE | 1 << COMMAND_RACE,
    SCREEN = LIVE | 1 << COMMAND_LESSON,
    HEADLESS = 1 << COMMAND_RUN | 1 << COMMAND_COMPARE,
    RUNS = LIVE | HEADLESS | OPTION_LESSON,
    ONE = LIVE | 1 << COMMAND_RUN | OPTION_LESSON, /* those that show a run in one mode */
    SEVERAL = LIVE | 1 << COMMAND_COMPARE | OPTION_LESSON,
    TEXTS = LIVE | HEADLESS | 1 << COMMAND_LESSON | 1 << COMMAND_LESSONS,
    ALL = TEXTS | 1 << COMMAND_THEMES | 1 << COMMAND_HELP
};

#define FIELD(name) offsetof(struct options, name)
#define PLAN(name)  offsetof(struct options, plan.name)

/* In the order of the help. A new option of a kind that is there needs only its row. */
const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_MODE] = {"mode", 'm', KIND_MODE, FIELD(mode), "MODE", ONE, .help = "how the workers are run (sync)"},
    [OPTION_MODES] = {"modes", 0, KIND_MODES, 0, "LIST", SEVERAL,
                      .help = "the modes side by side (race: the first three, compare: all)"},
    [OPTION_TASKS] = {"tasks", 0, KIND_WHOLE, PLAN(tasks), "N", RUNS,
                      .help = "tasks that only take their time, without a queue (0)", 0, PLAN_WORKERS_MAX},
    [OPTION_PRODUCERS] = {"producers", 'p', KIND_WHOLE, PLAN(producers), "N", RUNS, .help = "producers (2)", 1,
                          PLAN_WORKERS_MAX},
    [OPTION_CONSUMERS] = {"consumers", 'c', KIND_WHOLE, PLAN(consumers), "N", RUNS, .help = "consumers (1)", 1,
                          PLAN_WORKERS_MAX},
    [OPTION_ITEMS] = {"items", 'n', KIND_COUNT, PLAN(items), "N", RUNS, .help = "items per producer, 0 for no end (10)",
                      0, PLAN_ITEMS_MAX},
    [OPTION_PRODUCE] = {"produce", 0, KIND_PRODUCE, PLAN(produce), "MIN[-MAX]", RUNS,
                        .help = "time to produce an item, or of a task (0.5-1.5)", 0, PLAN_DELAY_MAX},
    [OPTION_CONSUME] = {"consume", 0, KIND_DELAY, PLAN(consume), "MIN[-MAX]", RUNS,
                        .help = "time to consume an item (0.5)", 0, PLAN_DELAY_MAX},
    [OPTION_CPU] = {"cpu", 0, KIND_WHOLE, PLAN(cpu_percent), "PERCENT", RUNS,
                    .help = "share of it spent working, not sleeping (10)", 0, 100},
    [OPTION_CAPACITY] = {"capacity", 0, KIND_LIMIT, PLAN(capacity), "N", RUNS,
                         .help = "items that the queue has room for (inf)", 1, PLAN_CAPACITY_MAX},
    [OPTION_CORES] = {"cores", 0, KIND_CORES, PLAN(cores), "N", RUNS, .help = "cores that working takes place on (4)",
                      1, PLAN_CORES_MAX},
    [OPTION_POOL] = {"pool", 0, KIND_WHOLE, PLAN(pool), "N", RUNS, .help = "threads of a pool (5)", 1, PLAN_POOL_MAX},
    [OPTION_RESULTS] = {"results", 0, KIND_RESULTS, PLAN(results), "ORDER", RUNS,
                        .help = "order of a pool's results (completed)"},
    [OPTION_LANGUAGE] = {"language", 0, KIND_LANGUAGE, PLAN(language), "NAME", RUNS,
                         .help = "c, or python, whose threads share a GIL (python)"},
    [OPTION_BUG] = {"bug", 0, KIND_BUG, FIELD(bug), "NAME", RUNS, .help = "a classic bug (none)"},
    [OPTION_BURN] = {"burn", 0, KIND_FLAG, PLAN(burn), NULL, LIVE | HEADLESS,
                     .help = "working keeps a CPU of this machine busy"},
    [OPTION_SEED] = {"seed", 0, KIND_COUNT, PLAN(seed), "N", RUNS,
                     .help = "where the random times come from (drawn and shown)", 0, INT64_MAX},
    [OPTION_SPEED] = {"speed", 0, KIND_SPEED, FIELD(speed), "X", RUNS, .help = "simulated seconds in a second (1)",
                      NS_PER_S / 10, NS_PER_S * 100},
    [OPTION_INSTANT] = {"instant", 0, KIND_FLAG, FIELD(instant), NULL, HEADLESS | OPTION_ONCE,
                        .help = "in simulated time, at once (compare: yes)"},
    [OPTION_REAL] = {"real", 0, KIND_NOT, FIELD(instant), NULL, HEADLESS | OPTION_ONCE,
                     .help = "in real time (run: yes)"},
    [OPTION_JSON] = {"json", 0, KIND_FLAG, FIELD(json), NULL, HEADLESS | OPTION_ONCE,
                     .help = "one JSON object on standard output"},
    [OPTION_SWEEP] = {"sweep", 0, KIND_SWEEP, FIELD(sweep), "cpu", 1 << COMMAND_COMPARE | OPTION_ONCE,
                      .help = "at cpu shares 0, 10, ... 100"},
    [OPTION_RUNS] = {"runs", 0, KIND_WHOLE, FIELD(runs), "N", 1 << COMMAND_RUN | OPTION_ONCE | OPTION_LESSON,
                     .help = "simulated runs from that seed (or 1) on: how many fail", 1, 100000},
    [OPTION_THEME] = {"theme", 0, KIND_THEME, FIELD(theme_name), "NAME|FILE", SCREEN | 1 << COMMAND_THEMES,
                      .help = "the colours; overlap themes lists them (default)"},
    [OPTION_COLOR] = {"color", 0, KIND_COLOR, FIELD(color), "WHEN", HEADLESS, .help = "colours (auto: on a terminal)"},
    [OPTION_ASCII] = {"ascii", 0, KIND_FLAG, FIELD(ascii), NULL, TEXTS, .help = "no characters beyond ASCII"},
    [OPTION_MOUSE] = {"mouse", 0, KIND_FLAG, FIELD(mouse), NULL, SCREEN, .help = "the mouse points, clicks and zooms"},
    [OPTION_HELP] = {"help", 'h', KIND_FLAG, FIELD(help), NULL, ALL | OPTION_ONCE, .help = "show this help"},
    [OPTION_VERSION] = {"version", 'V', KIND_FLAG, FIELD(version), NULL, ALL | OPTION_ONCE, .help = "show the version"},
};

/* ---- Those that take one of several words ---- */

enum { NO_CHOICE = -1 };

/* The words that the option takes, one after another, ended by NULL. */
static const char *choice_of(const struct option_row *row, int index)
{
    static const char *const flags[] = {"yes", "no", NULL}, *const colors[] = {"auto", "always", "never", NULL};
    static const char *const orders[] = {"completed", "submitted", NULL}, *const sweeps[] = {"cpu", NULL};
    switch (row->kind) {
    case KIND_FLAG:
    case KIND_NOT:
        return flags[index];
    case KIND_COLOR:
        return colors[index];
    case KIND_RESULTS:
        return orders[index];
    case KIND_SWEEP:
        return sweeps[index];
    case KIND_LANGUAGE:
        return index > LANGUAGE_PYTHON ? NULL : plan_language_name((enum language)index);
    case KIND_MODE:
    case KIND_MODES:
        return modes[index] == NULL ? NULL : modes[index]->name;
    case KIND_BUG:
        return index == 0 ? "none" : bugs[index - 1] == NULL ? NULL : bugs[index - 1]->bug;
    default:
        return NULL;
    }
}

static int find_choice(const struct option_row *row, const char *word, size_t length)
{
    const char *choice;
    for (int index = 0; (choice = choice_of(row, index)) != NULL; index++)
        if (strlen(choice) == length && memcmp(choice, word, length) == 0)
            return index;
    return NO_CHOICE;
}

static bool set_choice(const struct option_row *row, void *field, const char *word)
{
    int index = find_choice(row, word, strlen(word));
    if (index == NO_CHOICE)
        return false;
    if (row->kind == KIND_MODE)
        *(const struct mode **)field = modes[index];
    else if (row->kind == KIND_BUG)
        *(const struct mode **)field = index == 0 ? NULL : bugs[index - 1];
    else if (row->kind == KIND_FLAG || row->kind == KIND_NOT || row->kind == KIND_SWEEP)
        *(bool *)field = index == (row->kind == KIND_NOT);
    else
        *(unsigned *)field = (unsigned)index; /* an enumeration */
    return true;
}

/* Modes with commas between them, each once. */
static bool set_modes(const struct option_row *row, struct options *options, const char *words)
{
    options->racer_count = 0;
    for (;; words++) {
        size_t length = strcspn(words, ",");
        int index = find_choice(row, words, length);
        for (size_t i = 0; i < options->racer_count; i++)
            if (index != NO_CHOICE && options->racers[i] == modes[index])
                return false;
        if (index == NO_CHOICE)
            return false;
        options->racers[options->racer_count++] = modes[index];
        words += length;
        if (*words == '\0')
            return options->racer_count >= 2;
    }
}

/* ---- Those that take numbers ---- */

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

bool number_whole(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0')
        return false;
    errno = 0;
    unsigned long long number = strtoull(text, NULL, 10);
    if (errno != 0 || number < least || number > most)
        return false;
    *value = number;
    return true;
}

const char *number_decimal(const char *text, int64_t *billionths)
{
    int64_t whole = 0, fraction = 0;
    if (!is_digit(*text) && !(*text == '.' && is_digit(text[1])))
        return NULL;
    for (; is_digit(*text); text++) {
        whole = whole * 10 + (*text - '0');
        if (whole > NS_PER_S)
            return NULL;
    }
    if (*text == '.') {
        text++;
        for (int64_t unit = NS_PER_S / 10; is_digit(*text); text++, unit /= 10)
            fraction += unit * (*text - '0');
    }
    *billionths = whole * NS_PER_S + fraction;
    return text;
}

/* Without a limit it is 0. */
static bool set_number(const struct option_row *row, void *field, const char *argument)
{
    uint64_t value = 0;
    bool machine = row->kind == KIND_CORES && strcmp(argument, "machine") == 0;
    bool unlimited = (row->kind == KIND_CORES || row->kind == KIND_LIMIT) && strcmp(argument, "inf") == 0;
    if (!machine && !unlimited && !number_whole(argument, (uint64_t)row->min, (uint64_t)row->max, &value))
        return false;
    if (row->kind == KIND_COUNT)
        *(uint64_t *)field = value;
    else
        *(uint32_t *)field = machine ? os_cores() : (uint32_t)value;
    return true;
}

/* All of the text as billionths. */
static bool parse_decimal(const char *text, int64_t *billionths)
{
    const char *rest = number_decimal(text, billionths);
    return rest != NULL && *rest == '\0';
}

static bool set_speed(const struct option_row *row, double *field, const char *argument)
{
    int64_t billionths;
    if (!parse_decimal(argument, &billionths) || billionths < row->min || billionths > row->max)
        return false;
    *field = units_seconds(billionths);
    return true;
}

/* One number of seconds or two with the sign between them, of which the first may end with a point. */
static bool parse_range(const char *argument, const char *sign, int64_t *first, int64_t *second)
{
    const char *rest = number_decimal(argument, first), *at = strstr(argument, sign);
    *second = *first;
    if (rest == NULL || at == NULL)
        return rest != NULL && *rest == '\0';
    return (rest == at || rest == at + 1) && parse_decimal(at + strlen(sign), second);
}

/* MIN-MAX; of producing also MAX..MIN: the first producer's, down to the last one's. */
static bool set_delay(const struct option_row *row, struct options *options, struct delay *field, const char *argument)
{
    struct delay delay;
    bool falling = row->kind == KIND_PRODUCE && strstr(argument, "..") != NULL;
    if (!(falling ? parse_range(argument, "..", &delay.max, &delay.min)
                  : parse_range(argument, "-", &delay.min, &delay.max)) ||
        delay.min > delay.max || delay.max > row->max)
        return false;
    if (row->kind == KIND_PRODUCE)
        options->plan.distribution = falling ? DISTRIBUTION_FALLING : DISTRIBUTION_DRAWN;
    *field = delay;
    return true;
}

/* ---- All ---- */

static bool set_theme(char name[THEME_NAME_SIZE], const char *argument)
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
    switch (row->kind) {
    case KIND_WHOLE:
    case KIND_COUNT:
    case KIND_LIMIT:
    case KIND_CORES:
        return set_number(row, field, argument);
    case KIND_SPEED:
        return set_speed(row, field, argument);
    case KIND_DELAY:
    case KIND_PRODUCE:
        return set_delay(row, options, field, argument);
    case KIND_MODES:
        return set_modes(row, options, argument);
    case KIND_THEME:
        return set_theme(field, argument);
    default:
        return set_choice(row, field, argument);
    }
}

struct option_text option_allowed(const struct option_row *row)
{
    struct option_text allowed = {""};
    const size_t size = sizeof allowed.text;
    double min = units_seconds(row->min), max = units_seconds(row->max);
    switch (row->kind) {
    case KIND_WHOLE:
    case KIND_COUNT:
    case KIND_LIMIT:
    case KIND_CORES:
        format_append(allowed.text, size, "%s%sa whole number from %" PRId64 " to %" PRId64,
                      row->kind == KIND_CORES ? "machine, " : "",
                      row->kind == KIND_LIMIT || row->kind == KIND_CORES ? "inf or " : "", row->min, row->max);
        break;
    case KIND_SPEED:
        format_append(allowed.text, size, "a number from %g to %g", min, max);
        break;
    case KIND_DELAY:
    case KIND_PRODUCE:
        format_append(allowed.text, size, "seconds from 0 to %g as MIN%s or MIN-MAX, MIN not above MAX", max,
                      row->kind == KIND_PRODUCE ? ", MAX..MIN" : "");
        break;
    case KIND_MODES:
        format_append(allowed.text, size, "two or more modes, each once, with commas: sync,async");
        break;
    case KIND_THEME:
        format_append(allowed.text, size, "a theme's name or file");
        break;
    default:
        for (int index = 0; choice_of(row, index) != NULL; index++)
            format_append(allowed.text, size, "%s%s", index > 0 ? " | " : "", choice_of(row, index));
    }
    return allowed;
}
