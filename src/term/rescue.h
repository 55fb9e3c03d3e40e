/*
 * rescue — the terminal is restored, whatever ends the program; and signals become events.
 *
 * Between rescue_take and rescue_release: a signal of a crash, exit() in any thread, or a second signal to quit
 * restores the terminal first (by async-signal-safe means alone) and then takes its course, a second signal to quit
 * within half a second: a screen that takes no output until then is left as it is. Other signals are noted and wake a
 * pipe. Signals to quit (SIGQUIT, too) or to stop that were ignored before stay ignored. State is one for the process,
 * because handlers can reach no other. The functions are for the terminal's thread.
 */
#ifndef OVERLAP_TERM_RESCUE_H
#define OVERLAP_TERM_RESCUE_H

#include <stdbool.h>
#include <stddef.h>

/* What signals have asked for: bits. */
enum {
    RESCUE_QUIT = 1,      /* SIGINT, SIGTERM, SIGHUP */
    RESCUE_SUSPEND = 2,   /* SIGTSTP */
    RESCUE_CONTINUED = 4, /* SIGCONT: stopped by somebody, and going on */
    RESCUE_RESIZED = 8    /* SIGWINCH */
};

/* Notes the terminal's modes and opens the pipe; false where that cannot be. rescue_end undoes it. */
bool rescue_begin(void);
void rescue_end(void);

/* Catches the signals. To be called before ncurses starts, which leaves alone what is caught already. */
void rescue_catch(void);

/* From now on the terminal needs rescue: `restoration` are the bytes that restore its screen (see terminfo_restoration;
 * copied). Also puts stderr aside. */
void rescue_take(const char *restoration, size_t length);

/* The screen has been restored in good order: nothing to rescue, signals have their former handlers, stderr its place.
 */
void rescue_release(void);

/* The descriptor that is readable when there are events, the events since the last call, the first signal to quit (or
 * 0). */
int rescue_descriptor(void);
unsigned rescue_events(void);
int rescue_quit_signal(void);

/* Held while writing to the screen and while taking it over, so that an exit() in another thread restores it after that
 * and not amid it. */
void rescue_lock(void);
void rescue_unlock(void);

#endif
