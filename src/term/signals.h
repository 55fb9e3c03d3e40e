/*
 * signals — what signals ask for, as events for the terminal's thread.
 *
 * Every other signal that ends a program restores the terminal first, and so does a second one to quit, within half a
 * second: a screen that takes no output until then is left as it is. In the background a signal to quit ends the
 * program at once, too: the terminal may stop the thread that would act on the event again and again. What was ignored
 * or handled before stays so, but for faults, SIGCONT and SIGWINCH.
 *
 * The state is one for the process, because handlers can reach no other. The functions are for the terminal's thread.
 */
#pragma once

#include "base/error.h"

/* Events: bits. */
enum {
    SIGNALS_QUIT = 1,      /* SIGINT, SIGTERM, SIGHUP */
    SIGNALS_SUSPEND = 2,   /* SIGTSTP */
    SIGNALS_CONTINUED = 4, /* SIGCONT: stopped by somebody, and going on */
    SIGNALS_RESIZED = 8    /* SIGWINCH */
};

bool signals_open(struct error *error);
void signals_close(void);

/* Catches them, before ncurses starts, which leaves alone what is caught already; brings back what was before. */
void signals_catch(void);
void signals_release(void);

int signals_fd(void);          /* readable when there are events */
unsigned signals_events(void); /* since the last call */
int signals_quit(void);        /* the first signal to quit, or 0 */
