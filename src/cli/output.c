/* output — what standard output can show, and whether it was written; see the header. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

static bool has_color(void)
{
    return isatty(STDOUT_FILENO) && !is_set("NO_COLOR") && is_set("TERM") && strcmp(getenv("TERM"), "dumb") != 0;
}

struct output output_of(bool ascii)
{
    return (struct output){
        .ascii = ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
        .color = has_color(),
    };
}

void output_hold_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY); /* takes the lowest free one */
}

static bool check(bool written, struct error *error)
{
    if (written)
        return true;
    return error_set(error, "cannot write to standard output: %s", errno != 0 ? strerror(errno) : "write error");
}

bool output_flush(struct error *error)
{
    errno = 0;
    return check(fflush(stdout) == 0 && !ferror(stdout), error);
}

bool output_close(struct error *error)
{
    bool written = output_flush(error);
    errno = 0;
    return check(fclose(stdout) == 0, written ? error : NULL) && written;
}
