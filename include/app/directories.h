/*
 * directories — where the files lie that come with the program, and the user's own of the same kind.
 *
 * The user's own come first ($XDG_CONFIG_HOME/overlap/KIND), then those installed with the program
 * (../share/overlap/KIND from it), the system's ($XDG_DATA_DIRS), and those of the source tree.
 */
#pragma once

#include <stddef.h>

enum { DIRECTORIES_MAX = 12, DIRECTORY_PATH_SIZE = 1024 };

struct directories {
    size_t count;
    char paths[DIRECTORIES_MAX][DIRECTORY_PATH_SIZE];
};

/* In the order in which they are searched; `kind` is "themes" or "lessons". */
struct directories directories_of(const char *kind);

/* Calls `found` with the name, without the suffix, and the path of each file in them that ends with the suffix: one
 * directory after another, each in the order of the names. */
void directories_scan(const char *kind, const char *suffix,
                      void (*found)(void *context, const char *name, const char *path), void *context);
