/*
 * themes — the themes that can be chosen, and where they are.
 *
 * A theme is called by its file's name without ".ini". The user's own come first ($XDG_CONFIG_HOME/overlap/themes),
 * then those installed with the program (../share/overlap/themes from it), the system's ($XDG_DATA_DIRS), and those of
 * the source tree; the first of a name counts. `default` is there even without a file.
 */
#pragma once

#include "base/error.h"
#include "view/canvas/theme.h"

#include <stddef.h>

enum { THEMES_NAME_SIZE = 512, THEMES_PATH_SIZE = 1024, THEMES_DIRECTORIES_MAX = 12 };

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

/* Whether it is the name of a file (it has a "/" or ends with ".ini") and not of a theme. */
bool themes_is_file(const char *name);

/* All themes, and before them the one called `name`, if that is a file (NULL: none). */
struct themes themes_list(const char *name);
void themes_release(struct themes *themes);

/* Reads the theme of that name, in whatever case, or of the name that the screen shows for it ("High contrast"), or
 * from that file. `name` becomes the theme's own. False, theme and name unchanged, and the reason where that fails. */
bool themes_find(char name[THEMES_NAME_SIZE], struct theme *theme, struct error *error);

/* The directories that are searched, in this order. */
struct theme_directories {
    size_t count;
    char paths[THEMES_DIRECTORIES_MAX][THEMES_PATH_SIZE];
};
struct theme_directories themes_directories(void);
