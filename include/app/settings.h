/*
 * settings — the user's settings file, $XDG_CONFIG_HOME/overlap/settings.ini, and the theme that was chosen last.
 *
 * The file has lines `name = value` and no sections: the long options of the command line and what is to hold without
 * them. Only the user writes it. The theme lies apart, in $XDG_STATE_HOME/overlap/theme. One thread.
 */
#pragma once

#include "base/inifile.h"

/* Writes the path of `name` in the user's directory of settings. False where there is none (no XDG_CONFIG_HOME that is
 * an absolute path, and no HOME), or the path is longer than fits. */
bool settings_path(const char *name, char *path, size_t size);

/* Hands over the settings as inifile_read does; no file is no settings. Where it returns false those handed over so far
 * should not count either. */
bool settings_read(inifile_entry *entry, void *context, struct error *error);

/* The name of the theme that was remembered. False where there is none. */
bool settings_theme(char *name, size_t size);

/* Remembers a theme for the next start. False and the reason where that fails. */
bool settings_remember_theme(const char *name, struct error *error);
