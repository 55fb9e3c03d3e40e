/* failing — wrappers of calls to the system, one of which fails once; see the header. */
#include "failing/failing.h"

#include <curses.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

int __real_open(const char *path, int flags, ...);

/* Whether this call is the one that fails. */
static bool fails(const char *call, atomic_int *calls)
{
    const char *which = getenv("OVERLAP_FAIL"), *mark = getenv("OVERLAP_FAILED");
    size_t length = strlen(call);
    if (which == NULL || mark == NULL || strncmp(which, call, length) != 0 || which[length] != ' ')
        return false;
    if (atomic_fetch_add(calls, 1) + 1 != atoi(which + length))
        return false;
    int file = __real_open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    (void)close(file);
    return true;
}

/* What the linker puts in the place of a call, and the call itself. */
#define WRAPPER(type, call, parameters, arguments, error, failure)                                                     \
    type __real_##call parameters;                                                                                     \
    type __wrap_##call parameters;                                                                                     \
    type __wrap_##call parameters                                                                                      \
    {                                                                                                                  \
        static atomic_int calls;                                                                                       \
        if (!fails(#call, &calls))                                                                                     \
            return __real_##call arguments;                                                                            \
        errno = (error);                                                                                               \
        return failure;                                                                                                \
    }

WRAPPER(void *, calloc, (size_t count, size_t size), (count, size), ENOMEM, NULL)
WRAPPER(void *, aligned_alloc, (size_t alignment, size_t size), (alignment, size), ENOMEM, NULL)
WRAPPER(void *, realloc, (void *memory, size_t size), (memory, size), ENOMEM, NULL)
WRAPPER(int, pthread_create,
        (pthread_t * thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument),
        (thread, attributes, run, argument), EAGAIN, EAGAIN)
WRAPPER(pid_t, fork, (void), (), EAGAIN, -1)
WRAPPER(int, socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends), EMFILE, -1)
WRAPPER(int, pipe2, (int ends[2], int flags), (ends, flags), EMFILE, -1)
WRAPPER(ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count), EINTR, -1)
WRAPPER(int, dup2, (int old, int new), (old, new), EBUSY, -1)
WRAPPER(int, fflush, (FILE * file), (file), ENOSPC, EOF)
WRAPPER(SCREEN *, newterm, (const char *type, FILE *out, FILE *in), (type, out, in), ENOMEM, NULL)
WRAPPER(int, tcgetattr, (int file, struct termios *modes), (file, modes), EIO, -1)

WRAPPER(ssize_t, read, (int file, void *bytes, size_t count), (file, bytes, count), EIO, -1)
WRAPPER(int, scandir,
        (const char *directory, struct dirent ***entries, int (*select)(const struct dirent *),
         int (*compare)(const struct dirent **, const struct dirent **)),
        (directory, entries, select, compare), EACCES, -1)
WRAPPER(FILE *, fopen, (const char *path, const char *mode), (path, mode), EMFILE, NULL)
WRAPPER(FILE *, fdopen, (int file, const char *mode), (file, mode), ENOMEM, NULL)
WRAPPER(int, mkdir, (const char *path, mode_t mode), (path, mode), EACCES, -1)
WRAPPER(int, mkstemp, (char *path), (path), EACCES, -1)
WRAPPER(int, rename, (const char *from, const char *to), (from, to), EACCES, -1)

/* Closes the file all the same: what is written last may be what does not fit. */
int __real_fclose(FILE *file);
WRAPPER(int, fclose, (FILE * file), (file), ENOSPC, (__real_fclose(file), EOF))

int __real_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...)
{
    static atomic_int calls;
    va_list arguments;
    va_start(arguments, command);
    int argument = va_arg(arguments, int); /* nobody hands over a pointer */
    va_end(arguments);
    if (!fails("fcntl", &calls))
        return __real_fcntl(file, command, argument);
    errno = EMFILE;
    return -1;
}

int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    static atomic_int calls;
    if (!fails("open", &calls))
        return __real_open(path, flags); /* nobody makes a file by it */
    errno = EMFILE;
    return -1;
}
