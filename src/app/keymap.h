/*
 * keymap — the table of commands: every key is a row here, and there is no other list of keys.
 */
#ifndef OVERLAP_APP_KEYMAP_H
#define OVERLAP_APP_KEYMAP_H

#include "app/actions.h"

enum { BINDINGS = 4 };

/* A key and the number that it hands to its command. */
struct binding {
    uint32_t key;
    int value;
};

/* What the screen says of it: see scene_key. */
struct key_words {
    const char *keys, *name, *help;
};

struct command {
    struct key_words shown;
    enum key_group group;
    unsigned shown_in;
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    void (*run)(const struct action_args *args);
    bool single_view; /* has nothing to show in the race */
    bool focused;     /* means something only while `focus` has the focus */
    enum focus focus;
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

extern const struct command keymap[];
extern const size_t keymap_count;

#endif
