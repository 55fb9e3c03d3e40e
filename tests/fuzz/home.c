/* home — a directory in /tmp; see the header. */
#include "fuzz/home.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
    char home[32], directory[48], settings[64], theme[64];
} place;

static void leave(void)
{
    (void)unlink(place.settings);
    (void)unlink(place.theme);
    (void)rmdir(place.directory);
    (void)rmdir(place.home);
}

const char *home_settings(void)
{
    if (place.home[0] == '\0') {
        (void)strcpy(place.home, "/tmp/overlap-fuzz-XXXXXX");
        assert(mkdtemp(place.home) != NULL);
        (void)snprintf(place.directory, sizeof place.directory, "%s/overlap", place.home);
        (void)snprintf(place.settings, sizeof place.settings, "%s/settings.ini", place.directory);
        (void)snprintf(place.theme, sizeof place.theme, "%s/theme", place.directory);
        assert(mkdir(place.directory, 0700) == 0 && setenv("XDG_CONFIG_HOME", place.home, 1) == 0 &&
               setenv("XDG_STATE_HOME", place.home, 1) == 0);
        (void)atexit(leave);
    }
    return place.settings;
}
