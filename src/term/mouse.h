/*
 * mouse — what a terminal reports of the mouse, in the two ways of xterm (XTerm Control Sequences, "Mouse Tracking"):
 * 1006 and, from terminals that do not know that, 1000. Pure.
 */
#pragma once

#include "term/term.h"

#include <stdbool.h>

/* What asks a terminal to report presses and the wheel, or not to. */
const char *mouse_request(bool watch);

/* A report as a sequence of escape.h: "[<0;39;23M" (1006), or "[M" and three bytes (1000). False if it is none, or
 * one that nobody asked for, as when a button is let go. */
bool mouse_from_sequence(const char *sequence, struct mouse *mouse);
