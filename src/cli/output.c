/* output — what standard output can show, and whether it was written. */
#include "cli/output.h"

#include "view/canvas/canvas.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_SIZE = 8192, COLUMNS_DEFAULT = 80, COLUMNS_MAX = 1000 };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

static bool has_color(enum output_color color)
{
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && is_set("TERM") && strcmp(getenv("TERM"), "dumb") != 0;
}

struct output output_of(bool ascii, enum output_color color)
{
    struct winsize window = {0};
    int columns = is_set("COLUMNS") ? atoi(getenv("COLUMNS")) : 0;
    bool wraps = columns > 0 || isatty(STDOUT_FILENO);
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0)
        columns = window.ws_col;
    return (struct output){
        .ascii = ascii,
        .color = has_color(color),
        .columns = columns <= 0            ? COLUMNS_DEFAULT
                   : columns > COLUMNS_MAX ? COLUMNS_MAX
                                           : columns,
        .wraps = wraps,
    };
}

void output_line(struct output output, const char *format, ...)
{
    char text[LINE_SIZE];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    int width = output.wraps ? output.columns : (int)strlen(text) * 3 + 1; /* in ASCII it may be longer */
    struct canvas *canvas = canvas_new(width, text_rows(text, width, output.ascii), output.ascii);
    struct style style = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};
    if (canvas_text_width(canvas, text) > width) /* one that fits keeps its blanks: it may be a table's */
        text_wrap(canvas, (struct rect){0, 0, width, canvas_height(canvas)}, style, text);
    else
        (void)canvas_text(canvas, 0, 0, width, style, text);
    canvas_print(canvas, stdout);
    canvas_free(canvas);
}

void output_begin_color(struct output output, size_t index)
{
    static const int colors[] = {33, 36, 35, 32, 94, 37}; /* no red: that is for failure */
    if (output.color)
        (void)printf("\033[%dm", colors[index % (sizeof colors / sizeof *colors)]);
}

void output_end_color(struct output output)
{
    if (output.color)
        (void)fputs("\033[39m", stdout);
}

/* Opens the pipe once more to have it blocking, since others share the flags of the one that was given. */
static void block(void)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    struct stat status;
    if (flags < 0 || (flags & O_NONBLOCK) == 0 || fstat(STDOUT_FILENO, &status) != 0 ||
        !(S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)))
        return;
    int own = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (own >= 0) {
        (void)dup2(own, STDOUT_FILENO);
        (void)close(own);
    }
    (void)fcntl(STDOUT_FILENO, F_SETFL, flags & ~O_NONBLOCK);
}

void output_prepare(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY); /* takes the lowest free one */
    block();
}

/* Ends the program as other tools end whose reader has gone, as `head` does. */
static void end_if_unread(void)
{
    struct pollfd descriptor = {.fd = STDOUT_FILENO};
    if (poll(&descriptor, 1, 0) != 1 || (descriptor.revents & POLLERR) == 0)
        return;
    (void)signal(SIGPIPE, SIG_DFL);
    (void)raise(SIGPIPE);
}

static bool check(bool written, struct error *error)
{
    if (written)
        return true;
    int reason = errno;
    end_if_unread();
    return error_set(error, "cannot write to standard output: %s", reason != 0 ? strerror(reason) : "write error");
}

bool output_flush(struct error *error)
{
    if (!ferror(stdout)) /* else it says why an earlier write has failed */
        errno = 0;
    return check(fflush(stdout) == 0 && !ferror(stdout), error);
}

bool output_close(struct error *error)
{
    bool written = output_flush(error);
    errno = 0;
    return check(fclose(stdout) == 0, written ? error : NULL) && written;
}
