/*
 * tty_restore — the terminal is restored, whatever ends the program; and signals become events.
 *
 * Between tty_restore_take and tty_restore_free: a signal of a crash, exit() in any thread, or a second signal to quit
 * restores the terminal first (by async-signal-safe means alone) and then takes its course, a second signal to quit
 * within half a second: a screen that takes no output until then is left as it is. Other signals are noted and wake a
 * pipe. Signals to quit (SIGQUIT, too) or to stop that were ignored before stay ignored. State is one for the process,
 * because handlers can reach no other. The functions are for the terminal's thread.
 */
#ifndef OVERLAP_TERM_TTY_RESTORE_H
#define OVERLAP_TERM_TTY_RESTORE_H

#include <stdbool.h>
#include <stddef.h>

/* What signals have asked for: bits. */
enum {
    TTY_QUIT = 1,      /* SIGINT, SIGTERM, SIGHUP */
    TTY_SUSPEND = 2,   /* SIGTSTP */
    TTY_CONTINUED = 4, /* SIGCONT: stopped by somebody, and going on */
    TTY_RESIZED = 8    /* SIGWINCH */
};

/* Notes the terminal's modes and opens the pipe; false where that cannot be. tty_restore_end undoes it. */
bool tty_restore_begin(void);
void tty_restore_end(void);

/* Catches the signals. To be called before ncurses starts, which leaves alone what is caught already. */
void tty_restore_catch_signals(void);

/* From now on the terminal needs tty_restore: `restoration` are the bytes that restore its screen (see
 * terminfo_restoration; copied). Also puts stderr aside. */
void tty_restore_take(const char *restoration, size_t length);

/* The screen has been restored in good order: nothing to tty_restore, signals have their former handlers, stderr its
 * place.
 */
void tty_restore_free(void);

/* The descriptor that is readable when there are events, the events since the last call, the first signal to quit (or
 * 0). */
int tty_restore_fd(void);
unsigned tty_restore_events(void);
int tty_restore_quit_signal(void);

/* Held while writing to the screen and while taking it over, so that an exit() in another thread restores it after that
 * and not amid it. */
void tty_restore_lock(void);
void tty_restore_unlock(void);

#endif
