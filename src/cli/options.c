/* options — parses command line and settings by the table of options, and checks what goes together. */
#include "cli/options.h"

#include "app/settings.h"
#include "base/format.h"
#include "cli/command.h"
#include "engine/random.h"

#include <getopt.h>
#include <inttypes.h>
#include <string.h>

enum {
    FIRST_LONG = 256, /* getopt's value of the first long option, */
    FIRST_NO = 512,   /* and of the first --no-NAME */
    NAME_SIZE = 24
};

#define SEED_NONE UINT64_MAX /* none was asked for: above all that can be */

/* ---- Complaints ---- */

/* What the user wrote as a message can show it: in quotes, short, without control characters. */
static struct option_text quote(const char *word)
{
    enum { SHOWN = 40 };
    struct option_text quoted;
    size_t length = strlen(word), shown = length > SHOWN ? SHOWN : length;
    while (shown < length && shown > 0 && ((unsigned char)word[shown] & 0xc0) == 0x80)
        shown--; /* not in the middle of a character */
    (void)snprintf(quoted.text, sizeof quoted.text, "'%.*s%s'", (int)shown, word, shown < length ? "..." : "");
    error_make_plain(quoted.text);
    return quoted;
}

/* `dashes` are what stands before the name. */
static bool refuse_value(const char *dashes, const struct option_row *row, const char *value, struct error *error)
{
    return error_set(error, "%s%s %s is not allowed; it takes: %s", dashes, row->name, quote(value).text,
                     option_allowed(row).text);
}

/* The commands with these bits: "the live screen, run and compare". */
static struct option_text list_commands(unsigned bits)
{
    struct option_text list = {""};
    size_t count = 0, index = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        count += bits >> i & 1;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if ((bits >> i & 1) != 0)
            format_append(list.text, sizeof list.text, "%s%s", format_separator(index++, count),
                          i == COMMAND_LIVE ? "the live screen" : commands[i].name);
    return list;
}

/* ---- The parser ---- */

/* The table as getopt_long wants it. */
struct getopt_tables {
    struct option options[2 * OPTION_COUNT + 2];
    char no_names[OPTION_COUNT][NAME_SIZE];
    char letters[2 * OPTION_COUNT + 2];
};

static void make_tables(struct getopt_tables *tables)
{
    struct option *at = tables->options;
    char *letter = tables->letters;
    *letter++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool flag = row->argument == NULL;
        *at++ = (struct option){row->name, flag ? no_argument : required_argument, NULL, FIRST_LONG + i};
        (void)snprintf(tables->no_names[i], NAME_SIZE, "no-%s", row->name);
        if (flag && i < OPTION_HELP)
            *at++ = (struct option){tables->no_names[i], no_argument, NULL, FIRST_NO + i};
        if (row->letter == 0)
            continue;
        *letter++ = row->letter;
        if (!flag)
            *letter++ = ':';
    }
    *at++ = (struct option){"mistake", required_argument, NULL, FIRST_LONG + OPTION_BUG}; /* its name of old */
    *at = (struct option){0};
    *letter = '\0';
}

/* The option that getopt's value stands for; NULL where it stands for none. */
static const struct option_row *row_of(int value)
{
    if (value >= FIRST_LONG)
        return &option_rows[value % FIRST_LONG];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (value != 0 && option_rows[i].letter == value)
            return &option_rows[i];
    return NULL;
}

/* What getopt has refused, `value` and optopt saying how. */
static bool refuse(int value, char *argv[], struct error *error)
{
    const struct option_row *row = row_of(optopt);
    if (value == ':')
        return error_set(error, "--%s needs an argument: %s", row->name, option_allowed(row).text);
    if (row != NULL)
        return error_set(error, "--%s takes no argument", row->name);
    char letter[3] = {'-', (char)(optopt > 0 && optopt < 0x80 ? optopt : '?'), '\0'};
    return error_set(error, "unknown option %s; overlap --help lists those allowed",
                     quote(optopt != 0 ? letter : argv[optind - 1]).text);
}

static bool parse_one(int value, char *argv[], struct options *options, struct error *error)
{
    if (value == ':' || value == '?')
        return refuse(value, argv, error);
    const struct option_row *row = row_of(value);
    const char *argument = row->argument != NULL ? optarg : value >= FIRST_NO ? "no" : "yes";
    options->given[row - option_rows] = argument;
    return option_set(row, options, argument) || refuse_value("--", row, argument, error);
}

/* Moves the words that are no options to the end, from optind on. After --help nothing is wrong any more. */
static bool parse_all(int argc, char *argv[], struct options *options, struct error *error)
{
    struct getopt_tables tables;
    make_tables(&tables);
    opterr = 0;
    optind = 0; /* from the start, whatever was parsed before */
    for (int value; (value = getopt_long(argc, argv, tables.letters, tables.options, NULL)) != -1;) {
        bool help = options->help || options->version;
        if (!parse_one(value, argv, options, help ? NULL : error) && !help)
            return false;
    }
    return true;
}

static const struct command *command_of(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* [help] [COMMAND] */
static bool find_command(char *const words[], int count, struct options *options, struct error *error)
{
    bool help = count > 0 && strcmp(words[0], commands[COMMAND_HELP].name) == 0;
    const char *name = count > help ? words[help] : commands[COMMAND_LIVE].name;
    options->help |= help;
    options->keys = help && strcmp(name, "keys") == 0;
    options->command = options->keys ? &commands[COMMAND_HELP] : command_of(name);
    if (options->command == NULL || (*name == '\0' && count > help))
        return error_set(error, "unknown command %s; allowed are: %s, or none for the live screen", quote(name).text,
                         list_commands((1U << COMMAND_COUNT) - 1 - (1U << COMMAND_LIVE)).text);
    if (options->command->words != NULL && !help) {
        options->words = words + 1;
        options->word_count = count - 1;
        return true;
    }
    return count <= 1 + help || error_set(error, "extra argument %s; after `overlap %s%s` only options are allowed",
                                          quote(words[1 + help]).text, help ? "help " : "", name);
}

/* ---- What goes together ---- */

static bool has_command(const struct option_row *row, const struct command *command)
{
    return (row->commands >> (command - commands) & 1) != 0;
}

static bool check_meaning(const struct options *options, struct error *error)
{
    const char *command = options->command->name;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options->given[i] != NULL && !has_command(&option_rows[i], options->command))
            return error_set(error, "%s%s--%s has no meaning here; it is for %s", command, *command != '\0' ? ": " : "",
                             option_rows[i].name, list_commands(option_rows[i].commands).text);
    return true;
}

/* Comparing needs no real time, and many runs have none. Keeping a CPU busy takes some: where there is none, the
 * settings' wish gives way. */
static bool fit_time(struct options *options, struct error *error)
{
    bool chosen = options->given[OPTION_INSTANT] || options->given[OPTION_REAL];
    const char *many = options->sweep      ? "with --sweep, which is simulated"
                       : options->runs > 0 ? "with --runs, which is simulated"
                                           : NULL;
    if (many != NULL || (options->command == &commands[COMMAND_COMPARE] && !chosen))
        options->instant = true;
    if (many != NULL && options->given[OPTION_REAL])
        return error_set(error, "--real has no meaning %s", many);
    if (options->sweep && options->given[OPTION_CPU])
        return error_set(error, "--cpu has no meaning with --sweep cpu, which goes from 0 to 100");
    if (!options->instant)
        return true;
    const char *time = many != NULL ? many
                       : chosen     ? "with --instant, which takes none"
                                    : "in simulated time; --real takes real time";
    if (options->given[OPTION_BURN] && options->plan.burn)
        return error_set(error, "--burn keeps a CPU busy in real time and has no meaning %s", time);
    if (options->given[OPTION_SPEED])
        return error_set(error, "--speed has no meaning %s", time);
    options->plan.burn = false;
    return true;
}

/* Those that run side by side where none were asked for. */
static void choose_racers(struct options *options)
{
    size_t max = options->command == &commands[COMMAND_COMPARE] ? MODES_MAX : MODES_RACING;
    if (options->racer_count == 0)
        for (; options->racer_count < max && modes[options->racer_count] != NULL; options->racer_count++)
            options->racers[options->racer_count] = modes[options->racer_count];
}

/* What tasks do not have is refused with them; if they come from the settings, they give way. */
static bool fit_tasks(struct options *options, struct error *error)
{
    static const enum option_id of_queue[] = {OPTION_PRODUCERS, OPTION_CONSUMERS, OPTION_ITEMS, OPTION_CONSUME,
                                              OPTION_CAPACITY};
    const struct mode *bug = options->bug;
    enum option_id meaningless = OPTION_COUNT;
    for (size_t i = 0; i < sizeof of_queue / sizeof *of_queue; i++)
        if (options->given[of_queue[i]])
            meaningless = of_queue[i];
    if (bug != NULL && bug->needs_queue && options->given[OPTION_BUG])
        meaningless = OPTION_BUG;
    if (options->plan.tasks == 0)
        return true;
    if (meaningless != OPTION_COUNT && options->given[OPTION_TASKS])
        return error_set(error, "--%s%s%s has no meaning with --tasks: a task is one piece of work, without a queue",
                         option_rows[meaningless].name, meaningless == OPTION_BUG ? " " : "",
                         meaningless == OPTION_BUG ? bug->bug : "");
    if (meaningless != OPTION_COUNT)
        options->plan.tasks = 0;
    else
        options->plan.items = 1;
    if (options->plan.tasks > 0 && bug != NULL && bug->needs_queue)
        options->bug = NULL;
    return true;
}

/* A bug is one of a mode: that one runs, unless another was asked for, where a bug of the settings is not made. Side by
 * side with other modes that mode makes it. It may need other consumers than were asked for. */
static bool fit_bug(struct options *options, struct error *error)
{
    const struct mode *bug = options->bug, *mode = bug != NULL ? modes_find(bug->name) : options->mode;
    bool several = !has_command(&option_rows[OPTION_MODE], options->command);
    if (bug != NULL && !several && options->given[OPTION_MODE] && options->mode != mode) {
        if (options->given[OPTION_BUG])
            return error_set(error, "bug %s is one of mode %s, not of %s", bug->bug, bug->name, options->mode->name);
        bug = options->bug = NULL;
    }
    if (bug == NULL)
        return true;
    options->mode = bug;
    for (size_t i = 0; i < options->racer_count; i++)
        if (options->racers[i] == mode)
            options->racers[i] = bug;
    uint32_t wanted = options->plan.consumers;
    if (mode_fit(bug, &options->plan) && wanted != plan_default().consumers)
        error_set(&options->warning, "consumers %u does not fit bug %s, which needs %u", wanted, bug->bug,
                  options->plan.consumers);
    return true;
}

/* What does not fit the command is refused; if it comes from the settings, it does not count there. */
static bool give_way(struct options *options, enum option_id option, const struct error *reason, struct error *error)
{
    struct plan plan = plan_default();
    if (options->given[option])
        return error_set(error, "%s", reason->message);
    if (option == OPTION_TASKS)
        options->plan.tasks = plan.tasks;
    else if (option == OPTION_ITEMS)
        options->plan.items = plan.items;
    else if (option == OPTION_PRODUCERS)
        options->plan.producers = plan.producers;
    else
        options->plan.consumers = plan.consumers;
    error_set(&options->warning, "settings.ini: %.200s", reason->message);
    return true;
}

static bool fit_items(struct options *options, struct error *error)
{
    struct error reason;
    if (options->plan.items > 0 || !options->instant)
        return true;
    error_set(&reason, "%sitems 0 has no end; in simulated time they are a whole number from 1 to %lld",
              options->given[OPTION_ITEMS] ? "--" : "", (long long)PLAN_ITEMS_MAX);
    return give_way(options, OPTION_ITEMS, &reason, error);
}

/* So many must be able to run in each mode that the command uses. */
static bool fit_workers(struct options *options, struct error *error)
{
    bool several = options->command == &commands[COMMAND_COMPARE] || options->command == &commands[COMMAND_RACE];
    const struct mode *const *used = several ? options->racers : &options->mode;
    struct error reason;
    for (size_t i = 0; i < (several ? options->racer_count : 1); i++)
        while (!mode_allows(used[i], &options->plan, &reason)) {
            enum option_id option = options->plan.tasks > 0                          ? OPTION_TASKS
                                    : options->plan.producers > used[i]->max_workers ? OPTION_PRODUCERS
                                                                                     : OPTION_CONSUMERS;
            if (!give_way(options, option, &reason, error))
                return false;
        }
    return true;
}

/* Many runs begin with seed 1 unless another is asked for, so that they are the same every time. */
static bool fit_seed(struct options *options, struct error *error)
{
    const uint64_t most = (uint64_t)INT64_MAX - options->runs;
    if (options->plan.seed == SEED_NONE)
        options->plan.seed = options->runs > 0 ? 1 : random_seed();
    return options->plan.seed <= most ||
           error_set(error,
                     "--seed %" PRIu64 " is too large for %" PRIu32 " runs from it on; at most %" PRIu64 " is allowed",
                     options->plan.seed, options->runs, most);
}

/* One that was asked for must be there; one of the settings need not. */
static bool find_theme(struct options *options, struct error *error)
{
    if (!has_command(&option_rows[OPTION_THEME], options->command))
        return true;
    bool given = options->given[OPTION_THEME];
    return themes_find(options->theme_name, &options->theme, given ? error : &options->warning) || !given;
}

bool options_parse(int argc, char *argv[], struct options *options, struct error *error)
{
    if (!parse_all(argc, argv, options, error) || !find_command(argv + optind, argc - optind, options, error))
        return false;
    if (options->help || options->version)
        return true;
    choose_racers(options);
    return check_meaning(options, error) && fit_time(options, error) && fit_tasks(options, error) &&
           fit_items(options, error) && fit_bug(options, error) && fit_workers(options, error) &&
           fit_seed(options, error) && find_theme(options, error);
}

bool options_read_line(int argc, char *argv[], struct options *options, struct error *error)
{
    if (!parse_all(argc, argv, options, error))
        return false;
    return optind == argc ||
           error_set(error, "%s is no option; a lesson runs plans, by options alone", quote(argv[optind]).text);
}

/* ---- Without a command line ---- */

void options_default(struct options *options)
{
    *options = (struct options){.mode = modes[0], .plan = plan_default(), .speed = 1, .theme = theme_default};
    options->plan.seed = SEED_NONE;
    (void)strcpy(options->theme_name, "default");
}

static bool set(void *context, const char *section, const char *name, const char *value, struct error *error)
{
    if (*section != '\0')
        return error_set(error, "[%.40s]: settings have no sections", section);
    const struct option_row *row = option_rows;
    while (row < option_rows + OPTION_COUNT && strcmp(row->name, name) != 0)
        row++;
    if (row < option_rows + OPTION_COUNT && (row->commands & OPTION_ONCE) == 0)
        return option_set(row, context, value) || refuse_value("", row, value, error);
    return error_set(error, "%s is not a setting; %s", quote(name).text,
                     row < option_rows + OPTION_COUNT ? "it is about one call, so it is only an option"
                                                      : "settings are long options without their dashes");
}

void options_read_settings(struct options *options)
{
    struct options with = *options;
    if (settings_read(set, &with, &options->warning))
        *options = with;
    char name[THEME_NAME_SIZE];
    if (settings_theme(name, sizeof name))
        (void)strcpy(options->theme_name, name);
}

void options_warning(const struct options *options, char text[OPTIONS_WARNING_SIZE])
{
    char fault[OPTIONS_WARNING_SIZE - 16];
    error_text(&options->warning, fault, sizeof fault);
    (void)snprintf(text, OPTIONS_WARNING_SIZE, "%s%s", fault, fault[0] != '\0' ? " (ignored)" : "");
}
