/* pipe — a pipe within the process that never blocks; see the header. */
#include "term/pipe.h"

#include <fcntl.h>
#include <unistd.h>

static bool prepare(int end)
{
    return fcntl(end, F_SETFD, FD_CLOEXEC) == 0 && fcntl(end, F_SETFL, O_NONBLOCK) == 0;
}

bool pipe_open(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    if (prepare(ends[0]) && prepare(ends[1]))
        return true;
    (void)close(ends[0]);
    (void)close(ends[1]);
    return false;
}

void pipe_drain(int reading_end)
{
    char bytes[64];
    while (read(reading_end, bytes, sizeof bytes) > 0)
        continue;
}
