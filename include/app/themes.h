/*
 * themes — the themes that can be chosen, and where they are.
 *
 * A theme is called by its file's name without ".ini". Of several of a name in the directories (directories.h) the
 * first counts. `default` is there even without a file.
 */
#pragma once

#include "base/error.h"
#include "view/canvas/theme.h"

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
