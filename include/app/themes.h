/*
 * themes — the themes that can be chosen, and where they are.
 *
 * A theme is called by its file's name without ".ini". The user's own come first
 * ($XDG_CONFIG_HOME/overlap/themes), then the installed ones, then those of the source tree; the first of a name
 * counts. `default` is there even without a file.
 */
#ifndef OVERLAP_APP_THEMES_H
#define OVERLAP_APP_THEMES_H

#include "base/error.h"
#include "view/canvas/theme.h"

#include <stddef.h>

enum { THEMES_NAME_SIZE = 512, THEMES_PATH_SIZE = 1024, THEMES_DIRECTORIES = 3 };

/* One that was found. */
struct found_theme {
    char name[THEMES_NAME_SIZE]; /* what --theme takes for it */
    char path[THEMES_PATH_SIZE]; /* its file; empty: it is built in */
    bool hidden;                 /* by one of the same name that was found before */
    struct theme theme;
    struct error fault; /* why it cannot be used; an empty message: it can */
};

struct themes {
    struct found_theme *found; /* themes_release frees it */
    size_t count;
};

/* Whether the word means a file (it has a "/" or ends with ".ini") and not a name. */
bool themes_is_file(const char *name);

/* All themes, and first the one that `word` means, if that is a file (NULL: none). */
struct themes themes_list(const char *name);
void themes_release(struct themes *themes);

/* Reads the theme that the word means, name or file. False, the theme unchanged, and the reason where that fails. */
bool themes_find(const char *name, struct theme *theme, struct error *error);

/* The directory that is searched as number `index`, "" where there is none (the user has no home). */
void themes_directory(int index, char path[THEMES_PATH_SIZE]);

#endif
