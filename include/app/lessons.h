/*
 * lessons — the lessons that are found in the directories of directories.h.
 *
 * A lesson is called by its file's name without ".md"; the first of a name counts.
 */
#pragma once

#include "app/directories.h"
#include "base/error.h"

#include <stdbool.h>

struct lesson_file {
    char name[256], path[DIRECTORY_PATH_SIZE];
};

struct lesson_files {
    struct lesson_file *files; /* in the order of their names; the caller frees it */
    size_t count;
};

struct lesson_files lessons_list(void);

/* The path of the lesson with that name, or with a name that begins so up to a hyphen ("04"); a word with a "/" or that
 * ends with ".md" is a path itself. False and the reason where there is none. */
bool lessons_find(const char *word, char path[DIRECTORY_PATH_SIZE], struct error *error);
