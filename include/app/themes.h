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

enum { THEMES_DIRECTORIES_MAX = 12 };

struct themes {
    struct theme_file *files; /* the caller frees it */
    size_t count;
};

/* Whether it is the name of a file (it has a "/" or ends with ".ini") and not of a theme. */
bool themes_is_file(const char *name);

/* All themes, and before them the one called `name`, if that is a file (NULL: none). If so wished, those that are
 * hidden, too. */
struct themes themes_list(const char *name, bool with_hidden);

/* Reads the theme of that name, in whatever case, or of the name that the screen shows for it ("High contrast"), or
 * from that file. `name` becomes the theme's own. False, theme and name unchanged, and the reason where that fails. */
bool themes_find(char name[THEME_NAME_SIZE], struct theme *theme, struct error *error);

/* The directories that are searched, in this order. */
struct theme_directories {
    size_t count;
    char paths[THEMES_DIRECTORIES_MAX][THEME_PATH_SIZE];
};
struct theme_directories themes_directories(void);
