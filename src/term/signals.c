/* signals — handlers that note events, and that restore the terminal before a signal ends the program. */
#define _GNU_SOURCE /* NSIG */
#include "term/signals.h"

#include "base/wakeup.h"
#include "term/tty_restore.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

enum { QUIT_WAIT_MS = 500, STACK_SIZE = 64 * 1024, ENDS_IT = 0, LEFT_ALONE = ~0 };

/* Signals that are not here end a program, and are caught if nobody ignores or handles them. */
static const struct rule {
    int number;
    int event;
    bool always; /* caught even then */
} rules[] = {
    {SIGTERM, SIGNALS_QUIT, false},
    {SIGHUP, SIGNALS_QUIT, false},
    {SIGINT, SIGNALS_QUIT, false},
    {SIGTSTP, SIGNALS_SUSPEND, false},
    {SIGCONT, SIGNALS_CONTINUED, true},
    {SIGWINCH, SIGNALS_RESIZED, true},
    {SIGSEGV, ENDS_IT, true},
    {SIGABRT, ENDS_IT, true},
    {SIGBUS, ENDS_IT, true},
    {SIGFPE, ENDS_IT, true},
    {SIGILL, ENDS_IT, true},
    {SIGCHLD, LEFT_ALONE, false},
    {SIGURG, LEFT_ALONE, false},
    {SIGTTIN, LEFT_ALONE, false},
    {SIGTTOU, LEFT_ALONE, false},
};

/* What handlers need. The plain fields are written while nothing is caught; the atomics are shared with handlers in any
 * thread, in the default order: they are rare. */
static struct {
    struct wakeup *wakeup;
    struct sigaction former[NSIG];
    pid_t process; /* a child has the handlers, too, but no terminal to restore */
    atomic_uint events;
    atomic_int quit;
    /* For handlers in the terminal's thread: its own may be what has overflowed. */
    _Alignas(max_align_t) char stack[STACK_SIZE];
} signals;

static struct rule rule_of(int number)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].number == number)
            return rules[i];
    return (struct rule){number, ENDS_IT, false};
}

/* Lets the signal do what it would have done uncaught, on the handler's return. A user who wants it to end and has said
 * so is not kept waiting by a screen. */
static void end_restored(int number, int event)
{
    tty_restore_now(event == SIGNALS_QUIT ? QUIT_WAIT_MS : TTY_RESTORE_WAIT);
    (void)sigaction(number, &signals.former[number], NULL);
    (void)raise(number);
}

/* Whether it is the first signal to quit, and a thread that may use the terminal will act on it. */
static bool quits_in_order(int number)
{
    int none = 0;
    return atomic_compare_exchange_strong(&signals.quit, &none, number) && !tty_restore_in_background();
}

static void on_signal(int number)
{
    int interrupted_errno = errno;
    int event = rule_of(number).event;
    if (event == ENDS_IT || getpid() != signals.process || (event == SIGNALS_QUIT && !quits_in_order(number)))
        end_restored(number, event);
    atomic_fetch_or(&signals.events, (unsigned)event);
    wakeup_notify(signals.wakeup);
    errno = interrupted_errno;
}

bool signals_open(struct error *error)
{
    signals.wakeup = wakeup_new(error);
    atomic_store(&signals.events, 0);
    atomic_store(&signals.quit, 0);
    signals.process = getpid();
    return signals.wakeup != NULL;
}

void signals_close(void)
{
    wakeup_free(signals.wakeup);
}

void signals_catch(void)
{
    (void)sigaltstack(&(stack_t){.ss_sp = signals.stack, .ss_size = sizeof signals.stack}, NULL);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int number = 1; number < NSIG; number++) {
        struct rule rule = rule_of(number);
        struct sigaction *former = &signals.former[number];
        if (sigaction(number, NULL, former) == 0 && rule.event != LEFT_ALONE &&
            (rule.always || former->sa_handler == SIG_DFL))
            (void)sigaction(number, &action, NULL);
    }
}

void signals_release(void)
{
    for (int number = 1; number < NSIG; number++)
        if (rule_of(number).event != LEFT_ALONE)
            (void)sigaction(number, &signals.former[number], NULL);
}

int signals_fd(void)
{
    return wakeup_fd(signals.wakeup);
}

unsigned signals_events(void)
{
    wakeup_drain(signals.wakeup); /* before the events are read: one that comes in between wakes once more */
    return atomic_exchange(&signals.events, 0);
}

int signals_quit(void)
{
    return atomic_load(&signals.quit);
}
