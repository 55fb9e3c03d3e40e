/* settings — the user's settings file, and the theme that was chosen last. */
#include "app/settings.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The places ---- */

/* The path of `name` in the directory that `variable` names, or in $HOME/`below` where that is no absolute path. */
static bool find_path(const char *variable, const char *below, const char *name, char *path, size_t size)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    int length = -1;
    if (base != NULL && base[0] == '/')
        length = snprintf(path, size, "%s/overlap/%s", base, name);
    else if (home != NULL && home[0] != '\0')
        length = snprintf(path, size, "%s/%s/overlap/%s", home, below, name);
    return length > 0 && (size_t)length < size;
}

bool settings_path(const char *name, char *path, size_t size)
{
    return find_path("XDG_CONFIG_HOME", ".config", name, path, size);
}

static bool theme_path(char path[PATH_MAX])
{
    return find_path("XDG_STATE_HOME", ".local/state", "theme", path, PATH_MAX);
}

/* ---- The file of settings ---- */

bool settings_read(inifile_entry *entry, void *context, struct error *error)
{
    char path[PATH_MAX];
    if (!settings_path("settings.ini", path, sizeof path))
        return true;
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    return inifile_read(path, entry, context, error);
}

/* ---- The theme ---- */

bool settings_theme(char *name, size_t size)
{
    char path[PATH_MAX];
    FILE *file = theme_path(path) ? fopen(path, "re") : NULL;
    if (file == NULL)
        return false;
    size_t length = fread(name, 1, size, file);
    (void)fclose(file);
    if (length < 2 || name[length - 1] != '\n')
        return false;
    name[length - 1] = '\0';
    return true;
}

/* Makes the directory that the file is to lie in, and those above it. */
static bool make_directories(const char *path)
{
    char directory[PATH_MAX];
    (void)snprintf(directory, sizeof directory, "%s", path);
    for (char *slash = strchr(directory + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(directory, 0700) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

/* The file is replaced in one go: whatever happens, there is the old one or the new one. */
static bool write_line(const char *path, const char *line)
{
    char beside[PATH_MAX + 8];
    (void)snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    int descriptor = mkstemp(beside);
    if (descriptor < 0)
        return false;
    bool written = dprintf(descriptor, "%s\n", line) > 0;
    written = close(descriptor) == 0 && written;
    if (written && rename(beside, path) == 0)
        return true;
    int reason = errno;
    (void)unlink(beside);
    errno = reason;
    return false;
}

bool settings_remember_theme(const char *name, struct error *error)
{
    char path[PATH_MAX];
    if (!theme_path(path))
        return error_set(error, "the theme cannot be remembered: neither XDG_STATE_HOME nor HOME is set");
    if (make_directories(path) && write_line(path, name))
        return true;
    error_set(error, "cannot be written: %s", strerror(errno));
    return error_place(error, path, 0);
}
