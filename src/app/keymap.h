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
    bool single_view;        /* has nothing to show in the race */
    unsigned only_in;        /* means something in these contexts only, bits 1 << enum ui_context; 0: in all */
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

/* Does what the key stands for; a key that stands for nothing is named in the notice. */
void keymap_do(struct ui_state *ui, uint32_t key);

/* Does what a hit area of the kind HIT_KEY stands for: a row of the table, and which of its two keys. */
void keymap_do_hit(struct ui_state *ui, int64_t hit);

/* Copies the first `capacity` of the table's rows, for footer and help, in its order. Returns how many there are. */
size_t keymap_show(struct scene_key *keys, size_t capacity);

#endif
