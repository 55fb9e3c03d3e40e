/* options — what is made from the table of options: the parser, its complaints, the help; see the header. */
#include "cli/options.h"

#include "base/os.h"
#include "base/units.h"
#include "cli/command.h"
#include "cli/option_rows.h"
#include "cli/suggest.h"
#include "engine/random.h"
#include "modes/modes.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_SIZE = 96 };

enum { FIRST_VALUE = 256 }; /* getopt's value of the first long option */

/* ---- Complaints ---- */

/* The user's word as a message can show it: in quotes, short, without control characters. */
static void quote(const char *name, char text[TEXT_SIZE])
{
    enum { SHOWN = 40 };
    size_t length = strlen(name), shown = length > SHOWN ? SHOWN : length;
    while (shown < length && shown > 0 && ((unsigned char)name[shown] & 0xc0) == 0x80)
        shown--; /* not in the middle of a character */
    (void)snprintf(text, TEXT_SIZE, "'%.*s%s'", (int)shown, name, shown < length ? "..." : "");
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
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strncmp(option, "--", 2) == 0 && suggest_of(option + 2, option_rows[i].name))
            return error_set(error, "unknown option %s; --%s is one (overlap --help lists all)", quoted,
                             option_rows[i].name);
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
        return &option_rows[value - FIRST_VALUE];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (value != 0 && option_rows[i].letter == value)
            return &option_rows[i];
    return NULL;
}

/* The table as getopt_long wants it. */
static void make_getopt_tables(struct option long_options[OPTION_COUNT + 1], char letters[2 * OPTION_COUNT + 2])
{
    *letters++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int i = 0; i < OPTION_COUNT; i++) {
        long_options[i] = (struct option){
            .name = option_rows[i].name,
            .has_arg = option_rows[i].argument != NULL ? required_argument : no_argument,
            .val = FIRST_VALUE + i,
        };
        if (option_rows[i].letter == 0)
            continue;
        *letters++ = option_rows[i].letter;
        if (option_rows[i].argument != NULL)
            *letters++ = ':';
    }
    long_options[OPTION_COUNT] = (struct option){0};
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
    struct option long_options[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
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

/* A bug belongs to a mode: that one, unless another was asked for, where a bug of the settings is not made. */
static bool fit_bug(struct options *options, struct error *error)
{
    enum bug bug = options->plan.bug;
    if (bug == BUG_NONE || plan_bug(&options->plan, options->mode->name) == bug)
        return true;
    if (!options->asked.mode)
        options->mode = modes_find(bug_mode(bug));
    else if (options->asked.bug)
        return error_set(error, "bug %s is one of mode %s, not of %s", bug_name(bug), bug_mode(bug),
                         options->mode->name);
    return true;
}

/* Keeping a CPU busy takes real time: where there is none, the settings' wish for it gives way. */
static bool fit_burn(struct options *options, struct error *error)
{
    if (!options->plan.burn || !options->instant)
        return true;
    options->plan.burn = false;
    return !options->asked.burn || error_set(error, "--burn keeps a CPU busy in real time; --instant takes none");
}

/* What options and command must not be together. */
static bool check_together(const struct options *options, struct error *error)
{
    if (!options->command->headless && (options->json || options->instant))
        return error_set(error, "--%s is for the commands run and compare, not for the live screen",
                         options->json ? "json" : "instant");
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
    struct error *fault = options->asked.theme ? error : &options->warning;
    return themes_find(options->theme_name, &options->theme, fault) || !options->asked.theme;
}

bool options_parse(int argc, char *argv[], struct options *options, struct error *error)
{
    if (!parse_options(argc, argv, options, error))
        return false;
    if (options->help || options->version)
        return true;
    return parse_command(argc - optind, argv + optind, options, error) && check_together(options, error) &&
           fit_burn(options, error) && fit_bug(options, error) && check_workers(options, error) &&
           find_theme(options, error);
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
    (void)strcpy(options->theme_name, "default");
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
    for (const struct option_row *row = option_rows; row < option_rows + OPTION_COUNT; row++) {
        if (row->once || strcmp(row->name, name) != 0)
            continue;
        if (row->argument == NULL)
            return set_flag(options, row, value, error);
        return row->parse(options, value) || refuse_value("", row, value, error);
    }
    char quoted[TEXT_SIZE];
    quote(name, quoted);
    return error_set(error, "%s is no setting; settings are long options without their dashes", quoted);
}

/* Among each other they are asked for. */
bool options_settle(struct options *options, struct error *error)
{
    struct options together = *options;
    memset(&options->asked, 0, sizeof options->asked);
    return fit_bug(&together, error) && mode_allows(together.mode, &together.plan, error);
}

/* ---- The help ---- */

static void print_row(FILE *file, const struct option_row *row)
{
    char left[TEXT_SIZE], list[TEXT_SIZE] = "", letter[] = {'-', row->letter, ',', ' ', '\0'};
    (void)snprintf(left, sizeof left, "%s--%s %s", row->letter != 0 ? letter : "    ", row->name,
                   row->argument != NULL ? row->argument : "");
    if (row->argument != NULL && row->allowed == NULL)
        modes_list(list, sizeof list);
    (void)fprintf(file, "  %-26s%s%s%s\n", left, list, list[0] != '\0' ? ": " : "", row->help);
}

void options_print_help(FILE *file)
{
    (void)fputs("usage: overlap [command] [options]\n\ncommands:\n", file);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        (void)fprintf(file, "  %-10s%s\n", commands[i].name[0] != '\0' ? commands[i].name : "(none)", commands[i].help);
    (void)fputs("\noptions (and what holds without them):\n", file);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        print_row(file, &option_rows[i]);
    (void)fputs("\nexit status: 0 done, 1 failed, 2 wrong command line or no screen, 3 deadlock,\n"
                "             128 + number of the signal that ended the run\n"
                "environment: NO_COLOR, not empty: no colors\n"
                "settings: $XDG_CONFIG_HOME/overlap/settings.ini, lines like: producers = 3\n",
                file);
}
