/*
 * options — what the user asked for, on the command line and in the settings.
 *
 * Command line, settings, limits in messages and help are made from one table. Numbers are strict: digits and a point,
 * the whole argument, within the range that the message names. Called by main's thread, which owns getopt's state.
 */
#pragma once

#include "app/themes.h"
#include "base/error.h"
#include "cli/output.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "modes/modes.h"

#include <stdio.h>

struct command;

/* In the order of the help; those that show something instead come last. */
enum option_id {
    OPTION_MODE,
    OPTION_MODES,
    OPTION_TASKS,
    OPTION_PRODUCERS,
    OPTION_CONSUMERS,
    OPTION_ITEMS,
    OPTION_PRODUCE,
    OPTION_CONSUME,
    OPTION_CPU,
    OPTION_CAPACITY,
    OPTION_CORES,
    OPTION_POOL,
    OPTION_RESULTS,
    OPTION_LANGUAGE,
    OPTION_BUG,
    OPTION_BURN,
    OPTION_SEED,
    OPTION_SPEED,
    OPTION_INSTANT,
    OPTION_REAL,
    OPTION_JSON,
    OPTION_SWEEP,
    OPTION_RUNS,
    OPTION_THEME,
    OPTION_COLOR,
    OPTION_ASCII,
    OPTION_MOUSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct options {
    const struct command *command;
    const struct mode *mode;              /* after options_parse the bug's row, if one is asked for */
    const struct mode *bug;               /* NULL: none */
    const struct mode *racers[MODES_MAX]; /* the modes side by side, each once */
    size_t racer_count;                   /* 0 before options_parse: not asked for */
    struct plan plan;                     /* its seed is the one given, or else options_parse draws it */
    double speed;                         /* simulated seconds in a second */
    bool instant, json, ascii, mouse;
    enum output_color color;
    bool sweep;               /* compare: not at the plan's cpu share but over all of them */
    bool help, keys, version; /* instead of the command */
    char *const *words;       /* after the command's name */
    int word_count;
    uint32_t runs;                   /* run: so many, with one seed after another; 0: one, and what happens in it */
    const char *given[OPTION_COUNT]; /* the argument on the command line, a flag's yes or no; NULL: it is not there, so
                                        its value comes from the settings, and gives way */
    char theme_name[THEME_NAME_SIZE];
    struct theme theme;
    struct error warning; /* what was asked for and does not hold, for people; an empty message: nothing */
};

/* ---- The table of options ---- */

enum option_kind {
    KIND_FLAG,  /* bool; it takes no argument, and --no-NAME takes it back */
    KIND_NOT,   /* the same, and its field means the opposite */
    KIND_WHOLE, /* uint32_t from min to max */
    KIND_COUNT, /* int64_t from min to max */
    KIND_LIMIT, /* uint32_t from min to max, or inf, which is 0 */
    KIND_CORES, /* likewise, or the machine's */
    KIND_SPEED, /* double from min to max billionths */
    KIND_DELAY, /* struct delay up to max */
    KIND_PRODUCE,
    KIND_MODE,
    KIND_MODES,
    KIND_BUG,
    KIND_RESULTS, /* like the next two one of an enumeration */
    KIND_LANGUAGE,
    KIND_COLOR,
    KIND_SWEEP,
    KIND_THEME
};

enum {
    OPTION_ONCE = 1 << 30,  /* it is about one call, and so no setting */
    OPTION_LESSON = 1 << 29 /* it may stand in a lesson */
};

struct option_row {
    const char *name;
    char letter; /* 0: none */
    enum option_kind kind;
    size_t field;         /* its offset in struct options */
    const char *argument; /* its name; NULL: the option takes none */
    unsigned commands;    /* a bit for each that it means something to, and the two above */
    const char *help;     /* with what holds when it is not given */
    int64_t min, max;
};

extern const struct option_row option_rows[OPTION_COUNT];

/* Sets what the option says; a flag's argument is yes or no. False where that is not allowed. */
bool option_set(const struct option_row *row, struct options *options, const char *argument);

/* Reads a whole number that is all of `text` and lies within [least, most], in decimal digits alone. False otherwise,
 * with `value` unchanged. */
bool number_whole(const char *text, uint64_t least, uint64_t most, uint64_t *value);

/* Reads digits with at most one point as billionths (seconds as nanoseconds; digits beyond the ninth are cut) from the
 * start of `text`. Returns the first character after them; NULL where there is no number or it is above 10⁹. */
const char *number_decimal(const char *text, int64_t *billionths);

/* What the option takes: "a whole number from 1 to 100000". */
struct option_text {
    char text[320];
};
struct option_text option_allowed(const struct option_row *row);

/* ---- What the user asked for ---- */

/* What holds without options and settings. */
void options_default(struct options *options);

/* Puts the user's settings over it, and the theme that was chosen last. Of settings with a fault none counts. */
void options_read_settings(struct options *options);

/* Puts the command line over it, and reads the theme. False, and an error that names the option, its value and what is
 * allowed, where the command line is wrong. */
bool options_parse(int argc, char *argv[], struct options *options, struct error *error);

/* Puts the options of a line over it, without a look at what goes together. False and the reason where one of them is
 * wrong, or something is no option. */
bool options_read_line(int argc, char *argv[], struct options *options, struct error *error);

/* The warning as a line for people; "" where there is none. */
enum { OPTIONS_WARNING_SIZE = 640 };
void options_warning(const struct options *options, char text[OPTIONS_WARNING_SIZE]);
