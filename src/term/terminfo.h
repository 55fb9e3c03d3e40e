/*
 * terminfo — capabilities of the terminal, looked up before and beside ncurses.
 */
#pragma once

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Whether TERM names a terminal that can be drawn on; changes nothing. */
bool terminfo_check(struct error *error);

/* Says why ncurses could not start, although terminfo_check was true. */
void terminfo_refuse(struct error *error);

/* What asks the terminal to report presses and the wheel of the mouse, or not to; "" if it cannot. Like what follows,
 * after ncurses has started. */
const char *terminfo_mouse(bool watch);

/* Whether the capability is that sequence, which is given without its ESC. */
bool terminfo_is_sequence(const char *name, const char *sequence);

/* The bytes that leave the screen as a program should: plain colours, a visible cursor, the mouse its own, the first
 * screen (cleared, if there is only one). Returns how many there are, at most `size`. */
size_t terminfo_restoration(char *bytes, size_t size);

/* Makes all rows the scrolling region; the cursor is anywhere afterwards. ncurses does so once, at its start, but a
 * terminal may keep the region when its size changes, and insert nothing below it. */
void terminfo_widen_region(FILE *stream, int rows);

/* Keeps ncurses from resetting the palette when it ends ("oc"): the user may have changed it, this program does not. */
void terminfo_keep_palette(void);

/* Shows the cursor. ncurses does so before it leaves its screen, but some terminals then restore the cursor as they had
 * saved it, hidden. */
void terminfo_show_cursor(void);

/* Whether characters of a row can be deleted and inserted. */
bool terminfo_can_shift(void);

/* The bytes that delete `by` characters at column `from` of row y and insert as many blanks before column `to`, with
 * the cursor at home before and after. Returns how many there are, at most `size`. */
size_t terminfo_shift(char *bytes, size_t size, int y, int from, int to, int by);
