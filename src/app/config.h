/*
 * config — the user's directory of this program.
 */
#ifndef OVERLAP_APP_CONFIG_H
#define OVERLAP_APP_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the path of `name` in $XDG_CONFIG_HOME/overlap; $HOME/.config takes the former's place where that is no
 * absolute path. False where there is neither, or the path is longer than fits. */
bool config_path(const char *name, char *path, size_t size);

#endif
