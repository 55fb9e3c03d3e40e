/*
 * mouse — what a terminal reports of the mouse, in the two ways of xterm (XTerm Control Sequences, "Mouse Tracking"):
 * 1006 and, where the terminal does not know that, 1000.
 *
 * ncurses reads these, too, but waits for the rest of a report that has come in part, and for another after one that
 * nobody asked for, while nothing is drawn. Pure.
 */
#ifndef OVERLAP_TERM_MOUSE_H
#define OVERLAP_TERM_MOUSE_H

#include "term/term.h"

#include <stdbool.h>

/* What asks a terminal to report presses and the wheel, or not to. */
const char *mouse_request(bool watch);

/* A report of 1006: what stands between "ESC [ <" and its end, 'M' or 'm', and that. False where it is none, or tells
 * what nobody asked for, as when a button is let go. */
bool mouse_from_text(const char *report, char end, struct mouse *mouse);

/* A report of 1000: the three bytes after "ESC [ M". */
bool mouse_from_bytes(const unsigned report[3], struct mouse *mouse);

#endif
