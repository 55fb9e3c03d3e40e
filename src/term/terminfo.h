/*
 * terminfo — capabilities of the terminal, looked up before and beside ncurses.
 */
#pragma once

#include "base/error.h"

#include <stdio.h>

/* Whether TERM names a terminal that can be drawn on; changes nothing. */
bool terminfo_check(struct error *error);

/* Says why ncurses could not start although terminfo_check was true. */
void terminfo_refuse(struct error *error);

/* What asks the terminal to report presses and the wheel of the mouse, or not to; "" if it cannot. Like what follows,
 * after ncurses has started. */
const char *terminfo_mouse(bool watch);

/* Whether the capability is that sequence, which is given without its ESC. */
bool terminfo_is_sequence(const char *name, const char *sequence);

/* The bytes that leave the screen as a program should: plain colours, a visible cursor, the mouse its own, the first
 * screen (cleared, if there is only one). Returns how many there are, at most `size`. */
size_t terminfo_restoration(char *bytes, size_t size);

/* Whether the terminal has the capability of that name ("cup"). */
bool terminfo_has(const char *name);

/* Writes that capability, if the terminal has it, with as many parameters as it takes. */
void terminfo_write(FILE *stream, const char *name, int first, int second);

/* Keeps ncurses from resetting the palette when it ends ("oc"): the user may have changed it, this program does not. */
void terminfo_keep_palette(void);
