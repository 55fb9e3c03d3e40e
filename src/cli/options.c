/* options — parses command line and settings by the table of options, and checks what goes together. */
#include "cli/options.h"

#include "app/settings.h"
#include "cli/command.h"
#include "cli/option_rows.h"
#include "engine/random.h"
#include "modes/modes.h"

#include <getopt.h>
#include <string.h>

enum {
    TEXT_SIZE = 96,
    FIRST_LONG = 256, /* getopt's value of the first long option, */
    FIRST_NO = 512,   /* of the first --no-NAME, */
    PLAIN = 1,        /* and of what is no option */
    NAME_SIZE = 24
};

/* ---- Complaints ---- */

/* What the user wrote as a message can show it: in quotes, short, without control characters. */
static void quote(const char *word, char text[TEXT_SIZE])
{
    enum { SHOWN = 40 };
    size_t length = strlen(word), shown = length > SHOWN ? SHOWN : length;
    while (shown < length && shown > 0 && ((unsigned char)word[shown] & 0xc0) == 0x80)
        shown--; /* not in the middle of a character */
    (void)snprintf(text, TEXT_SIZE, "'%.*s%s'", (int)shown, word, shown < length ? "..." : "");
    error_make_plain(text);
}

/* `dashes` are what stands before the name. */
static bool refuse_value(const char *dashes, const struct option_row *row, const char *value, struct error *error)
{
    char quoted[TEXT_SIZE], allowed[OPTION_TEXT_SIZE];
    quote(value, quoted);
    option_allowed(row, allowed);
    return error_set(error, "%s%s %s is not allowed; it takes: %s", dashes, row->name, quoted, allowed);
}

static bool refuse_unknown(const char *option, struct error *error)
{
    char quoted[TEXT_SIZE];
    quote(option, quoted);
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

/* The table as getopt_long wants it. */
struct getopt_tables {
    struct option options[2 * OPTION_COUNT + 2];
    char no_names[OPTION_COUNT][NAME_SIZE];
    char letters[2 * OPTION_COUNT + 3];
};

static void make_tables(struct getopt_tables *tables)
{
    struct option *at = tables->options;
    char *letter = tables->letters;
    *letter++ = '-'; /* words that are no options are told in their order; */
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
    if (value == ':') {
        char allowed[OPTION_TEXT_SIZE];
        option_allowed(row, allowed);
        return error_set(error, "--%s needs an argument: %s", row->name, allowed);
    }
    if (row != NULL)
        return error_set(error, "--%s takes no argument", row->name);
    char letter[3] = {'-', (char)(optopt > 0 && optopt < 0x80 ? optopt : '?'), '\0'};
    return refuse_unknown(optopt != 0 ? letter : argv[optind - 1], error);
}

/* The words of the command line that are no options. */
struct words {
    const char *first[2];
    int count;
};

static void add_word(struct words *words, const char *word)
{
    if (words->count < 2)
        words->first[words->count] = word;
    words->count++;
}

static bool parse_one(int value, char *argv[], struct options *options, struct words *words, struct error *error)
{
    if (value == PLAIN) {
        add_word(words, optarg);
        return true;
    }
    if (value == ':' || value == '?')
        return refuse(value, argv, error);
    const struct option_row *row = row_of(value);
    const char *argument = row->argument != NULL ? optarg : value >= FIRST_NO ? "no" : "yes";
    options->given[row - option_rows] = true;
    return option_set(row, options, argument) || refuse_value("--", row, argument, error);
}

/* After --help nothing is wrong any more. */
static bool parse_all(int argc, char *argv[], struct options *options, struct words *words, struct error *error)
{
    struct getopt_tables tables;
    make_tables(&tables);
    opterr = 0;
    optind = 0; /* from the start, whatever was parsed before */
    for (int value; (value = getopt_long(argc, argv, tables.letters, tables.options, NULL)) != -1;) {
        bool help = options->help || options->version;
        if (!parse_one(value, argv, options, words, help ? NULL : error) && !help)
            return false;
    }
    while (optind < argc)
        add_word(words, argv[optind++]);
    return true;
}

static bool find_command(const struct words *words, struct options *options, struct error *error)
{
    bool help = words->count > 0 && strcmp(words->first[0], commands[COMMAND_HELP].name) == 0;
    const char *name = words->count > help ? words->first[help] : commands[COMMAND_LIVE].name;
    options->help |= help;
    options->keys = help && strcmp(name, "keys") == 0;
    options->command = options->keys ? &commands[COMMAND_HELP] : command_find(name);
    if (options->command == NULL || (*name == '\0' && words->count > help))
        return refuse_command(name, error);
    if (words->count <= 1 + help)
        return true;
    char quoted[TEXT_SIZE];
    quote(words->count > 1 ? words->first[1] : "", quoted);
    return error_set(error, "extra argument %s; after `overlap %s` only options are allowed", quoted, words->first[0]);
}

/* ---- What goes together ---- */

static bool has_command(const struct option_row *row, const struct command *command)
{
    return (row->commands >> (command - commands) & 1) != 0;
}

/* The commands that the option means something to: "run and compare". */
static void list_commands(const struct option_row *row, char text[TEXT_SIZE])
{
    text[0] = '\0';
    size_t left = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        left += has_command(row, &commands[i]);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (has_command(row, &commands[i])) {
            (void)strcat(text, i == COMMAND_LIVE ? "the live screen" : commands[i].name);
            (void)strcat(text, --left > 1 ? ", " : left == 1 ? " and " : "");
        }
}

static bool check_meaning(const struct options *options, struct error *error)
{
    const char *command = options->command->name;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        if (!options->given[i] || has_command(row, options->command))
            continue;
        char list[TEXT_SIZE];
        list_commands(row, list);
        return error_set(error, "%s%s--%s has no meaning here; it is for %s", command, *command != '\0' ? ": " : "",
                         row->name, list);
    }
    return true;
}

/* Comparing needs no real time. Keeping a CPU busy takes some: where there is none, the settings' wish gives way. */
static bool fit_time(struct options *options, struct error *error)
{
    bool chosen = options->given[OPTION_INSTANT] || options->given[OPTION_REAL];
    if (options->command == &commands[COMMAND_COMPARE] && (!chosen || options->sweep))
        options->instant = true;
    if (options->sweep && options->given[OPTION_REAL])
        return error_set(error, "--real has no meaning with --sweep, which is simulated");
    if (options->sweep && options->given[OPTION_CPU])
        return error_set(error, "--cpu has no meaning with --sweep cpu, which goes from 0 to 100");
    if (!options->instant)
        return true;
    const char *time = chosen ? "with --instant, which takes none" : "in simulated time; --real takes real time";
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

/* One of the settings does not fit the command: there it does not count. */
static void ignore_setting(struct options *options, enum option_id option, const struct error *reason)
{
    struct plan plan = plan_default();
    if (option == OPTION_ITEMS)
        options->plan.items = plan.items;
    else if (option == OPTION_PRODUCERS)
        options->plan.producers = plan.producers;
    else
        options->plan.consumers = plan.consumers;
    error_set(&options->warning, "settings.ini: %.200s", reason->message);
}

static bool fit_items(struct options *options, struct error *error)
{
    struct error reason;
    if (options->plan.items > 0 || !options->instant)
        return true;
    error_set(&reason, "items 0 has no end; in simulated time they are a whole number from 1 to %lld",
              (long long)PLAN_ITEMS_MAX);
    if (options->given[OPTION_ITEMS])
        return error_set(error, "--%.200s", reason.message);
    ignore_setting(options, OPTION_ITEMS, &reason);
    return true;
}

/* So many must be able to run in the mode. */
static bool fit_workers(struct options *options, const struct mode *mode, struct error *error)
{
    struct error reason;
    while (!mode_allows(mode, &options->plan, &reason)) {
        bool producers = options->plan.producers > mode->max_workers;
        enum option_id option = producers ? OPTION_PRODUCERS : OPTION_CONSUMERS;
        if (options->given[option]) {
            *error = reason;
            return false;
        }
        ignore_setting(options, option, &reason);
    }
    return true;
}

/* All modes that the command uses. */
static bool fit_modes(struct options *options, struct error *error)
{
    bool several = options->command == &commands[COMMAND_COMPARE] || options->command == &commands[COMMAND_RACE];
    for (size_t i = 0; several && i < options->racer_count; i++)
        if (!fit_workers(options, options->racers[i], error))
            return false;
    return several || fit_workers(options, options->mode, error);
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
    struct words words = {0};
    if (!parse_all(argc, argv, options, &words, error) || !find_command(&words, options, error))
        return false;
    if (options->help || options->version)
        return true;
    choose_racers(options);
    return check_meaning(options, error) && fit_time(options, error) && fit_items(options, error) &&
           fit_bug(options, error) && fit_modes(options, error) && find_theme(options, error);
}

/* ---- Without a command line ---- */

void options_default(struct options *options)
{
    *options = (struct options){.mode = modes[0], .plan = plan_default(), .speed = 1, .theme = theme_default};
    options->plan.seed = random_seed();
    (void)strcpy(options->theme_name, "default");
}

static bool set(void *context, const char *name, const char *value, struct error *error)
{
    const struct option_row *row = option_rows;
    while (row < option_rows + OPTION_COUNT && strcmp(row->name, name) != 0)
        row++;
    if (row < option_rows + OPTION_COUNT && !row->once)
        return option_set(row, context, value) || refuse_value("", row, value, error);
    char quoted[TEXT_SIZE];
    quote(name, quoted);
    return error_set(error, "%s is no setting; %s", quoted,
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
