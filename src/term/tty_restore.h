/*
 * tty_restore — the terminal is restored, whatever ends the program.
 *
 * While it is armed, exit() in any thread restores the terminal, and so does tty_restore_now in a signal's handler, by
 * async-signal-safe means alone. What is written to stderr meanwhile is kept and shown afterwards: a failed assertion's
 * words would be lost with the second screen, and a warning would spoil the picture. The state is one for the process,
 * because handlers can reach no other. But for tty_restore_now the functions are for the terminal's thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Notes the terminal's modes, to be restored; false if they cannot be read. */
bool tty_restore_note_modes(void);

/* From now on the terminal needs to be restored, its screen by these bytes (see terminfo_restoration; copied). */
void tty_restore_arm(const char *restoration, size_t length);

/* The screen has been restored in good order: only stderr is left to do. */
void tty_restore_disarm(void);

/* Restores what is armed, once: its screen only if that takes output within so many milliseconds. Any thread, and
 * handlers of signals; a child process does nothing. */
enum { TTY_RESTORE_WAIT = -1 /* for good */ };
void tty_restore_now(int wait_ms);

/* Whether the terminal belongs to another process group: using it would stop this one. Async-signal-safe. */
bool tty_restore_in_background(void);

/* Held while the screen is written to or taken over: an exit() in another thread restores it afterwards. */
void tty_restore_lock(void);
void tty_restore_unlock(void);
