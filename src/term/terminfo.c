/* terminfo — looks up capabilities of the terminal. */
#include "term/terminfo.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#define ADVICE "set it to your terminal's type, such as xterm-256color"

/* A capability's string; NULL where the terminal lacks it. */
static const char *capability(const char *name)
{
    const char *string = tigetstr(name);
    return string == (const char *)-1 ? NULL : string;
}

/* Whether terminfo could not be read because the process has too many files open, and says so. */
static bool lacks_descriptor(struct error *error)
{
    int spare = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    if (spare >= 0)
        return close(spare) != 0;
    error_set(error, "the terminal's description cannot be read: %s", strerror(errno));
    return true;
}

void terminfo_refuse(struct error *error)
{
    if (!lacks_descriptor(error))
        error_set(error, "TERM is \"%.64s\", which ncurses cannot draw on", getenv("TERM"));
}

bool terminfo_check(struct error *error)
{
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0')
        return error_set(error, "TERM is not set: " ADVICE);
    int known = 0;
    if (setupterm(name, STDOUT_FILENO, &known) == ERR && known != 1) {
        if (lacks_descriptor(error))
            return false;
        if (known < 0)
            return error_set(error, "TERM is \"%.64s\", but this machine has no terminfo database: install it", name);
        return error_set(error, "TERM is \"%.64s\", which this machine does not know: " ADVICE, name);
    }
    bool positions = terminfo_has("cup") && terminfo_has("clear");
    del_curterm(cur_term);
    return positions || error_set(error, "TERM is \"%.64s\", a terminal whose cursor cannot be placed: " ADVICE, name);
}

/* Appends without the padding ("$<2>"), which only hardware of old needs. */
static size_t append(char *bytes, size_t length, size_t size, const char *string)
{
    while (string != NULL && *string != '\0' && length < size) {
        if (strncmp(string, "$<", 2) == 0 && strchr(string, '>') != NULL)
            string = strchr(string, '>') + 1;
        else
            bytes[length++] = *string++;
    }
    return length;
}

const char *terminfo_mouse(bool watch)
{
    if (!terminfo_has("kmous"))
        return "";
    return watch ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l";
}

bool terminfo_is_sequence(const char *name, const char *sequence)
{
    const char *string = capability(name);
    return string != NULL && string[0] == '\033' && strcmp(string + 1, sequence) == 0;
}

size_t terminfo_restoration(char *bytes, size_t size)
{
    size_t length = append(bytes, 0, size, capability("sgr0"));
    length = append(bytes, length, size, capability("op"));
    length = append(bytes, length, size, capability(terminfo_has("rmcup") ? "rmcup" : "clear"));
    length = append(bytes, length, size, terminfo_mouse(false));
    return append(bytes, length, size, capability("cnorm"));
}

bool terminfo_has(const char *name)
{
    return capability(name) != NULL;
}

void terminfo_write(FILE *stream, const char *name, int first, int second)
{
    char bytes[64];
    if (terminfo_has(name))
        (void)fwrite(bytes, 1, append(bytes, 0, sizeof bytes, tiparm(capability(name), first, second)), stream);
}

void terminfo_keep_palette(void)
{
    orig_colors = NULL;
}
