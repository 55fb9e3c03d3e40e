/* themes — finds the themes that can be chosen. */
#include "app/themes.h"

#include "app/settings.h"
#include "base/format.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <unistd.h>

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

/* ---- Where ---- */

/* Adds a directory that is not listed yet: its first `length` bytes, and `below` after them. */
static void add_path(struct theme_directories *directories, const char *path, size_t length, const char *below)
{
    if (directories->count == THEMES_DIRECTORIES_MAX || path[0] != '/')
        return;
    char *added = directories->paths[directories->count];
    int written = snprintf(added, THEME_PATH_SIZE, "%.*s%s", (int)length, path, below);
    bool new = written < THEME_PATH_SIZE;
    for (size_t i = 0; i < directories->count; i++)
        new = new &&strcmp(directories->paths[i], added) != 0;
    directories->count += new;
}

/* <prefix>/bin/overlap is installed with <prefix>/share/overlap/themes. */
static void add_beside_program(struct theme_directories *directories)
{
    char program[THEME_PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    for (int cut = 0; cut < 2; cut++) {
        char *slash = strrchr(program, '/');
        if (slash == NULL)
            return;
        *slash = '\0';
    }
    add_path(directories, program, strlen(program), "/share/overlap/themes");
}

static void add_of_system(struct theme_directories *directories)
{
    const char *list = getenv("XDG_DATA_DIRS");
    if (list == NULL || list[0] == '\0')
        list = "/usr/local/share:/usr/share";
    for (size_t length; *list != '\0'; list += length + (list[length] == ':')) {
        length = strcspn(list, ":");
        size_t bare = length > 1 && list[length - 1] == '/' ? length - 1 : length;
        add_path(directories, list, bare, "/overlap/themes");
    }
}

struct theme_directories themes_directories(void)
{
    struct theme_directories directories = {0};
    char own[THEME_PATH_SIZE];
    if (settings_path("themes", own, sizeof own))
        add_path(&directories, own, strlen(own), "");
    add_beside_program(&directories);
    add_of_system(&directories);
    add_path(&directories, OVERLAP_THEMES_SOURCE, strlen(OVERLAP_THEMES_SOURCE), "");
    return directories;
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

static int is_theme_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && has_suffix(entry->d_name);
}

static void add_directory(struct themes *themes, const char *directory, bool with_hidden)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, is_theme_file, alphasort);
    for (int i = 0; i < count; i++) {
        char *file = entries[i]->d_name, path[THEME_PATH_SIZE + sizeof entries[i]->d_name + 1];
        (void)snprintf(path, sizeof path, "%s/%s", directory, file);
        file[strlen(file) - strlen(SUFFIX)] = '\0';
        if (strlen(path) < THEME_PATH_SIZE && (with_hidden || !is_known(themes, file)))
            add(themes, file, path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

struct themes themes_list(const char *name, bool with_hidden)
{
    struct themes themes = {0};
    if (name != NULL && themes_is_file(name))
        add(&themes, name, name);
    struct theme_directories directories = themes_directories();
    for (size_t i = 0; i < directories.count; i++)
        add_directory(&themes, directories.paths[i], with_hidden);
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
