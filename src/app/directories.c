/* directories — finds themes and lessons: their directories, and the files in them. */
#include "app/directories.h"

#include "app/settings.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* ---- Where ---- */

/* Adds a directory that is not listed yet: its first `length` bytes, and the others after them. */
static void add_path(struct directories *directories, const char *path, size_t length, const char *below,
                     const char *kind)
{
    if (directories->count == DIRECTORIES_MAX || path[0] != '/')
        return;
    char *added = directories->paths[directories->count];
    int written = snprintf(added, DIRECTORY_PATH_SIZE, "%.*s%s%s", (int)length, path, below, kind);
    bool new = written < DIRECTORY_PATH_SIZE;
    for (size_t i = 0; i < directories->count; i++)
        new = new &&strcmp(directories->paths[i], added) != 0;
    directories->count += new;
}

/* <prefix>/bin/overlap is installed with <prefix>/share/overlap/KIND. */
static void add_beside_program(struct directories *directories, const char *kind)
{
    char program[DIRECTORY_PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    for (int cut = 0; cut < 2; cut++) {
        char *slash = strrchr(program, '/');
        if (slash == NULL)
            return;
        *slash = '\0';
    }
    add_path(directories, program, strlen(program), "/share/overlap/", kind);
}

static void add_of_system(struct directories *directories, const char *kind)
{
    const char *list = getenv("XDG_DATA_DIRS");
    if (list == NULL || list[0] == '\0')
        list = "/usr/local/share:/usr/share";
    for (size_t length; *list != '\0'; list += length + (list[length] == ':')) {
        length = strcspn(list, ":");
        size_t bare = length > 1 && list[length - 1] == '/' ? length - 1 : length;
        add_path(directories, list, bare, "/overlap/", kind);
    }
}

struct directories directories_of(const char *kind)
{
    struct directories directories = {0};
    char own[DIRECTORY_PATH_SIZE];
    if (settings_path(kind, own, sizeof own))
        add_path(&directories, own, strlen(own), "", "");
    add_beside_program(&directories, kind);
    add_of_system(&directories, kind);
    add_path(&directories, OVERLAP_SOURCE, strlen(OVERLAP_SOURCE), "/", kind);
    return directories;
}

/* ---- Files ---- */

struct search {
    const char *directory, *suffix;
    void (*found)(void *context, const char *name, const char *path);
    void *context;
};

static void find(const struct search *search, char *file)
{
    char path[DIRECTORY_PATH_SIZE];
    size_t length = strlen(file), suffix = strlen(search->suffix);
    int written = snprintf(path, sizeof path, "%s/%s", search->directory, file);
    if (file[0] == '.' || length <= suffix || strcmp(file + length - suffix, search->suffix) != 0 ||
        written >= (int)sizeof path)
        return;
    file[length - suffix] = '\0';
    search->found(search->context, file, path);
}

void directories_scan(const char *kind, const char *suffix,
                      void (*found)(void *context, const char *name, const char *path), void *context)
{
    struct directories directories = directories_of(kind);
    for (size_t i = 0; i < directories.count; i++) {
        struct search search = {directories.paths[i], suffix, found, context};
        struct dirent **entries;
        int count = scandir(directories.paths[i], &entries, NULL, alphasort);
        for (int entry = 0; entry < count; entry++) {
            find(&search, entries[entry]->d_name);
            free(entries[entry]);
        }
        if (count >= 0)
            free(entries);
    }
}
