/*
 * option_rows — the table of options: a new one is a row and its parser.
 */
#ifndef OVERLAP_CLI_OPTION_ROWS_H
#define OVERLAP_CLI_OPTION_ROWS_H

#include "cli/options.h"

struct option_row {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* its name; NULL: the option takes none */
    const char *help;     /* with what holds when it is not given */
    const char *allowed;  /* what the argument can be; NULL: the name of a mode */
    bool (*parse)(struct options *options, const char *argument); /* false where it is not allowed */
    bool once;                                                    /* about one call, and so no setting */
};

enum { OPTION_COUNT = 24 };
extern const struct option_row option_rows[OPTION_COUNT];

#endif
