/*
 * signals — what signals ask for, as events for the terminal's thread; and those that end the program restore the
 * terminal first.
 *
 * While signals are caught, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT and SIGWINCH are events. Every other signal that
 * ends a program restores the terminal (see tty_restore.h) and takes its course, and so does a second one to quit,
 * within half a second: a screen that takes no output until then is left as it is. To quit in the background ends it at
 * once, too: the thread that would act on the event may be stopped by the terminal again and again.
 * What was ignored or handled before stays so, but for faults, SIGCONT and SIGWINCH.
 *
 * The state is one for the process, because handlers can reach no other. The functions are for the terminal's thread.
 */
#pragma once

#include "base/error.h"

#include <stdbool.h>

/* Events: bits. */
enum {
    SIGNALS_QUIT = 1,      /* SIGINT, SIGTERM, SIGHUP */
    SIGNALS_SUSPEND = 2,   /* SIGTSTP */
    SIGNALS_CONTINUED = 4, /* SIGCONT: stopped by somebody, and going on */
    SIGNALS_RESIZED = 8    /* SIGWINCH */
};

/* False and the reason if there is no pipe to be had. */
bool signals_open(struct error *error);
void signals_close(void);

/* Catches them. To be called before ncurses starts, which leaves alone what is caught already. */
void signals_catch(void);

/* Brings back what was done on them before. */
void signals_release(void);

/* The descriptor that is readable when there are events; the events since the last call; the first signal to quit,
 * or 0. */
int signals_fd(void);
unsigned signals_events(void);
int signals_quit(void);
