/*
 * inifile — files of sections and `name = value` lines, read with the inih library, and what is wrong with one.
 *
 * A comment begins with ; or # at a line's start, or with a ; after a blank. Lines may be indented. Any thread.
 */
#pragma once

#include "base/error.h"

/* Gets each entry in its order; section is "" before the first. False and a message: it is refused. */
typedef bool inifile_entry(void *context, const char *section, const char *name, const char *value,
                           struct error *error);

/* Reads up to the first fault. False, and in the error the file, the line and what is wrong. */
bool inifile_read(const char *path, inifile_entry *entry, void *context, struct error *error);
