/* option_rows — the table of options and their parsers; see the header. */
#include "cli/option_rows.h"

#include "base/os.h"
#include "base/units.h"
#include "cli/number.h"
#include "modes/modes.h"

#include <stdio.h>
#include <string.h>

static bool parse_u32(const char *argument, uint32_t least, uint32_t most, uint32_t *field)
{
    uint64_t value;
    if (!number_whole(argument, least, most, &value))
        return false;
    *field = (uint32_t)value;
    return true;
}

/* MIN or MIN-MAX, in seconds. */
static bool parse_delay(const char *argument, struct delay *field)
{
    struct delay delay;
    const char *rest = number_decimal(argument, &delay.min);
    if (rest == NULL)
        return false;
    delay.max = delay.min;
    if (*rest == '-' && (rest = number_decimal(rest + 1, &delay.max)) == NULL)
        return false;
    if (*rest != '\0' || delay.min > delay.max || delay.max > PLAN_DELAY_MAX)
        return false;
    *field = delay;
    return true;
}

static bool parse_mode(struct options *options, const char *argument)
{
    const struct mode *mode = modes_find(argument);
    if (mode == NULL)
        return false;
    options->mode = mode;
    return options->asked.mode = true;
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
    options->racers_asked = true;
    return options->racer_count >= 2;
}

static bool parse_producers(struct options *options, const char *argument)
{
    return parse_u32(argument, 1, PLAN_WORKERS_MAX, &options->plan.producers);
}

static bool parse_consumers(struct options *options, const char *argument)
{
    return parse_u32(argument, 1, PLAN_WORKERS_MAX, &options->plan.consumers);
}

static bool parse_items(struct options *options, const char *argument)
{
    uint64_t items;
    if (!number_whole(argument, 0, PLAN_ITEMS_MAX, &items))
        return false;
    options->plan.items = (int64_t)items;
    return true;
}

/* As a delay, or MAX..MIN: the first producer's, down to the last one's. */
static bool parse_produce(struct options *options, const char *argument)
{
    const char *dots = strstr(argument, "..");
    options->plan.distribution = dots != NULL ? DISTRIBUTION_FALLING : DISTRIBUTION_DRAWN;
    if (dots == NULL)
        return parse_delay(argument, &options->plan.produce);
    struct delay delay;
    const char *rest = number_decimal(argument, &delay.max);
    if (rest != dots && rest != dots + 1) /* a number may end with a point */
        return false;
    rest = number_decimal(dots + 2, &delay.min);
    if (rest == NULL || *rest != '\0' || delay.min > delay.max || delay.max > PLAN_DELAY_MAX)
        return false;
    options->plan.produce = delay;
    return true;
}

static bool parse_consume(struct options *options, const char *argument)
{
    return parse_delay(argument, &options->plan.consume);
}

static bool parse_cpu(struct options *options, const char *argument)
{
    return parse_u32(argument, 0, 100, &options->plan.cpu_percent);
}

static bool parse_capacity(struct options *options, const char *argument)
{
    if (strcmp(argument, "inf") != 0)
        return parse_u32(argument, 1, PLAN_CAPACITY_MAX, &options->plan.capacity);
    options->plan.capacity = 0;
    return true;
}

static bool parse_cores(struct options *options, const char *argument)
{
    if (strcmp(argument, "inf") == 0)
        options->plan.cores = 0;
    else if (strcmp(argument, "machine") == 0)
        options->plan.cores = os_cores();
    else
        return parse_u32(argument, 1, PLAN_CORES_MAX, &options->plan.cores);
    return true;
}

static bool parse_burn(struct options *options, const char *argument)
{
    (void)argument;
    return options->plan.burn = options->asked.burn = true;
}

static bool parse_pool(struct options *options, const char *argument)
{
    return parse_u32(argument, 1, PLAN_POOL_MAX, &options->plan.pool);
}

static bool parse_results(struct options *options, const char *argument)
{
    static const char *const names[] = {[RESULTS_COMPLETED] = "completed", [RESULTS_SUBMITTED] = "submitted"};
    for (enum results results = RESULTS_COMPLETED; results <= RESULTS_SUBMITTED; results++)
        if (strcmp(argument, names[results]) == 0) {
            options->plan.results = results;
            return true;
        }
    return false;
}

static bool parse_bug(struct options *options, const char *argument)
{
    enum bug bug = bug_find(argument);
    if (bug == BUG_COUNT)
        return false;
    plan_make_bug(&options->plan, bug);
    return options->asked.bug = true;
}

static bool parse_seed(struct options *options, const char *argument)
{
    return number_whole(argument, 0, INT64_MAX, &options->plan.seed);
}

static bool parse_speed(struct options *options, const char *argument)
{
    int64_t billionths;
    const char *rest = number_decimal(argument, &billionths);
    if (rest == NULL || *rest != '\0' || billionths < NS_PER_S / 10 || billionths > NS_PER_S * 100)
        return false;
    options->speed = units_seconds(billionths);
    return true;
}

static bool parse_instant(struct options *options, const char *argument)
{
    (void)argument;
    return options->instant = true;
}

static bool parse_json(struct options *options, const char *argument)
{
    (void)argument;
    return options->json = true;
}

static bool parse_sweep(struct options *options, const char *argument)
{
    return options->sweep = strcmp(argument, "cpu") == 0;
}

static bool parse_ascii(struct options *options, const char *argument)
{
    (void)argument;
    return options->ascii = true;
}

static bool parse_mouse(struct options *options, const char *argument)
{
    (void)argument;
    return options->mouse = true;
}

static bool parse_theme(struct options *options, const char *argument)
{
    size_t length = strlen(argument);
    if (length == 0 || length >= sizeof options->theme_name)
        return false;
    (void)strcpy(options->theme_name, argument);
    return options->asked.theme = true;
}

static bool parse_help(struct options *options, const char *argument)
{
    (void)argument;
    return options->help = true;
}

static bool parse_version(struct options *options, const char *argument)
{
    (void)argument;
    return options->version = true;
}

static const char DELAY[] = "seconds from 0 to 3600 as MIN or MIN-MAX, MIN not above MAX";

const struct option_row option_rows[OPTION_COUNT] = {
    {.name = "mode", .letter = 'm', .argument = "MODE", .help = "mode (sync)", .parse = parse_mode},
    {.name = "modes",
     .argument = "LIST",
     .help = "race, compare: which modes, with commas (all)",
     .allowed = "two or more modes, each once, with commas: sync,async",
     .parse = parse_modes},
    {.name = "producers",
     .letter = 'p',
     .argument = "N",
     .help = "producers (2)",
     .allowed = "a whole number from 1 to 100000",
     .parse = parse_producers},
    {.name = "consumers",
     .letter = 'c',
     .argument = "N",
     .help = "consumers (1)",
     .allowed = "a whole number from 1 to 100000",
     .parse = parse_consumers},
    {.name = "items",
     .letter = 'n',
     .argument = "N",
     .help = "items per producer (20); 0: no end",
     .allowed = "a whole number from 0 to 1000000000",
     .parse = parse_items},
    {.name = "produce",
     .argument = "MIN[-MAX]",
     .help = "seconds per produced item (0.5-1.5); 5..1: each",
     .allowed = "seconds from 0 to 3600 as MIN or MIN-MAX or MAX..MIN, MIN not above MAX",
     .parse = parse_produce},
    {.name = "consume",
     .argument = "MIN[-MAX]",
     .help = "seconds that consuming an item takes (0.5)",
     .allowed = DELAY,
     .parse = parse_consume},
    {.name = "cpu",
     .argument = "PERCENT",
     .help = "share of them spent working, not sleeping (20)",
     .allowed = "a whole number from 0 to 100",
     .parse = parse_cpu},
    {.name = "capacity",
     .argument = "N|inf",
     .help = "items that the queue has room for (inf)",
     .allowed = "inf or a whole number from 1 to 1000000000",
     .parse = parse_capacity},
    {.name = "cores",
     .argument = "N|machine|inf",
     .help = "that working takes place on (4)",
     .allowed = "machine, inf or a whole number from 1 to 10000",
     .parse = parse_cores},
    {.name = "pool",
     .argument = "N",
     .help = "threads of the pool, in mode pool (5)",
     .allowed = "a whole number from 1 to 10000",
     .parse = parse_pool},
    {.name = "results",
     .argument = "ORDER",
     .help = "order of a pool's results (completed)",
     .allowed = "completed | submitted",
     .parse = parse_results},
    {.name = "bug",
     .argument = "NAME",
     .help = "a classic bug (none)",
     .allowed = "none | no-start | no-join | poll | unlocked | block-the-loop | lost-wakeup | deadlock",
     .parse = parse_bug},
    {.name = "burn", .help = "working keeps a CPU of this machine busy", .parse = parse_burn},
    {.name = "seed",
     .argument = "N",
     .help = "the delays' random numbers (drawn and shown)",
     .allowed = "a whole number from 0 to 9223372036854775807",
     .parse = parse_seed},
    {.name = "speed",
     .argument = "X",
     .help = "how fast time goes by (1)",
     .allowed = "a number from 0.1 to 100",
     .parse = parse_speed},
    {.name = "instant", .help = "run, compare: in simulated time, at once", .parse = parse_instant, .once = true},
    {.name = "json", .help = "run, compare: one JSON object on standard output", .parse = parse_json, .once = true},
    {.name = "theme",
     .argument = "NAME|FILE",
     .help = "the colors; overlap themes lists them (default)",
     .allowed = "a theme's name or file",
     .parse = parse_theme},
    {.name = "sweep",
     .argument = "cpu",
     .help = "compare: at cpu shares 0, 10, ... 100, simulated",
     .allowed = "cpu",
     .parse = parse_sweep,
     .once = true},
    {.name = "ascii", .help = "no characters beyond ASCII", .parse = parse_ascii},
    {.name = "mouse", .help = "the mouse points, clicks and zooms (M, too)", .parse = parse_mouse},
    {.name = "help", .letter = 'h', .help = "show this help", .parse = parse_help, .once = true},
    {.name = "version", .help = "show the version", .parse = parse_version, .once = true},
};
