/*
 * defaults — what holds without options: the program's own, and over it the user's settings.
 */
#ifndef OVERLAP_CLI_DEFAULTS_H
#define OVERLAP_CLI_DEFAULTS_H

#include "cli/options.h"

enum { DEFAULTS_WARNING_SIZE = 640 };

/* Settings with a fault are left out altogether, and options->doubt says why. */
void defaults_read(struct options *options);

/* The doubt as a line for people; "" where there is none. */
void defaults_warning(const struct options *options, char text[DEFAULTS_WARNING_SIZE]);

#endif
