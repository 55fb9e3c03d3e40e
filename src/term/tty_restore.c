/* tty_restore — the terminal is restored, whatever ends the program; see the header. */
#define _GNU_SOURCE /* pthread_mutex_clocklock */
#include "term/tty_restore.h"

#include "term/pipe.h"
#include "term/stderr_capture.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_WAIT_S = 5, QUIT_WAIT_MS = 500, EVENT_CRASH = 0, STACK_SIZE = 64 * 1024 };

/* The signals, and the event that each is: a crash is none, it restores and dies. */
static const struct {
    int number;
    unsigned event;
    bool may_be_ignored; /* by who started the program */
} signals[] = {
    {SIGTERM, TTY_QUIT, true},      {SIGHUP, TTY_QUIT, true},      {SIGINT, TTY_QUIT, true},
    {SIGQUIT, EVENT_CRASH, true},   {SIGTSTP, TTY_SUSPEND, true},  {SIGCONT, TTY_CONTINUED, false},
    {SIGWINCH, TTY_RESIZED, false}, {SIGSEGV, EVENT_CRASH, false}, {SIGABRT, EVENT_CRASH, false},
    {SIGBUS, EVENT_CRASH, false},   {SIGFPE, EVENT_CRASH, false},  {SIGILL, EVENT_CRASH, false},
};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

/* What handlers need. The plain fields are written while `armed` is false or the signals are not caught; the atomics
 * are shared with handlers in any thread, in the default order: they are rare. */
static struct {
    struct termios modes;
    char restoration[256];
    size_t length;
    struct stderr_capture stderr_capture;
    int pipe[2];
    struct sigaction former[SIGNAL_COUNT];
    bool exit_registered;
    atomic_bool armed; /* the terminal is taken; whoever sets it to false restores it */
    atomic_uint events;
    atomic_int quit_signal;
    pthread_mutex_t lock;   /* the screen is being written to */
    char stack[STACK_SIZE]; /* for handlers in the terminal's thread: its own may be what has overflowed */
} tty_restore = {.pipe = {-1, -1}};

/* Whether the terminal takes output, or does so before the time is over (-1: waits for good). It does not while it is
 * held by ^S, or while nobody reads what was written. */
static bool takes_output(int wait_ms)
{
    struct pollfd screen = {.fd = STDOUT_FILENO, .events = POLLOUT};
    int ready;
    while ((ready = poll(&screen, 1, wait_ms)) < 0 && errno == EINTR)
        continue;
    return ready > 0;
}

/* Restores what is taken, its screen only if that takes output in time; async-signal-safe. SIGTTOU is held off, for a
 * job in the background may do this too. */
static void restore(int wait_ms)
{
    if (!atomic_exchange(&tty_restore.armed, false))
        return;
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    bool shown = takes_output(wait_ms);
    ssize_t written = shown ? write(STDOUT_FILENO, tty_restore.restoration, tty_restore.length) : 0;
    (void)written; /* nothing can be done about it */
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &tty_restore.modes);
    if (shown)
        stderr_capture_end(&tty_restore.stderr_capture);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Waits for another thread that is at the screen, or about to take it over or to give it back: what it drew afterwards
 * would be drawn on the restored screen. Nobody is there for long, but a busy machine may keep them. Who is there
 * itself does not wait: the lock checks for that. */
static void restore_at_exit(void)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* the time of day may be set back meanwhile */
    until.tv_sec += EXIT_WAIT_S;
    (void)pthread_mutex_clocklock(&tty_restore.lock, CLOCK_MONOTONIC, &until); /* for good: nothing is drawn any more */
    restore(-1);
}

static size_t index_of(int number)
{
    size_t i = 0;
    while (signals[i].number != number)
        i++;
    return i;
}

/* Restores, and lets the signal do what it would have done uncaught: on the handler's return. Who wants it to end and
 * has said so twice is not kept waiting by a screen. */
static void die_restored(int number)
{
    size_t i = index_of(number);
    restore(signals[i].event == TTY_QUIT ? QUIT_WAIT_MS : -1);
    (void)sigaction(number, &tty_restore.former[i], NULL);
    (void)raise(number);
}

static void on_signal(int number)
{
    int interrupted_errno = errno;
    unsigned event = signals[index_of(number)].event;
    int none = 0;
    if (event == EVENT_CRASH ||
        (event == TTY_QUIT && !atomic_compare_exchange_strong(&tty_restore.quit_signal, &none, number)))
        die_restored(number);
    atomic_fetch_or(&tty_restore.events, event);
    ssize_t written = write(tty_restore.pipe[1], "", 1); /* a full pipe wakes as well */
    (void)written;
    errno = interrupted_errno;
}

bool tty_restore_begin(void)
{
    if (tcgetattr(STDIN_FILENO, &tty_restore.modes) != 0 || !pipe_open(tty_restore.pipe))
        return false;
    if (!tty_restore.exit_registered) {
        pthread_mutexattr_t checking;
        (void)pthread_mutexattr_init(&checking);
        (void)pthread_mutexattr_settype(&checking, PTHREAD_MUTEX_ERRORCHECK);
        (void)pthread_mutex_init(&tty_restore.lock, &checking);
        (void)pthread_mutexattr_destroy(&checking);
        tty_restore.exit_registered = atexit(restore_at_exit) == 0;
    }
    atomic_store(&tty_restore.events, 0);
    atomic_store(&tty_restore.quit_signal, 0);
    return true;
}

void tty_restore_end(void)
{
    for (int i = 0; i < 2; i++)
        (void)close(tty_restore.pipe[i]);
}

void tty_restore_catch_signals(void)
{
    (void)sigaltstack(&(stack_t){.ss_sp = tty_restore.stack, .ss_size = sizeof tty_restore.stack}, NULL);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
        sigemptyset(&action.sa_mask);
        (void)sigaction(signals[i].number, NULL, &tty_restore.former[i]);
        if (!signals[i].may_be_ignored || tty_restore.former[i].sa_handler != SIG_IGN)
            (void)sigaction(signals[i].number, &action, NULL);
    }
}

void tty_restore_take(const char *restoration, size_t length)
{
    tty_restore.length = length < sizeof tty_restore.restoration ? length : sizeof tty_restore.restoration;
    memcpy(tty_restore.restoration, restoration, tty_restore.length);
    tty_restore.stderr_capture = stderr_capture_begin();
    atomic_store(&tty_restore.armed, true);
}

void tty_restore_free(void)
{
    if (atomic_exchange(&tty_restore.armed, false))
        stderr_capture_end(&tty_restore.stderr_capture);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        (void)sigaction(signals[i].number, &tty_restore.former[i], NULL);
}

int tty_restore_fd(void)
{
    return tty_restore.pipe[0];
}

unsigned tty_restore_events(void)
{
    pipe_drain(tty_restore.pipe[0]); /* before the events are read: one that comes in between wakes once more */
    return atomic_exchange(&tty_restore.events, 0);
}

int tty_restore_quit_signal(void)
{
    return atomic_load(&tty_restore.quit_signal);
}

void tty_restore_lock(void)
{
    (void)pthread_mutex_lock(&tty_restore.lock);
}

void tty_restore_unlock(void)
{
    (void)pthread_mutex_unlock(&tty_restore.lock);
}
