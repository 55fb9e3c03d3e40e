/*
 * options — what the user asked for on the command line.
 *
 * One table of options is the parser, the checks and the help. Numbers are strict: digits and a point, the whole
 * argument, within the range that the message names. Called by main's thread, which owns getopt's state.
 */
#ifndef OVERLAP_CLI_OPTIONS_H
#define OVERLAP_CLI_OPTIONS_H

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"

#include <stdbool.h>
#include <stdio.h>

struct command;

struct options {
    const struct command *command;
    const struct mode *mode;
    struct plan plan; /* its seed is the one given, or else drawn */
    double speed;     /* simulated seconds in a second */
    bool instant, json, ascii;
    bool sweep;         /* compare: not at the plan's cpu share but over all of them */
    bool help, version; /* instead of the command */
};

/* False, and an error that names the option, its value and what is allowed, where the command line is wrong. */
bool options_parse(int argc, char *argv[], struct options *options, struct error *error);

/* The usage: commands, options, exit statuses. */
void options_print_help(FILE *file);

#endif
