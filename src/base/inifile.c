/* inifile — reads files of sections and `name = value` lines with the inih library. */
#include "base/inifile.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct reading {
    FILE *file;
    char *text; /* the line, in `room` bytes */
    size_t room;
    int line; /* the one that inih has now, from 1 */
    inifile_entry *entry;
    void *context;
    struct error fault; /* the first, on its line; line 0: none so far */
};

static bool refuse(struct reading *reading)
{
    reading->fault.line = reading->line;
    return false;
}

/* The next line without its indentation, which inih would take for a continuation; a comment, however long, is an empty
 * line. */
static char *read_line(char *buffer, int size, void *context)
{
    struct reading *reading = context;
    ssize_t length = reading->fault.line != 0 ? -1 : getline(&reading->text, &reading->room, reading->file);
    if (length < 0)
        return NULL;
    reading->line++;
    const char *text = reading->text + strspn(reading->text, " \t\r\v\f");
    if (*text == ';' || *text == '#')
        return strcpy(buffer, "");
    if (strlen(text) >= (size_t)size || strlen(reading->text) != (size_t)length) {
        error_set(&reading->fault, "the line is longer than %d bytes, or has a zero byte", size - 2);
        (void)refuse(reading);
        return NULL;
    }
    return strcpy(buffer, text);
}

static int handle_entry(void *user, const char *section, const char *name, const char *value)
{
    struct reading *reading = user;
    return reading->fault.line == 0 &&
           (reading->entry(reading->context, section, name, value, &reading->fault) || refuse(reading));
}

bool inifile_read(const char *path, inifile_entry *entry, void *context, struct error *error)
{
    struct stat status;
    struct reading reading = {.entry = entry, .context = context};
    bool there = stat(path, &status) == 0;
    if (there && !S_ISREG(status.st_mode)) { /* to open a pipe would wait for its writer */
        error_set(error, "is not a regular file");
        return error_place(error, path, 0);
    }
    if (!there || (reading.file = fopen(path, "re")) == NULL) {
        error_set(error, "cannot be opened: %s", strerror(errno));
        return error_place(error, path, 0);
    }
    int line = ini_parse_stream(read_line, &reading, handle_entry, &reading);
    if (reading.fault.line == 0 && !feof(reading.file)) {
        error_set(&reading.fault, "cannot be read: %s", strerror(errno));
        reading.fault.line = line = 0;
    } else if (line > 0 && line != reading.fault.line) { /* inih reads on after a line that it does not understand */
        error_set(&reading.fault, "is neither [section] nor name = value");
        reading.fault.line = line;
    }
    (void)fclose(reading.file);
    free(reading.text);
    if (reading.fault.message[0] == '\0')
        return true;
    if (error != NULL)
        *error = reading.fault;
    return error_place(error, path, reading.fault.line);
}
