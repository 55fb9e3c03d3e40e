/* lessons — lists the lessons, and finds one by its name. */
#include "app/lessons.h"

#include "base/format.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SUFFIX[] = ".md";

static void add(void *context, const char *name, const char *path)
{
    struct lesson_files *list = context;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->files[i].name, name) == 0)
            return;
    list->files = memory_resized(list->files, list->count + 1, sizeof *list->files);
    struct lesson_file *file = &list->files[list->count++];
    (void)snprintf(file->name, sizeof file->name, "%s", name);
    (void)snprintf(file->path, sizeof file->path, "%s", path);
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct lesson_file *)a)->name, ((const struct lesson_file *)b)->name);
}

struct lesson_files lessons_list(void)
{
    struct lesson_files list = {0};
    directories_scan("lessons", SUFFIX, add, &list);
    if (list.count > 0)
        qsort(list.files, list.count, sizeof *list.files, compare);
    return list;
}

static bool is_path(const char *word)
{
    size_t length = strlen(word), suffix = strlen(SUFFIX);
    return strchr(word, '/') != NULL || (length > suffix && strcmp(word + length - suffix, SUFFIX) == 0);
}

static bool is_called(const struct lesson_file *file, const char *word)
{
    size_t length = strlen(word);
    return strncmp(file->name, word, length) == 0 && (file->name[length] == '\0' || file->name[length] == '-');
}

bool lessons_find(const char *word, char path[DIRECTORY_PATH_SIZE], struct error *error)
{
    char known[160] = "";
    if (is_path(word))
        return snprintf(path, DIRECTORY_PATH_SIZE, "%s", word) < DIRECTORY_PATH_SIZE ||
               error_set(error, "'%.40s...' is too long for a path", word);
    struct lesson_files list = lessons_list();
    const struct lesson_file *found = NULL;
    for (size_t i = list.count; *word != '\0' && i-- > 0;)
        if (is_called(&list.files[i], word))
            found = &list.files[i];
    for (size_t i = 0; i < list.count; i++)
        format_append(known, sizeof known, " %s", list.files[i].name);
    if (found != NULL)
        (void)strcpy(path, found->path);
    else
        error_set(error, "there is no lesson '%.40s'; allowed are a file (.md) or one of:%s", word, known);
    free(list.files);
    return found != NULL;
}
