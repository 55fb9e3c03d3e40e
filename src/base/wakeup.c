/* wakeup — a flag and a pipe. */
#define _GNU_SOURCE /* pipe2 */
#include "base/wakeup.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wakeup {
    atomic_bool rung; /* a byte is in the pipe or about to be; set by any thread, cleared by the answering one */
    int read_end, write_end;
};

struct wakeup *wakeup_new(struct error *error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        error_set(error, "cannot make a pipe: %s", strerror(errno));
        return NULL;
    }
    struct wakeup *wakeup = memory_zeroed(1, sizeof *wakeup);
    wakeup->read_end = ends[0];
    wakeup->write_end = ends[1];
    return wakeup;
}

void wakeup_free(struct wakeup *wakeup)
{
    if (wakeup == NULL)
        return;
    close(wakeup->read_end);
    close(wakeup->write_end);
    free(wakeup);
}

void wakeup_notify(struct wakeup *wakeup)
{
    /* Release: what happened before the ring is seen by whoever answers it (its exchange acquires). */
    if (atomic_exchange_explicit(&wakeup->rung, true, memory_order_acq_rel))
        return;
    ssize_t written;
    do
        written = write(wakeup->write_end, "", 1);
    while (written < 0 && errno == EINTR); /* a full one would wake as well */
}

int wakeup_fd(const struct wakeup *wakeup)
{
    return wakeup->read_end;
}

void wakeup_drain(struct wakeup *wakeup)
{
    char bytes[8];
    while (read(wakeup->read_end, bytes, sizeof bytes) > 0)
        continue;
    /* Empty the pipe, then clear: a ring in between leaves the flag set and no byte, and is answered here and now. */
    atomic_exchange_explicit(&wakeup->rung, false, memory_order_acq_rel);
}

void wakeup_wait(struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup->read_end, .events = POLLIN};
    while (poll(&descriptor, 1, -1) < 0 && errno == EINTR)
        continue;
    wakeup_drain(wakeup);
}
