/* aside — what is written to stderr while the screen is taken; see the header. */
#include "aside.h"

#include "pipe.h"

#include <fcntl.h>
#include <unistd.h>

struct aside aside_begin(void)
{
    struct aside aside = {.held = -1, .original = -1};
    int ends[2];
    if (!isatty(STDERR_FILENO) || !pipe_open(ends))
        return aside;
    aside.original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (aside.original >= 0 && dup2(ends[1], STDERR_FILENO) >= 0)
        aside.held = ends[0];
    else
        (void)close(ends[0]);
    (void)close(ends[1]);
    return aside;
}

void aside_end(struct aside *aside)
{
    if (aside->held < 0)
        return;
    (void)dup2(aside->original, STDERR_FILENO);
    char bytes[512];
    for (ssize_t n; (n = read(aside->held, bytes, sizeof bytes)) > 0;)
        if (write(STDERR_FILENO, bytes, (size_t)n) < 0)
            break;
    (void)close(aside->held);
    (void)close(aside->original);
    aside->held = -1;
}
