/*
 * help — what the program says of its command line.
 */
#pragma once

#include "cli/command.h"

/* The help of a command; that of the live screen is the program's, with all commands and options. */
void help_print(FILE *file, const struct command *command);

/* The keys of the live screen, as a table in Markdown. */
void help_print_keys(FILE *file);
