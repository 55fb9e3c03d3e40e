/*
 * output — standard output as the headless commands write to it: what it can show, and whether it was written.
 */
#pragma once

#include "base/error.h"

/* When colours are written; auto: where NO_COLOR does not forbid them, and the output is a terminal that has colours or
 * CLICOLOR_FORCE asks for them. */
enum output_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What may be written for people. */
struct output {
    bool ascii, color;
    int columns; /* how wide tables may be: COLUMNS, the terminal's, or 80 */
    bool wraps;  /* it is a terminal, or COLUMNS is set: longer lines are broken between words */
};

struct output output_of(bool ascii, enum output_color color);

/* Writes a line, in ASCII where that is asked for, broken between words where the output wraps. */
__attribute__((format(printf, 2, 3))) void output_line(struct output output, const char *format, ...);

/* Begins and ends the colour of number `index` of several things told apart; nothing without colours. */
void output_begin_color(struct output output, size_t index);
void output_end_color(struct output output);

/* Puts /dev/null in the place of a closed standard input, output or error, so that no file opened later takes it, and
 * makes writes to a non-blocking pipe wait while it is full. Once, before anything is opened. */
void output_prepare(void);

/* Writes out what is buffered. False and the reason if that, or a write since the start, failed; but if the reader has
 * gone, the program ends by SIGPIPE. */
bool output_flush(struct error *error);

/* The same for the last time. */
bool output_close(struct error *error);
