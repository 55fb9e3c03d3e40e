/*
 * options — what the user asked for on the command line.
 *
 * One table of options is the parser, the checks and the help. Numbers are strict: digits and a point, the whole
 * argument, within the range that the message names. Called by main's thread, which owns getopt's state.
 */
#ifndef OVERLAP_CLI_OPTIONS_H
#define OVERLAP_CLI_OPTIONS_H

#include "app/themes.h"
#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "modes/modes.h"

#include <stdbool.h>
#include <stdio.h>

struct command;

struct options {
    const struct command *command;
    const struct mode *mode;
    bool racers_asked;                    /* and not all that there are */
    const struct mode *racers[MODES_MAX]; /* the modes that race or are compared, each once */
    size_t racer_count;                   /* at least 2 */
    struct plan plan;                     /* its seed is the one given, or else drawn */
    double speed;                         /* simulated seconds in a second */
    bool instant, json, ascii, mouse;
    bool sweep;         /* compare: not at the plan's cpu share but over all of them */
    bool help, version; /* instead of the command */
    struct {
        bool mode, bug, burn, theme;
    } asked; /* on the command line: what is not comes from the settings, and gives way */

    char theme_name[THEMES_NAME_SIZE]; /* what the theme is called, a name or a file */
    struct theme theme;
    struct error warning; /* why the settings, or the theme that they name, do not count; an empty message: nothing */
};

/* What holds without options and settings. */
void options_default(struct options *options);

/* A settings_receive, for options: one setting. */
bool options_set(void *options, const char *name, const char *value, struct error *error);

/* After the last setting. False and the reason where they do not go together. */
bool options_settle(struct options *options, struct error *error);

/* Puts the command line over what the options are so far, and reads the theme. False, and an error that names the
 * option, its value and what is allowed, where the command line is wrong. */
bool options_parse(int argc, char *argv[], struct options *options, struct error *error);

/* The usage: commands, options, exit statuses. */
void options_print_help(FILE *file);

#endif
