/*
 * keys — the table of commands: every key is a row here, and there is no other list of keys.
 */
#ifndef OVERLAP_APP_KEYS_H
#define OVERLAP_APP_KEYS_H

#include "acts.h"

enum { BINDINGS = 4 };

/* A key and the number that it hands to its command. */
struct binding {
    uint32_t key;
    int value;
};

/* What the screen says of it: see scene_key. */
struct words {
    const char *keys, *name, *help;
};

struct command {
    struct words shown;
    enum key_group group;
    unsigned matters;
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    void (*run)(const struct press *press);
    bool single_view; /* has nothing to show in the race */
    bool focused;     /* means something only while `focus` has the focus */
    enum focus focus;
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

extern const struct command key_commands[];
extern const size_t key_command_count;

#endif
