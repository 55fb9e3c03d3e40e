/* themes — finds the themes that can be chosen. */
#include "app/themes.h"

#include "app/directories.h"
#include "base/format.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char SUFFIX[] = ".ini", BUILT_IN[] = "default";

/* Whether it ends so, with something before it. */
static bool has_suffix(const char *name)
{
    size_t length = strlen(name), suffix = strlen(SUFFIX);
    return length > suffix && strcmp(name + length - suffix, SUFFIX) == 0;
}

bool themes_is_file(const char *name)
{
    return strchr(name, '/') != NULL || has_suffix(name);
}

/* ---- All ---- */

static bool is_known(const struct themes *themes, const char *name)
{
    for (size_t i = 0; i < themes->count; i++)
        if (strcmp(themes->files[i].name, name) == 0)
            return true;
    return false;
}

/* A path of "": the theme that is built in. */
static void add(struct themes *themes, const char *name, const char *path)
{
    bool hidden = is_known(themes, name);
    themes->files = memory_resized(themes->files, themes->count + 1, sizeof *themes->files);
    struct theme_file *file = &themes->files[themes->count++];
    *file = (struct theme_file){.hidden = hidden, .theme = theme_default};
    (void)snprintf(file->name, sizeof file->name, "%s", name);
    (void)snprintf(file->path, sizeof file->path, "%s", path);
    if (path[0] != '\0')
        (void)theme_file_read(path, &file->theme, &file->fault);
}

struct listing {
    struct themes *themes;
    bool with_hidden;
};

static void add_found(void *context, const char *name, const char *path)
{
    const struct listing *listing = context;
    if (listing->with_hidden || !is_known(listing->themes, name))
        add(listing->themes, name, path);
}

struct themes themes_list(const char *name, bool with_hidden)
{
    struct themes themes = {0};
    if (name != NULL && themes_is_file(name))
        add(&themes, name, name);
    struct listing listing = {&themes, with_hidden};
    directories_scan("themes", SUFFIX, add_found, &listing);
    if (!is_known(&themes, BUILT_IN))
        add(&themes, BUILT_IN, "");
    return themes;
}

/* ---- One ---- */

static bool refuse(const char *name, const struct themes *themes, struct error *error)
{
    char known[160] = "";
    for (size_t i = 0; i < themes->count; i++)
        format_append(known, sizeof known, " %s", themes->files[i].name);
    return error_set(error, "there is no theme '%.40s'; --theme takes a file or one of:%s", name, known);
}

/* By its own name, else in another case, else by the name on the screen. */
static const struct theme_file *find(const struct themes *themes, const char *name)
{
    const struct theme_file *files = themes->files, *by_case = NULL, *by_shown = NULL;
    for (size_t i = themes->count; i-- > 0;) { /* the first of several counts */
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
        if (strcasecmp(files[i].name, name) == 0)
            by_case = &files[i];
        if (strcasecmp(files[i].theme.name, name) == 0)
            by_shown = &files[i];
    }
    return by_case != NULL ? by_case : by_shown;
}

bool themes_find(char name[THEME_NAME_SIZE], struct theme *theme, struct error *error)
{
    if (themes_is_file(name))
        return theme_file_read(name, theme, error);
    struct themes themes = themes_list(NULL, false);
    const struct theme_file *found = find(&themes, name);
    bool usable = found != NULL && found->fault.message[0] == '\0';
    if (found == NULL)
        (void)refuse(name, &themes, error);
    else if (!usable && error != NULL)
        *error = found->fault;
    if (usable) {
        *theme = found->theme;
        (void)strcpy(name, found->name);
    }
    free(themes.files);
    return usable;
}
