/* lesson_options — a lesson's options: those of the command line, each block changing what the blocks before have set.
 */
#include "cli/lesson.h"

#include "cli/command.h"

#include <string.h>

enum {
    LINE_MAX_WORDS = 64,
    WORKERS_MAX = 1000, /* of a lesson's run, */
    SEEDS_MAX = 1000,
    ITEMS_MAX = 20000, /* and items in all: it is proved in seconds */
    WORD_SIZE = 256
};

/* An option may stand in a lesson if its row says so, and if it means the same on every machine. */
static bool judge(const char *const given[OPTION_COUNT], struct error *error)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (given[i] != NULL && (option_rows[i].commands & OPTION_LESSON) == 0)
            return error_set(error, "--%s may not stand in a lesson, which only says what is run and how",
                             option_rows[i].name);
    const char *cores = given[OPTION_CORES];
    return cores == NULL || strcmp(cores, "machine") != 0 ||
           error_set(error, "--cores machine differs from machine to machine; a lesson takes a number or inf");
}

static bool add_line(void *context, int count, char *words[], struct error *error)
{
    struct lesson_words *all = context;
    struct options line;
    char *argv[LINE_MAX_WORDS + 2] = {"overlap"};
    if (count > LINE_MAX_WORDS)
        return error_set(error, "more than %d words in a line", LINE_MAX_WORDS);
    memcpy(argv + 1, words, (size_t)count * sizeof *words);
    options_default(&line);
    if (!options_read_line(count + 1, argv, &line, error) || !judge(line.given, error))
        return false;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (line.given[i] != NULL)
            all->block[i] = line.given[i];
    return true;
}

/* Options of which those that a block asks for put an end to the others before it, in both directions. */
static const struct {
    enum option_id options[8]; /* ended by OPTION_COUNT */
    enum option_id others[8];
} opposites[] = {
    {{OPTION_MODE, OPTION_MODES, OPTION_BUG, OPTION_COUNT}, {OPTION_MODE, OPTION_MODES, OPTION_BUG, OPTION_COUNT}},
    {{OPTION_TASKS, OPTION_COUNT},
     {OPTION_PRODUCERS, OPTION_CONSUMERS, OPTION_ITEMS, OPTION_CONSUME, OPTION_CAPACITY, OPTION_COUNT}},
};
enum { OPPOSITES = sizeof opposites / sizeof *opposites };

/* Forgets `others` of the blocks before where this one asks for one of `options`. */
static void forget(struct lesson_words *words, const enum option_id *options, const enum option_id *others)
{
    bool asked = false;
    for (; *options != OPTION_COUNT; options++)
        asked |= words->block[*options] != NULL;
    for (; asked && *others != OPTION_COUNT; others++)
        words->before[*others] = NULL;
}

static void merge(struct lesson_words *words)
{
    for (size_t i = 0; i < OPPOSITES; i++) {
        forget(words, opposites[i].options, opposites[i].others);
        forget(words, opposites[i].others, opposites[i].options);
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (words->block[i] != NULL)
            words->before[i] = words->block[i];
        words->block[i] = NULL;
    }
    if (words->before[OPTION_SEED] == NULL)
        words->before[OPTION_SEED] = "1"; /* so that it is the same every time */
}

static bool parse(const struct lesson_words *words, struct options *options, struct error *error)
{
    char texts[OPTION_COUNT][WORD_SIZE], *argv[OPTION_COUNT + 3] = {"overlap"};
    int argc = 1;
    if (words->before[OPTION_MODES] != NULL)
        argv[argc++] = "race";
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (words->before[i] == NULL)
            continue;
        if (snprintf(texts[i], WORD_SIZE, "--%s=%s", option_rows[i].name, words->before[i]) >= WORD_SIZE)
            return error_set(error, "--%s is longer than %d bytes", option_rows[i].name, WORD_SIZE);
        argv[argc++] = texts[i];
    }
    options_default(options);
    return options_parse(argc, argv, options, error);
}

static bool judge_size(const struct plan *plan, struct error *error)
{
    if (plan->items == 0)
        return error_set(error, "--items 0 has no end; in a lesson they are a whole number from 1 on");
    if (plan_workers_all(plan) > WORKERS_MAX)
        return error_set(error, "%u workers are more than the %d that a lesson may have", plan_workers_all(plan),
                         WORKERS_MAX);
    return plan_items(plan) <= ITEMS_MAX ||
           error_set(error, "more than the %d items in all that a lesson may have", ITEMS_MAX);
}

/* How many seeds this block alone tries. */
static bool take_seeds(struct lesson_words *words, uint32_t *seeds, struct error *error)
{
    uint64_t count = 0;
    const char *asked = words->block[OPTION_RUNS];
    if (asked != NULL && (!number_whole(asked, 1, SEEDS_MAX, &count)))
        return error_set(error, "--runs %.20s: in a lesson it takes a whole number from 1 to %d", asked, SEEDS_MAX);
    words->block[OPTION_RUNS] = NULL;
    *seeds = (uint32_t)count;
    return true;
}

static bool set_up(void *context, struct lesson_setup *setup, struct error *error)
{
    struct lesson_words *words = context;
    struct options options;
    uint32_t seeds = 0;
    if (!take_seeds(words, &seeds, error))
        return false;
    merge(words);
    if (!parse(words, &options, error) || !judge_size(&options.plan, error))
        return false;
    bool several = options.command == &commands[COMMAND_RACE];
    *setup = (struct lesson_setup){
        .mode_count = several ? options.racer_count : 1, .plan = options.plan, .speed = options.speed, .seeds = seeds};
    if (several && seeds > 0)
        return error_set(error, "--runs has no meaning with --modes: the seeds of one mode are tried");
    if (setup->mode_count > LESSON_MODES_MAX)
        return error_set(error, "more than %d modes side by side", LESSON_MODES_MAX);
    for (size_t i = 0; i < setup->mode_count; i++)
        setup->modes[i] = several ? options.racers[i] : options.mode;
    return true;
}

struct lesson_options lesson_options_of(struct lesson_words *words)
{
    *words = (struct lesson_words){{0}, {0}};
    return (struct lesson_options){add_line, set_up, words};
}
