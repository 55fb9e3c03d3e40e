/*
 * options — what the user asked for, on the command line and in the settings.
 *
 * One table of options (option_rows) is the parser, the checks and the help. Numbers are strict: digits and a point,
 * the whole argument, within the range that the message names. Called by main's thread, which owns getopt's state.
 */
#pragma once

#include "app/themes.h"
#include "base/error.h"
#include "cli/output.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "modes/modes.h"

#include <stdbool.h>
#include <stdio.h>

struct command;

/* In the order of the help; those that show something instead come last. */
enum option_id {
    OPTION_MODE,
    OPTION_MODES,
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
    struct plan plan;                     /* its seed is the one given, or else drawn */
    double speed;                         /* simulated seconds in a second */
    bool instant, json, ascii, mouse;
    enum output_color color;
    bool sweep;               /* compare: not at the plan's cpu share but over all of them */
    bool help, keys, version; /* instead of the command */
    bool given[OPTION_COUNT]; /* on the command line: what is not comes from the settings, and gives way */
    char theme_name[THEME_NAME_SIZE];
    struct theme theme;
    struct error warning; /* what was asked for and does not hold, for people; an empty message: nothing */
};

/* What holds without options and settings. */
void options_default(struct options *options);

/* Puts the user's settings over it, and the theme that was chosen last. Settings with a fault are left out altogether,
 * with a warning. */
void options_read_settings(struct options *options);

/* Puts the command line over what the options are so far, and reads the theme. False, and an error that names the
 * option, its value and what is allowed, where the command line is wrong. */
bool options_parse(int argc, char *argv[], struct options *options, struct error *error);

/* The warning as a line for people; "" where there is none. */
enum { OPTIONS_WARNING_SIZE = 640 };
void options_warning(const struct options *options, char text[OPTIONS_WARNING_SIZE]);
