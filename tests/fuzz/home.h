/*
 * home — a user's directory of settings that is this process's own, for targets that write there.
 */
#pragma once

/* The path of the settings file in it, which need not be there yet. Makes the directory at the first call, and removes
 * it when the process ends. */
const char *home_settings(void);
