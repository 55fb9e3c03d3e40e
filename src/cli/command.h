/*
 * command — the table of commands: what the first word on the command line can be.
 */
#pragma once

#include "base/error.h"
#include "cli/options.h"

/* Exit statuses. A run that a signal ended exits with 128 + its number. */
enum { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_DEADLOCK = 3, STATUS_SIGNAL = 128 };

enum {
    COMMAND_LIVE,
    COMMAND_RACE,
    COMMAND_RUN,
    COMMAND_COMPARE,
    COMMAND_LESSONS,
    COMMAND_LESSON,
    COMMAND_THEMES,
    COMMAND_HELP,
    COMMAND_COUNT
};

struct command {
    const char *name; /* "" is the one that needs no name */
    const char *help;
    const char *examples[2];
    const char *words; /* that follow the name, as the help has them; NULL: none */

    /* Returns the exit status. What went wrong is left in `error` for main to print. */
    int (*function)(const struct options *options, struct error *error);
};

extern const struct command commands[COMMAND_COUNT];

/* The live screen; with the list of lessons or with the lesson of a file (NULL: none). */
int command_screen(const struct options *options, bool lessons, const char *lesson, struct error *error);

/* Lessons: lesson.c. */
int command_lessons(const struct options *options, struct error *error);
int command_lesson(const struct options *options, struct error *error);

/* The status of several runs of which these are two. */
int command_worse_status(int one, int other);

/* The help of a command; that of the live screen is the program's, with all commands and options. */
void help_print(FILE *file, const struct command *command);

/* The keys of the live screen, as a table in Markdown. */
void help_print_keys(FILE *file);
