/*
 * settings — the user's settings file, $XDG_CONFIG_HOME/overlap/settings.ini.
 *
 * It has lines `name = value` and no sections: the long options of the command line and what is to hold without them.
 * The user writes it, and the program keeps single values in it. One thread.
 */
#ifndef OVERLAP_APP_SETTINGS_H
#define OVERLAP_APP_SETTINGS_H

#include "base/error.h"

/* Gets each setting; false and a message: it is refused. */
typedef bool settings_take(void *context, const char *name, const char *value, struct error *error);

/* Hands over the settings in the file's order. No file is no settings. False, and in the error the file, the line and
 * the fault: those handed over so far should not count either. */
bool settings_read(settings_take *take, void *context, struct error *error);

/* Writes the value of one setting into the file, and leaves its other lines and comments as they are. The file is
 * replaced in one go: whatever happens, there is the old one or the new one. False and the reason where that fails. */
bool settings_keep(const char *name, const char *value, struct error *error);

#endif
