/* settings — the user's settings file; see the header. */
#include "app/settings.h"

#include "app/config.h"
#include "base/inifile.h"
#include "base/memory.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char FILE_NAME[] = "settings.ini";

enum { VALUE_SIZE = 160 }; /* inih reads lines of up to 200 bytes */

static bool is_missing(const char *path)
{
    return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* ---- Reading ---- */

struct taker {
    settings_take *take;
    void *context;
};

static bool take_entry(void *context, const char *section, const char *name, const char *value, struct error *error)
{
    const struct taker *taker = context;
    if (*section != '\0')
        return error_set(error, "[%.40s]: settings have no sections", section);
    return taker->take(taker->context, name, value, error);
}

bool settings_read(settings_take *take, void *context, struct error *error)
{
    char path[PATH_MAX];
    if (!config_path(FILE_NAME, path, sizeof path) || is_missing(path))
        return true;
    return inifile_read(path, take_entry, &(struct taker){take, context}, error);
}

/* ---- The new text ---- */

/* Where the value of that setting begins in a line; NULL where the line is about something else. */
static const char *find_value(const char *line, const char *name)
{
    line += strspn(line, INIFILE_BLANKS);
    if (strncmp(line, name, strlen(name)) != 0)
        return NULL;
    line += strlen(name);
    line += strspn(line, INIFILE_BLANKS);
    if (*line != '=' && *line != ':')
        return NULL;
    line++;
    return line + strspn(line, INIFILE_BLANKS);
}

static bool is_blank(char character)
{
    return character != '\0' && strchr(INIFILE_BLANKS, character) != NULL;
}

/* Where it ends: before the blanks, the comment (a ; after a blank) and the end of the line. What is before the value
 * is a blank or the equals sign. */
static const char *end_of_value(const char *value)
{
    const char *end = value;
    for (const char *at = value; *at != '\0' && *at != '\n'; at++) {
        if (*at == ';' && is_blank(at[-1]))
            break;
        if (!is_blank(*at))
            end = at + 1;
    }
    return end;
}

static bool begins_section(const char *line)
{
    return line[strspn(line, INIFILE_BLANKS)] == '[';
}

/* Copies the text with the new value in place of the old, or in a line of its own at the end: of the file, or of what
 * is before a section, since in that it would be no setting. */
static void write_text(FILE *file, const char *text, const char *name, const char *value)
{
    bool replaced = false;
    const char *line = text;
    for (const char *next; *line != '\0'; line = next) {
        const char *old = find_value(line, name);
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (!replaced && begins_section(line)) {
            (void)fprintf(file, "%s = %s\n", name, value);
            replaced = true;
        }
        if (old == NULL) {
            (void)fwrite(line, 1, (size_t)(next - line), file);
            continue;
        }
        const char *rest = end_of_value(old);
        (void)fwrite(line, 1, (size_t)(old - line), file);
        (void)fprintf(file, "%s%s", value, *rest == ';' ? " " : ""); /* a comment stays one */
        (void)fwrite(rest, 1, (size_t)(next - rest), file);
        replaced = true;
    }
    if (replaced)
        return;
    if (line > text && line[-1] != '\n')
        (void)fputc('\n', file);
    (void)fprintf(file, "%s = %s\n", name, value);
}

/* ---- The new file ---- */

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

/* Writes what is to be the file's text to the disk, with the file's permissions. */
static bool write_beside(int descriptor, const char *path, const char *text, const char *name, const char *value)
{
    struct stat status;
    FILE *file = fdopen(descriptor, "w");
    if (file == NULL) {
        (void)close(descriptor);
        return false;
    }
    write_text(file, text, name, value);
    bool good = fflush(file) == 0 && !ferror(file);
    good = good && (stat(path, &status) != 0 || fchmod(descriptor, status.st_mode & 0777) == 0);
    good = good && fsync(descriptor) == 0;
    return fclose(file) == 0 && good;
}

static bool replace(const char *path, const char *text, const char *name, const char *value)
{
    char beside[PATH_MAX + 8];
    (void)snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    int descriptor = mkstemp(beside);
    if (descriptor < 0)
        return false;
    if (write_beside(descriptor, path, text, name, value) && rename(beside, path) == 0)
        return true;
    int reason = errno;
    (void)unlink(beside);
    errno = reason;
    return false;
}

/* The reader would cut it, or take it for something else. */
static bool is_writable(const char *value)
{
    for (const char *at = value; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f || (*at == ';' && (at == value || at[-1] == ' ')))
            return false;
    return strlen(value) < VALUE_SIZE;
}

bool settings_keep(const char *name, const char *value, struct error *error)
{
    char path[PATH_MAX], link[PATH_MAX];
    if (!is_writable(value))
        return error_set(error, "a settings file cannot hold that value of %s", name);
    if (!config_path(FILE_NAME, path, sizeof path))
        return error_set(error, "there is no place for settings: neither XDG_CONFIG_HOME nor HOME is set");
    char *text = is_missing(path) ? memory_zeroed(1, 1) : inifile_text(path, error);
    if (text == NULL)
        return false;
    if (realpath(path, link) != NULL) /* a link stays one: what it points to is replaced */
        (void)strcpy(path, link);
    bool kept = make_directories(path) && replace(path, text, name, value);
    if (!kept) {
        error_set(error, "cannot be written: %s", strerror(errno));
        error_place(error, path, 0);
    }
    free(text);
    return kept;
}
