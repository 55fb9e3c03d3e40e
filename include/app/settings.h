/*
 * settings — the user's settings file, $XDG_CONFIG_HOME/overlap/settings.ini, and the theme that was chosen last.
 *
 * The file has lines `name = value` and no sections: the long options of the command line and what is to hold without
 * them. Only the user writes it. The theme lies apart, in $XDG_STATE_HOME/overlap/theme. One thread.
 */
#pragma once

#include "base/error.h"

/* Writes the path of `name` in the user's directory of settings. False where there is none (no XDG_CONFIG_HOME that is
 * an absolute path, and no HOME), or the path is longer than fits. */
bool settings_path(const char *name, char *path, size_t size);

/* Gets each setting; false and a message: it is refused. */
typedef bool settings_receive(void *context, const char *name, const char *value, struct error *error);

/* Hands over the settings in the file's order. No file is no settings. False, and in the error the file, the line and
 * the fault: those handed over so far should not count either. */
bool settings_read(settings_receive *receive, void *context, struct error *error);

/* The name of the theme that was remembered. False where there is none. */
bool settings_theme(char *name, size_t size);

/* Remembers a theme for the next start. False and the reason where that fails. */
bool settings_remember_theme(const char *name, struct error *error);
