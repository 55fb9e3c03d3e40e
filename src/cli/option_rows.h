/*
 * option_rows — the table of options: what each is called, what it takes and where that goes.
 *
 * The command line, the settings, the limits in messages and the help are made from it.
 */
#pragma once

#include "cli/options.h"

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

struct option_row {
    const char *name;
    char letter; /* 0: none */
    enum option_kind kind;
    size_t field; /* its offset in struct options */
    int64_t min, max;
    const char *argument; /* its name; NULL: the option takes none */
    unsigned commands;    /* a bit for each that it means something to */
    bool once;            /* about one call, and so no setting */
    const char *help;     /* with what holds when it is not given */
};

extern const struct option_row option_rows[OPTION_COUNT];

/* Sets what the option says; a flag's argument is yes or no. False where that is not allowed. */
bool option_set(const struct option_row *row, struct options *options, const char *argument);

/* What the option takes: "a whole number from 1 to 100000". */
struct option_text {
    char text[160];
};
struct option_text option_allowed(const struct option_row *row);
