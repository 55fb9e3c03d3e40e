/* outlet — the way of frames to a terminal that may not read; see the header. */
#define _GNU_SOURCE /* memfd_create */
#include "outlet.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The terminal once more: a flag of the descriptors that it came by would be the flag of the shell's, too. */
static int open_line(void)
{
    char name[256];
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) != 0)
        return -1;
    return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

bool outlet_open(struct outlet *outlet)
{
    *outlet = (struct outlet){.frame = -1, .line = -1};
    int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    outlet->stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (outlet->stream == NULL) {
        if (descriptor >= 0)
            (void)close(descriptor);
        return false;
    }
    outlet->line = open_line();
    if (outlet->line >= 0)
        outlet->frame = memfd_create("frame", MFD_CLOEXEC);
    return true;
}

void outlet_close(struct outlet *outlet)
{
    (void)fclose(outlet->stream);
    if (outlet->line >= 0)
        (void)close(outlet->line);
    if (outlet->frame >= 0)
        (void)close(outlet->frame);
    free(outlet->bytes);
}

void outlet_begin(struct outlet *outlet)
{
    if (outlet->frame >= 0)
        (void)dup2(outlet->frame, fileno(outlet->stream));
}

/* Takes the frame out of the file. */
static void take_frame(struct outlet *outlet)
{
    off_t size = lseek(outlet->frame, 0, SEEK_CUR);
    if (size <= 0)
        return;
    outlet->bytes = memory_resized(outlet->bytes, (size_t)size, 1);
    ssize_t got = pread(outlet->frame, outlet->bytes, (size_t)size, 0);
    outlet->from = 0;
    outlet->to = got > 0 ? (size_t)got : 0;
    (void)lseek(outlet->frame, 0, SEEK_SET);
}

void outlet_end(struct outlet *outlet)
{
    if (outlet->frame < 0)
        return;
    while (dup2(STDOUT_FILENO, fileno(outlet->stream)) < 0 && (errno == EBUSY || errno == EINTR))
        continue; /* another thread opens a file just now, or a signal came */
    take_frame(outlet);
    (void)outlet_flush(outlet);
}

void outlet_drop(struct outlet *outlet)
{
    outlet->from = outlet->to;
}

bool outlet_flush(struct outlet *outlet)
{
    while (outlet->from < outlet->to) {
        ssize_t written = write(outlet->line, outlet->bytes + outlet->from, outlet->to - outlet->from);
        if (written > 0)
            outlet->from += (size_t)written;
        else if (written < 0 && errno == EAGAIN)
            return false;
        else if (written == 0 || errno != EINTR)
            outlet_drop(outlet); /* there is no terminal any more: its input says so, too */
    }
    return true;
}
