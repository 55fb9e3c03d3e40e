/* options — the table of options, and what is made from it: the parser, its complaints, the help; see the header. */
#include "cli/options.h"

#include "base/machine.h"
#include "base/units.h"
#include "command.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "nearest.h"
#include "number.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_SIZE = 96 };

struct option_row {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* its name; NULL: the option takes none */
    const char *help;     /* with what holds when it is not given */
    const char *allowed;  /* what the argument can be; NULL: the name of a mode */
    bool (*parse)(struct options *options, const char *argument); /* false where it is not allowed */
};

/* ---- The parsers ---- */

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
    return options->mode_asked = true;
}

/* Names with commas between them, each once. */
static bool parse_modes(struct options *options, const char *argument)
{
    options->racer_count = 0;
    for (const char *name = argument; name != NULL; name = *name == ',' ? name + 1 : NULL) {
        char text[TEXT_SIZE];
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
    options->plan.spread = dots != NULL ? SPREAD_FALLING : SPREAD_DRAWN;
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
        options->plan.cores = machine_cores();
    else
        return parse_u32(argument, 1, PLAN_CORES_MAX, &options->plan.cores);
    return true;
}

static bool parse_burn(struct options *options, const char *argument)
{
    (void)argument;
    return options->plan.burn = true;
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

static bool parse_mistake(struct options *options, const char *argument)
{
    enum mistake mistake = mistake_find(argument);
    if (mistake == MISTAKE_COUNT)
        return false;
    plan_make_mistake(&options->plan, mistake);
    return true;
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
    if (length == 0 || length >= sizeof options->theme_word)
        return false;
    (void)strcpy(options->theme_word, argument);
    return options->theme_asked = true;
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

/* ---- The table ---- */

static const char DELAY[] = "seconds from 0 to 3600 as MIN or MIN-MAX, MIN not above MAX";

static const struct option_row rows[] = {
    {"mode", 'm', "MODE", "mode (sync)", NULL, parse_mode},
    {"modes", 0, "LIST", "race, compare: which modes, with commas (all)",
     "two or more modes, each once, with commas: sync,async", parse_modes},
    {"producers", 'p', "N", "producers (2)", "a whole number from 1 to 100000", parse_producers},
    {"consumers", 'c', "N", "consumers (1)", "a whole number from 1 to 100000", parse_consumers},
    {"items", 'n', "N", "items per producer (20); 0: no end", "a whole number from 0 to 1000000000", parse_items},
    {"produce", 0, "MIN[-MAX]", "seconds per produced item (0.5-1.5); 5..1: each",
     "seconds from 0 to 3600 as MIN or MIN-MAX or MAX..MIN, MIN not above MAX", parse_produce},
    {"consume", 0, "MIN[-MAX]", "seconds that consuming an item takes (0.5)", DELAY, parse_consume},
    {"cpu", 0, "PERCENT", "share of them spent working, not sleeping (20)", "a whole number from 0 to 100", parse_cpu},
    {"capacity", 0, "N|inf", "items that the queue has room for (inf)", "inf or a whole number from 1 to 1000000000",
     parse_capacity},
    {"cores", 0, "N|machine|inf", "that working takes place on (4)", "machine, inf or a whole number from 1 to 100000",
     parse_cores},
    {"pool", 0, "N", "threads of the pool, in mode pool (5)", "a whole number from 1 to 100000", parse_pool},
    {"results", 0, "ORDER", "order of a pool's results (completed)", "completed | submitted", parse_results},
    {"mistake", 0, "NAME", "a classic mistake (none)",
     "none | no-start | no-join | poll | unlocked | block-the-loop | lost-wakeup | deadlock", parse_mistake},
    {"burn", 0, NULL, "working keeps a CPU of this machine busy", NULL, parse_burn},
    {"seed", 0, "N", "the delays' random numbers (drawn and shown)", "a whole number from 0 to 9223372036854775807",
     parse_seed},
    {"speed", 0, "X", "how fast time goes by (1)", "a number from 0.1 to 100", parse_speed},
    {"instant", 0, NULL, "run, compare: in simulated time, at once", NULL, parse_instant},
    {"json", 0, NULL, "run, compare: one JSON object on standard output", NULL, parse_json},
    {"theme", 0, "NAME|FILE", "the colors; overlap themes lists them (default)", "a theme's name or file", parse_theme},
    {"sweep", 0, "cpu", "compare: at cpu shares 0, 10, ... 100, simulated", "cpu", parse_sweep},
    {"ascii", 0, NULL, "no characters beyond ASCII", NULL, parse_ascii},
    {"mouse", 0, NULL, "the mouse points, clicks and zooms (M, too)", NULL, parse_mouse},
    {"help", 0, NULL, "show this help", NULL, parse_help},
    {"version", 0, NULL, "show the version", NULL, parse_version},
};

enum { ROWS = sizeof rows / sizeof rows[0], FIRST_VALUE = 256 }; /* getopt's value of the first long option */

/* ---- Complaints ---- */

/* The user's word as a message can show it: in quotes, short, without control characters. */
static void quote(const char *word, char text[TEXT_SIZE])
{
    enum { SHOWN = 40 };
    size_t length = strlen(word), shown = length > SHOWN ? SHOWN : length;
    while (shown < length && shown > 0 && ((unsigned char)word[shown] & 0xc0) == 0x80)
        shown--; /* not in the middle of a character */
    (void)snprintf(text, TEXT_SIZE, "'%.*s%s'", (int)shown, word, shown < length ? "..." : "");
    for (char *at = text; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
}

static void describe_allowed(const struct option_row *row, char text[TEXT_SIZE])
{
    if (row->allowed == NULL)
        modes_list(text, TEXT_SIZE);
    else
        (void)snprintf(text, TEXT_SIZE, "%s", row->allowed);
}

/* `dashes` are what stands before the name. */
static bool refuse_value(const char *dashes, const struct option_row *row, const char *value, struct error *error)
{
    char quoted[TEXT_SIZE], allowed[TEXT_SIZE];
    quote(value, quoted);
    describe_allowed(row, allowed);
    return error_set(error, "%s%s %s is not allowed; it takes: %s", dashes, row->name, quoted, allowed);
}

static bool refuse_missing(const struct option_row *row, struct error *error)
{
    char allowed[TEXT_SIZE];
    describe_allowed(row, allowed);
    return error_set(error, "--%s needs an argument: %s", row->name, allowed);
}

static bool refuse_unknown(const char *option, struct error *error)
{
    char quoted[TEXT_SIZE];
    quote(option, quoted);
    for (size_t i = 0; i < ROWS; i++)
        if (strncmp(option, "--", 2) == 0 && nearest_means(option + 2, rows[i].name))
            return error_set(error, "unknown option %s; --%s is one (overlap --help lists all)", quoted, rows[i].name);
    return error_set(error, "unknown option %s; overlap --help lists those allowed", quoted);
}

static bool refuse_command(const char *name, struct error *error)
{
    char quoted[TEXT_SIZE], known[TEXT_SIZE] = "";
    quote(name, quoted);
    for (size_t i = 1; i < COMMAND_COUNT; i++) {
        (void)strcat(known, i == 1 ? "" : " | "); /* the table's names are few and short */
        (void)strcat(known, commands[i].name);
    }
    return error_set(error, "unknown command %s; allowed are: %s, or none for the live screen", quoted, known);
}

/* ---- The parser ---- */

static const struct option_row *row_of(int value)
{
    if (value >= FIRST_VALUE)
        return &rows[value - FIRST_VALUE];
    for (size_t i = 0; i < ROWS; i++)
        if (value != 0 && rows[i].letter == value)
            return &rows[i];
    return NULL;
}

/* The table as getopt_long wants it. */
static void make_getopt_tables(struct option long_options[ROWS + 1], char letters[2 * ROWS + 2])
{
    *letters++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int i = 0; i < ROWS; i++) {
        long_options[i] = (struct option){
            .name = rows[i].name,
            .has_arg = rows[i].argument != NULL ? required_argument : no_argument,
            .val = FIRST_VALUE + i,
        };
        if (rows[i].letter == 0)
            continue;
        *letters++ = rows[i].letter;
        if (rows[i].argument != NULL)
            *letters++ = ':';
    }
    long_options[ROWS] = (struct option){0};
    *letters = '\0';
}

/* What getopt has refused, `value` and optopt saying how. */
static bool refuse(int value, char *argv[], struct error *error)
{
    const struct option_row *row = row_of(optopt);
    if (value == ':')
        return refuse_missing(row, error);
    if (row != NULL)
        return error_set(error, "--%s takes no argument", row->name);
    char letter[3] = {'-', (char)(optopt > 0 && optopt < 0x80 ? optopt : '?'), '\0'};
    return refuse_unknown(optopt != 0 ? letter : argv[optind - 1], error);
}

static bool parse_options(int argc, char *argv[], struct options *options, struct error *error)
{
    struct option long_options[ROWS + 1];
    char letters[2 * ROWS + 2];
    make_getopt_tables(long_options, letters);
    opterr = 0;
    optind = 0; /* from the start, whatever was parsed before */
    for (int value; (value = getopt_long(argc, argv, letters, long_options, NULL)) != -1;) {
        if (value == ':' || value == '?')
            return refuse(value, argv, error);
        const struct option_row *row = row_of(value);
        if (!row->parse(options, optarg))
            return refuse_value("--", row, optarg, error);
        if (options->help || options->version)
            return true;
    }
    return true;
}

static bool parse_command(int count, char *words[], struct options *options, struct error *error)
{
    options->command = count == 0 ? &commands[0] : command_find(words[0]);
    if (options->command == NULL)
        return refuse_command(words[0], error);
    if (count <= 1)
        return true;
    char quoted[TEXT_SIZE];
    quote(words[1], quoted);
    return error_set(error, "extra argument %s; after `overlap %s` only options are allowed", quoted, words[0]);
}

/* A mistake belongs to a mode: that one, unless another was asked for. */
static bool fit_mistake(struct options *options, struct error *error)
{
    enum mistake mistake = options->plan.mistake;
    if (mistake == MISTAKE_NONE || plan_mistake(&options->plan, options->mode->name) == mistake)
        return true;
    if (options->mode_asked)
        return error_set(error, "--mistake %s is one of mode %s, not of %s", mistake_name(mistake),
                         mistake_mode(mistake), options->mode->name);
    options->mode = modes_find(mistake_mode(mistake));
    return true;
}

/* What options and command must not be together. */
static bool check_together(const struct options *options, struct error *error)
{
    if (!options->command->headless && (options->json || options->instant))
        return error_set(error, "--%s is for the commands run and compare, not for the live screen",
                         options->json ? "json" : "instant");
    if (options->plan.burn && options->instant)
        return error_set(error, "--burn keeps a CPU busy in real time; --instant takes none");
    if (options->sweep && options->command->function != command_compare)
        return error_set(error, "--sweep is for the command compare");
    if (options->plan.items == 0 && (options->command->needs_end || options->instant))
        return error_set(error, "--items 0 has no end; %s takes a whole number from 1 to 1000000000",
                         options->instant ? "with --instant it" : "compare");
    return true;
}

/* All modes that the command uses must be able to run so many. */
static bool check_workers(const struct options *options, struct error *error)
{
    bool several = options->command->function == command_race || options->command->function == command_compare;
    for (size_t i = 0; several && i < options->racer_count; i++)
        if (!mode_allows(options->racers[i], &options->plan, error))
            return false;
    return several || mode_allows(options->mode, &options->plan, error);
}

/* One that was asked for must be there; one of the settings may be in doubt. */
static bool find_theme(struct options *options, struct error *error)
{
    struct error *fault = options->theme_asked ? error : &options->doubt;
    return themes_find(options->theme_word, &options->theme, fault) || !options->theme_asked;
}

bool options_parse(int argc, char *argv[], struct options *options, struct error *error)
{
    if (!parse_options(argc, argv, options, error))
        return false;
    if (options->help || options->version)
        return true;
    return parse_command(argc - optind, argv + optind, options, error) && check_together(options, error) &&
           fit_mistake(options, error) && check_workers(options, error) && find_theme(options, error);
}

/* ---- Without a command line ---- */

void options_default(struct options *options)
{
    *options = (struct options){.mode = modes[0], .plan = plan_default(), .speed = 1, .theme = theme_default};
    while (modes[options->racer_count] != NULL) {
        options->racers[options->racer_count] = modes[options->racer_count];
        options->racer_count++;
    }
    options->plan.seed = random_seed();
    (void)strcpy(options->theme_word, "default");
}

/* The rest is about one command, and no setting. */
static bool is_setting(const struct option_row *row)
{
    return row->parse != parse_instant && row->parse != parse_json && row->parse != parse_sweep &&
           row->parse != parse_help && row->parse != parse_version;
}

/* What takes no argument is yes or no here. */
static bool set_flag(struct options *options, const struct option_row *row, const char *value, struct error *error)
{
    if (strcmp(value, "yes") == 0)
        return row->parse(options, NULL);
    char quoted[TEXT_SIZE];
    quote(value, quoted);
    return strcmp(value, "no") == 0 || error_set(error, "%s %s is not allowed; it takes: yes or no", row->name, quoted);
}

bool options_set(void *context, const char *name, const char *value, struct error *error)
{
    struct options *options = context;
    for (const struct option_row *row = rows; row < rows + ROWS; row++) {
        if (!is_setting(row) || strcmp(row->name, name) != 0)
            continue;
        if (row->argument == NULL)
            return set_flag(options, row, value, error);
        if (!row->parse(options, value))
            return refuse_value("", row, value, error);
        options->theme_asked = false;
        return true;
    }
    char quoted[TEXT_SIZE];
    quote(name, quoted);
    return error_set(error, "%s is no setting; settings are long options without their dashes", quoted);
}

/* ---- The help ---- */

static void print_row(FILE *file, const struct option_row *row)
{
    char left[TEXT_SIZE], list[TEXT_SIZE] = "", letter[] = {'-', row->letter, ',', ' ', '\0'};
    (void)snprintf(left, sizeof left, "%s--%s %s", row->letter != 0 ? letter : "    ", row->name,
                   row->argument != NULL ? row->argument : "");
    if (row->parse == parse_mode)
        modes_list(list, sizeof list);
    (void)fprintf(file, "  %-26s%s%s%s\n", left, list, list[0] != '\0' ? ": " : "", row->help);
}

void options_print_help(FILE *file)
{
    (void)fputs("usage: overlap [command] [options]\n\ncommands:\n", file);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        (void)fprintf(file, "  %-10s%s\n", commands[i].name[0] != '\0' ? commands[i].name : "(none)", commands[i].help);
    (void)fputs("\noptions (and what holds without them):\n", file);
    for (size_t i = 0; i < ROWS; i++)
        print_row(file, &rows[i]);
    (void)fputs("\nexit status: 0 done, 1 failed, 2 wrong command line or no screen, 3 deadlock,\n"
                "             128 + number of the signal that ended the run\n"
                "environment: NO_COLOR, not empty: no colors\n"
                "settings: $XDG_CONFIG_HOME/overlap/settings.ini, lines like: producers = 3\n",
                file);
}
