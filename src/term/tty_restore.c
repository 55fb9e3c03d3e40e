/* tty_restore — restores the terminal's modes and screen, at exit and in a signal's handler. */
#define _GNU_SOURCE /* pipe2, pthread_mutex_clocklock, the initializer of a lock that checks */
#include "term/tty_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_WAIT_S = 5 };

/* What handlers need. The plain fields are written while it is not armed. */
static struct {
    struct termios modes;
    char restoration[256];
    size_t length;
    int stderr_kept, stderr_before; /* the end of a pipe that stderr writes to (-1: it does not), and what it was */
    pid_t process;
    bool exit_registered;
    atomic_bool armed;    /* whoever sets it to false restores */
    pthread_mutex_t lock; /* the screen is being written to */
} tty_restore = {.lock = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP};

/* ---- What is written to stderr ---- */

/* Keeps as much as a pipe holds of what is written, and drops the rest. */
static void keep_stderr(void)
{
    int ends[2];
    tty_restore.stderr_kept = -1;
    if (!isatty(STDERR_FILENO) || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    tty_restore.stderr_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (tty_restore.stderr_before >= 0 && dup2(ends[1], STDERR_FILENO) >= 0)
        tty_restore.stderr_kept = ends[0];
    else
        (void)close(ends[0]);
    (void)close(ends[1]);
}

/* Async-signal-safe. */
static void show_stderr(void)
{
    if (tty_restore.stderr_kept < 0)
        return;
    while (dup2(tty_restore.stderr_before, STDERR_FILENO) < 0 && (errno == EBUSY || errno == EINTR))
        continue;
    char bytes[512];
    for (ssize_t n; (n = read(tty_restore.stderr_kept, bytes, sizeof bytes)) > 0;)
        if (write(tty_restore.stderr_before, bytes, (size_t)n) < 0) /* not into the pipe again, whatever dup2 did */
            break;
    (void)close(tty_restore.stderr_kept);
    (void)close(tty_restore.stderr_before);
    tty_restore.stderr_kept = -1;
}

/* ---- The terminal ---- */

/* Whether the terminal takes output, or does so before the time is over. It does not while it is held by ^S, or while
 * nobody reads what was written. */
static bool takes_output(int wait_ms)
{
    struct pollfd screen = {.fd = STDOUT_FILENO, .events = POLLOUT};
    int ready;
    while ((ready = poll(&screen, 1, wait_ms)) < 0 && errno == EINTR)
        continue;
    return ready > 0;
}

bool tty_restore_in_background(void)
{
    pid_t foreground = tcgetpgrp(STDIN_FILENO);
    return foreground >= 0 && foreground != getpgrp();
}

/* SIGTTOU is held off, for a job in the background may do this too; the modes are the foreground's then. */
void tty_restore_now(int wait_ms)
{
    if (getpid() != tty_restore.process || !atomic_exchange(&tty_restore.armed, false))
        return;
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    bool writable = takes_output(wait_ms);
    ssize_t written = writable ? write(STDOUT_FILENO, tty_restore.restoration, tty_restore.length) : 0;
    (void)written; /* nothing can be done about it */
    if (!tty_restore_in_background())
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &tty_restore.modes);
    if (writable)
        show_stderr();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Waits for another thread that is at the screen, or about to take it over or to give it back: what it drew afterwards
 * would be drawn on the restored screen. No thread is there for long, but a busy machine may keep it. The thread that
 * is there itself does not wait: the lock checks for that. */
static void restore_at_exit(void)
{
    struct timespec until;
    if (getpid() != tty_restore.process)
        return;
    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* the time of day may be set back meanwhile */
    until.tv_sec += EXIT_WAIT_S;
    (void)pthread_mutex_clocklock(&tty_restore.lock, CLOCK_MONOTONIC, &until); /* for good: nothing is drawn any more */
    tty_restore_now(TTY_RESTORE_WAIT);
}

bool tty_restore_note_modes(void)
{
    if (tcgetattr(STDIN_FILENO, &tty_restore.modes) != 0)
        return false;
    tty_restore.process = getpid();
    if (!tty_restore.exit_registered)
        tty_restore.exit_registered = atexit(restore_at_exit) == 0;
    return true;
}

void tty_restore_arm(const char *restoration, size_t length)
{
    tty_restore.length = length < sizeof tty_restore.restoration ? length : sizeof tty_restore.restoration;
    memcpy(tty_restore.restoration, restoration, tty_restore.length);
    keep_stderr();
    atomic_store(&tty_restore.armed, true);
}

void tty_restore_disarm(void)
{
    if (atomic_exchange(&tty_restore.armed, false))
        show_stderr();
}

void tty_restore_lock(void)
{
    (void)pthread_mutex_lock(&tty_restore.lock);
}

void tty_restore_unlock(void)
{
    (void)pthread_mutex_unlock(&tty_restore.lock);
}
