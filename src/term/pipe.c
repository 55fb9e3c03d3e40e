/* pipe — a pipe within the process that never blocks; see the header. */
#include "pipe.h"

#include <fcntl.h>
#include <unistd.h>

bool pipe_open(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        (void)fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

void pipe_drain(int reading_end)
{
    char bytes[64];
    while (read(reading_end, bytes, sizeof bytes) > 0)
        continue;
}
