/*
 * folder — a temporary folder with files for a test to read and write.
 *
 * A failure of the machine ends the test program, so nothing here has to be checked for it.
 */
#pragma once

#include <stddef.h>

enum { FOLDER_PATH_SIZE = 256 };

/* A new empty folder, and its end with all that is in it. The path is the caller's. */
char *folder_new(void);
void folder_free(char *folder);

/* The path of a file in it. */
void folder_path(const char *folder, const char *name, char path[FOLDER_PATH_SIZE]);

/* Writes a file, with the folders in its name; reads one as text, which the caller frees. */
void folder_write(const char *folder, const char *name, const char *text);
char *folder_read(const char *folder, const char *name);

/* How many files lie in the folder of that name ("" for itself). */
int folder_count(const char *folder, const char *name);
