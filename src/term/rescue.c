/* rescue — the terminal is restored, whatever ends the program; see the header. */
#define _GNU_SOURCE /* pthread_mutex_clocklock */
#include "rescue.h"

#include "aside.h"
#include "pipe.h"

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
    {SIGTERM, RESCUE_QUIT, true},      {SIGHUP, RESCUE_QUIT, true},     {SIGINT, RESCUE_QUIT, true},
    {SIGQUIT, EVENT_CRASH, true},      {SIGTSTP, RESCUE_SUSPEND, true}, {SIGCONT, RESCUE_CONTINUED, false},
    {SIGWINCH, RESCUE_RESIZED, false}, {SIGSEGV, EVENT_CRASH, false},   {SIGABRT, EVENT_CRASH, false},
    {SIGBUS, EVENT_CRASH, false},      {SIGFPE, EVENT_CRASH, false},    {SIGILL, EVENT_CRASH, false},
};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

/* What handlers need. The plain fields are written while `armed` is false or the signals are not caught; the atomics
 * are shared with handlers in any thread, in the default order: they are rare. */
static struct {
    struct termios modes;
    char restoration[256];
    size_t length;
    struct aside aside;
    int pipe[2];
    struct sigaction former[SIGNAL_COUNT];
    bool exit_registered;
    atomic_bool armed; /* the terminal is taken; whoever sets it to false restores it */
    atomic_uint events;
    atomic_int quit_signal;
    pthread_mutex_t lock;   /* the screen is being written to */
    char stack[STACK_SIZE]; /* for handlers in the terminal's thread: its own may be what has overflowed */
} rescue = {.pipe = {-1, -1}};

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
    if (!atomic_exchange(&rescue.armed, false))
        return;
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    bool shown = takes_output(wait_ms);
    ssize_t written = shown ? write(STDOUT_FILENO, rescue.restoration, rescue.length) : 0;
    (void)written; /* nothing can be done about it */
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
    if (shown)
        aside_end(&rescue.aside);
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
    (void)pthread_mutex_clocklock(&rescue.lock, CLOCK_MONOTONIC, &until); /* for good: nothing is drawn any more */
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
    restore(signals[i].event == RESCUE_QUIT ? QUIT_WAIT_MS : -1);
    (void)sigaction(number, &rescue.former[i], NULL);
    (void)raise(number);
}

static void on_signal(int number)
{
    int interrupted_errno = errno;
    unsigned event = signals[index_of(number)].event;
    int none = 0;
    if (event == EVENT_CRASH ||
        (event == RESCUE_QUIT && !atomic_compare_exchange_strong(&rescue.quit_signal, &none, number)))
        die_restored(number);
    atomic_fetch_or(&rescue.events, event);
    ssize_t written = write(rescue.pipe[1], "", 1); /* a full pipe wakes as well */
    (void)written;
    errno = interrupted_errno;
}

bool rescue_begin(void)
{
    if (tcgetattr(STDIN_FILENO, &rescue.modes) != 0 || !pipe_open(rescue.pipe))
        return false;
    if (!rescue.exit_registered) {
        pthread_mutexattr_t checking;
        (void)pthread_mutexattr_init(&checking);
        (void)pthread_mutexattr_settype(&checking, PTHREAD_MUTEX_ERRORCHECK);
        (void)pthread_mutex_init(&rescue.lock, &checking);
        (void)pthread_mutexattr_destroy(&checking);
        rescue.exit_registered = atexit(restore_at_exit) == 0;
    }
    atomic_store(&rescue.events, 0);
    atomic_store(&rescue.quit_signal, 0);
    return true;
}

void rescue_end(void)
{
    for (int i = 0; i < 2; i++)
        (void)close(rescue.pipe[i]);
}

void rescue_catch(void)
{
    (void)sigaltstack(&(stack_t){.ss_sp = rescue.stack, .ss_size = sizeof rescue.stack}, NULL);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
        sigemptyset(&action.sa_mask);
        (void)sigaction(signals[i].number, NULL, &rescue.former[i]);
        if (!signals[i].may_be_ignored || rescue.former[i].sa_handler != SIG_IGN)
            (void)sigaction(signals[i].number, &action, NULL);
    }
}

void rescue_take(const char *restoration, size_t length)
{
    rescue.length = length < sizeof rescue.restoration ? length : sizeof rescue.restoration;
    memcpy(rescue.restoration, restoration, rescue.length);
    rescue.aside = aside_begin();
    atomic_store(&rescue.armed, true);
}

void rescue_release(void)
{
    if (atomic_exchange(&rescue.armed, false))
        aside_end(&rescue.aside);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        (void)sigaction(signals[i].number, &rescue.former[i], NULL);
}

int rescue_descriptor(void)
{
    return rescue.pipe[0];
}

unsigned rescue_events(void)
{
    pipe_drain(rescue.pipe[0]); /* before the events are read: one that comes in between wakes once more */
    return atomic_exchange(&rescue.events, 0);
}

int rescue_quit_signal(void)
{
    return atomic_load(&rescue.quit_signal);
}

void rescue_lock(void)
{
    (void)pthread_mutex_lock(&rescue.lock);
}

void rescue_unlock(void)
{
    (void)pthread_mutex_unlock(&rescue.lock);
}
