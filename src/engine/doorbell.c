/* doorbell — a flag and a pipe; see the header. */
#include "engine/doorbell.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct doorbell {
    atomic_bool rung; /* a byte is in the pipe or about to be; set by any thread, cleared by the answering one */
    int read_end, write_end;
};

static bool prepare(int descriptor)
{
    return fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

struct doorbell *doorbell_new(struct error *error)
{
    int ends[2];
    if (pipe(ends) != 0) {
        error_set(error, "cannot make a pipe: %s", strerror(errno));
        return NULL;
    }
    struct doorbell *doorbell = memory_zeroed(1, sizeof *doorbell);
    doorbell->read_end = ends[0];
    doorbell->write_end = ends[1];
    if (!prepare(ends[0]) || !prepare(ends[1])) {
        error_set(error, "cannot prepare a pipe: %s", strerror(errno));
        doorbell_free(doorbell);
        return NULL;
    }
    return doorbell;
}

void doorbell_free(struct doorbell *doorbell)
{
    if (doorbell == NULL)
        return;
    close(doorbell->read_end);
    close(doorbell->write_end);
    free(doorbell);
}

void doorbell_ring(struct doorbell *doorbell)
{
    /* Release: what happened before the ring is seen by whoever answers it (its exchange acquires). */
    if (atomic_exchange_explicit(&doorbell->rung, true, memory_order_acq_rel))
        return;
    ssize_t written;
    do
        written = write(doorbell->write_end, "", 1);
    while (written < 0 && errno == EINTR); /* a full one would wake as well */
}

int doorbell_descriptor(const struct doorbell *doorbell)
{
    return doorbell->read_end;
}

void doorbell_answer(struct doorbell *doorbell)
{
    char bytes[8];
    while (read(doorbell->read_end, bytes, sizeof bytes) > 0)
        continue;
    /* Empty the pipe, then clear: a ring in between leaves the flag set and no byte, and is answered here and now. */
    atomic_exchange_explicit(&doorbell->rung, false, memory_order_acq_rel);
}

void doorbell_wait(struct doorbell *doorbell)
{
    struct pollfd descriptor = {.fd = doorbell->read_end, .events = POLLIN};
    while (poll(&descriptor, 1, -1) < 0 && errno == EINTR)
        continue;
    doorbell_answer(doorbell);
}
