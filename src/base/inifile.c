/* inifile — files of sections and `name = value` lines; see the header. */
#include "base/inifile.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_SIZE_MAX = 64 * 1024 };

/* ---- The text ---- */

/* Reads to the end. False with errno set, or with 0 where there is more than fits. */
static bool read_all(int file, char *text, size_t *length)
{
    *length = 0;
    for (ssize_t n; *length <= FILE_SIZE_MAX; *length += (size_t)n) {
        n = read(file, text + *length, FILE_SIZE_MAX + 1 - *length);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        if (n < 0)
            n = 0;
    }
    errno = 0;
    return false;
}

static bool read_text(int file, char *text, struct error *error)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return error_set(error, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(status.st_mode))
        return error_set(error, "is no regular file");
    size_t length;
    if (!read_all(file, text, &length))
        return errno != 0 ? error_set(error, "cannot be read: %s", strerror(errno))
                          : error_set(error, "is longer than %d bytes", FILE_SIZE_MAX);
    if (memchr(text, '\0', length) != NULL)
        return error_set(error, "is no text: it holds a zero byte");
    text[length] = '\0';
    return true;
}

char *inifile_text(const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* not to wait for the writer of a pipe */
    if (file < 0) {
        error_set(error, "cannot be opened: %s", strerror(errno));
        error_place(error, path, 0);
        return NULL;
    }
    char *text = memory_zeroed(FILE_SIZE_MAX + 2, 1);
    bool good = read_text(file, text, error);
    (void)close(file);
    if (good)
        return text;
    error_place(error, path, 0);
    free(text);
    return NULL;
}

/* ---- The entries ---- */

struct reading {
    const char *at; /* the rest of the text */
    int line;       /* the one that inih has now, from 1 */
    inifile_entry *entry;
    void *context;
    struct error fault; /* what was refused, on its line; an empty message: nothing so far */
};

/* Hands inih the next line without its indentation, which would make it a continuation of the one before, and of
 * comments nothing. No more once something was refused. */
static char *next_line(char *buffer, int size, void *stream)
{
    struct reading *reading = stream;
    if (*reading->at == '\0' || reading->fault.message[0] != '\0')
        return NULL;
    reading->line++;
    const char *line = reading->at + strspn(reading->at, INIFILE_BLANKS);
    size_t length = strcspn(line, "\n");
    reading->at = line + length + (line[length] == '\n');
    if (*line == ';' || *line == '#')
        length = 0;
    if (length + 1 > (size_t)size) {
        error_set(&reading->fault, "the line is longer than %d bytes", size - 1);
        reading->fault.line = reading->line;
        return NULL;
    }
    memcpy(buffer, line, length);
    buffer[length] = '\0';
    return buffer;
}

static int take_entry(void *user, const char *section, const char *name, const char *value)
{
    struct reading *reading = user;
    if (reading->fault.message[0] == '\0' && !reading->entry(reading->context, section, name, value, &reading->fault))
        reading->fault.line = reading->line;
    return reading->fault.message[0] == '\0';
}

bool inifile_read(const char *path, inifile_entry *entry, void *context, struct error *error)
{
    char *text = inifile_text(path, error);
    if (text == NULL)
        return false;
    struct reading reading = {.at = text, .entry = entry, .context = context};
    int line = ini_parse_stream(next_line, &reading, take_entry, &reading);
    free(text);
    if (line == 0 && reading.fault.line == 0)
        return true;
    if (line > 0 &&
        line != reading.fault.line) { /* inih goes on after a line that it cannot read: that one was first */
        error_set(&reading.fault, "is neither [section] nor name = value");
        reading.fault.line = line;
    }
    if (error != NULL)
        *error = reading.fault;
    return error_place(error, path, reading.fault.line);
}
