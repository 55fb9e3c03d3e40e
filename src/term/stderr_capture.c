/* stderr_capture — a pipe in the place of stderr. */
#define _GNU_SOURCE /* pipe2 */
#include "term/stderr_capture.h"

#include <fcntl.h>
#include <unistd.h>

struct stderr_capture stderr_capture_begin(void)
{
    struct stderr_capture stderr_capture = {.held = -1, .original = -1};
    int ends[2];
    if (!isatty(STDERR_FILENO) || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return stderr_capture;
    stderr_capture.original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (stderr_capture.original >= 0 && dup2(ends[1], STDERR_FILENO) >= 0)
        stderr_capture.held = ends[0];
    else
        (void)close(ends[0]);
    (void)close(ends[1]);
    return stderr_capture;
}

void stderr_capture_end(struct stderr_capture *stderr_capture)
{
    if (stderr_capture->held < 0)
        return;
    (void)dup2(stderr_capture->original, STDERR_FILENO);
    char bytes[512];
    for (ssize_t n; (n = read(stderr_capture->held, bytes, sizeof bytes)) > 0;)
        if (write(STDERR_FILENO, bytes, (size_t)n) < 0)
            break;
    (void)close(stderr_capture->held);
    (void)close(stderr_capture->original);
    stderr_capture->held = -1;
}
