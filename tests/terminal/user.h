/*
 * user — what a user does, and sees then, as a test states it: each fails the test where it does not come true.
 */
#pragma once

#include "support/plan.h"
#include "terminal/terminal.h"

#include <stdint.h>

/* Starts the program in threads, with the usual plan and seed 42; `words` are more of its command line, with a NULL at
 * the end. */
struct terminal *user_starts(int rows, int columns, const char *const words[]);

/* The row of the screen in which the text is first read, -1: none; and the cell that it begins with, which there is. */
int user_row(struct terminal *terminal, const char *text);
struct emulator_cell user_cell(struct terminal *terminal, const char *text);

/* Some row of the screen comes to read `text`, or none does any more. */
void user_sees(struct terminal *terminal, const char *text);
void user_misses(struct terminal *terminal, const char *text);

/* The run's clock in the title, in milliseconds of the run; -1 while that is half drawn. */
int64_t user_time(struct terminal *terminal);

/* The run's clock comes to say this time or a later one. */
void user_sees_time(struct terminal *terminal, int64_t ms);

/* Types the keys and comes to see the text. */
void user_presses(struct terminal *terminal, const char *keys, const char *then);

/* Gives the terminal, once drawn on, another height, and comes to see a frame of it: not the old one, cut. */
void user_resizes(struct terminal *terminal, int rows, int columns);

/* Presses q, and y where more than one run would be lost: the program ends well and leaves the terminal as it was.
 * Frees the terminal. */
void user_quits(struct terminal *terminal);
