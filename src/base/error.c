/* error — fills a struct error; see the header. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool error_set(struct error *error, const char *format, ...)
{
    if (error == NULL)
        return false;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error_make_plain(error->message); /* what a user or a file wrote does not get to command the terminal */
    error->file[0] = '\0';
    error->line = 0;
    return false;
}

bool error_place(struct error *error, const char *file, int line)
{
    if (error == NULL)
        return false;
    (void)snprintf(error->file, sizeof error->file, "%s", file);
    error->line = line;
    return false;
}

void error_text(const struct error *error, char *text, size_t size)
{
    if (error->file[0] == '\0')
        (void)snprintf(text, size, "%s", error->message);
    else if (error->line == 0)
        (void)snprintf(text, size, "%s: %s", error->file, error->message);
    else
        (void)snprintf(text, size, "%s:%d: %s", error->file, error->line, error->message);
    error_make_plain(text);
}

void error_make_plain(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++)
        if (*at < ' ' || *at == 0x7f)
            *at = '?';
        else if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0) /* the controls beyond ASCII */
            at[0] = at[1] = '?';
}
