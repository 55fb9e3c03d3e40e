/* tty_writer — frames by way of a file in memory. */
#define _GNU_SOURCE /* memfd_create */
#include "term/tty_writer.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FRAME_MAX = 1 << 24 /* bytes: more than the largest takes */ };

/* The terminal once more: a flag of the descriptors that it came by would be the flag of the shell's, too. */
static int open_line(void)
{
    char name[256];
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) != 0)
        return -1;
    return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

/* Whether a frame may be larger than a file may be (ulimit -f), which would end the program. */
static bool files_are_limited(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < FRAME_MAX;
}

bool tty_writer_open(struct tty_writer *tty_writer)
{
    *tty_writer = (struct tty_writer){.frame = -1, .line = -1};
    int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    tty_writer->stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (tty_writer->stream == NULL) {
        if (descriptor >= 0)
            (void)close(descriptor);
        return false;
    }
    tty_writer->line = open_line();
    if (tty_writer->line >= 0 && !files_are_limited())
        tty_writer->frame = memfd_create("frame", MFD_CLOEXEC);
    return true;
}

void tty_writer_close(struct tty_writer *tty_writer)
{
    (void)fclose(tty_writer->stream);
    if (tty_writer->line >= 0)
        (void)close(tty_writer->line);
    if (tty_writer->frame >= 0)
        (void)close(tty_writer->frame);
    free(tty_writer->bytes);
}

void tty_writer_begin(struct tty_writer *tty_writer)
{
    if (tty_writer->frame >= 0)
        (void)dup2(tty_writer->frame, fileno(tty_writer->stream));
}

/* Reads the frame from the file. */
static void load_frame(struct tty_writer *tty_writer)
{
    off_t size = lseek(tty_writer->frame, 0, SEEK_CUR);
    if (size <= 0)
        return;
    tty_writer->bytes = memory_resized(tty_writer->bytes, (size_t)size, 1);
    ssize_t got = pread(tty_writer->frame, tty_writer->bytes, (size_t)size, 0);
    tty_writer->from = 0;
    tty_writer->to = got > 0 ? (size_t)got : 0;
    (void)lseek(tty_writer->frame, 0, SEEK_SET);
}

void tty_writer_end(struct tty_writer *tty_writer)
{
    if (tty_writer->frame < 0)
        return;
    while (dup2(STDOUT_FILENO, fileno(tty_writer->stream)) < 0 && (errno == EBUSY || errno == EINTR))
        continue; /* another thread opens a file just now, or a signal came */
    load_frame(tty_writer);
    (void)tty_writer_flush(tty_writer);
}

void tty_writer_drop(struct tty_writer *tty_writer)
{
    tty_writer->from = tty_writer->to;
}

bool tty_writer_flush(struct tty_writer *tty_writer)
{
    while (tty_writer->from < tty_writer->to) {
        ssize_t written =
            write(tty_writer->line, tty_writer->bytes + tty_writer->from, tty_writer->to - tty_writer->from);
        if (written > 0)
            tty_writer->from += (size_t)written;
        else if (written < 0 && errno == EAGAIN)
            return false;
        else if (written == 0 || errno != EINTR)
            tty_writer_drop(tty_writer); /* there is no terminal any more: its input says so, too */
    }
    return true;
}
