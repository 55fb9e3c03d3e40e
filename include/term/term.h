/*
 * term — the terminal: a canvas onto the screen, keys in.
 *
 * The only room that knows ncurses. One terminal at a time in a process, used by one thread; setlocale(LC_CTYPE, "")
 * comes before. Whatever ends the program (term_close, exit() in any thread, a signal), the terminal is left as it was
 * found. What was written to stderr meanwhile is shown afterwards, if that is a terminal, too.
 */
#pragma once

#include "base/error.h"
#include "view/canvas/canvas.h"
#include "view/canvas/theme.h"

/* A key: a Unicode code point, or one of these. The terminal makes no signals of keys: ^C, ^L, ^Z and ^\ are keys. */
enum {
    KEY_CODE_NONE = 0,
    KEY_CODE_INTERRUPT = 3, /* ^C */
    KEY_CODE_ENTER = 10,
    KEY_CODE_REDRAW = 12,  /* ^L: draw all */
    KEY_CODE_SUSPEND = 26, /* ^Z or SIGTSTP: call term_suspend */
    KEY_CODE_ESCAPE = 27,
    KEY_CODE_BACKSPACE = 127,
    KEY_CODE_UP = 0x110000, /* beyond Unicode */
    KEY_CODE_DOWN,
    KEY_CODE_LEFT,
    KEY_CODE_RIGHT,
    KEY_CODE_HOME,
    KEY_CODE_END,
    KEY_CODE_PAGE_UP,
    KEY_CODE_PAGE_DOWN,
    KEY_CODE_F1,
    KEY_CODE_RESIZE,       /* the size has changed: ask term_size */
    KEY_CODE_REFRESH,      /* the screen was lost (came back from a suspension): draw */
    KEY_CODE_QUIT,         /* SIGINT, SIGTERM or SIGHUP: end; see term_signal */
    KEY_CODE_END_OF_INPUT, /* the terminal is gone: end */
    KEY_CODE_OTHER,        /* a key that means nothing here */
    KEY_CODE_MOUSE         /* the mouse was used: term_mouse says how */
};

struct term;

/* Takes over the terminal on stdin and stdout. NULL and the reason (no terminal, TERM unset or unknown, …) if it
 * cannot, with nothing changed. A job in the background is stopped here until it is in the foreground. Colours: none
 * with NO_COLOR set and not empty, else what the terminal has. */
struct term *term_open(struct error *error);

/* Restores the terminal and the previous handlers of signals, and frees it. NULL is allowed. */
void term_close(struct term *term);

/* The number of colours; 0: mono. */
int term_colors(const struct term *term);

void term_size(const struct term *term, int *width, int *height);

/* The descriptors to poll for input: the terminal, and one that is readable when a signal has come. Poll only after
 * term_key has returned KEY_CODE_NONE: it keeps keys that it has already read. */
void term_descriptors(const struct term *term, int fds[2]);

/* The next key or event that has arrived, or KEY_CODE_NONE. Does not block, except for up to 100 ms after an ESC, which
 * may begin the sequence of another key. Answers and unknown reports of the terminal are no keys. */
uint32_t term_key(struct term *term);

enum mouse_action { MOUSE_PRESS, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct mouse {
    int x, y; /* cells */
    enum mouse_action action;
};

/* From the next frame on the mouse is reported, or left to the terminal to select text with, as at first. */
void term_watch_mouse(struct term *term, bool watch);

/* What KEY_CODE_MOUSE, the latest key, stood for. */
struct mouse term_mouse(const struct term *term);

/* The signal behind KEY_CODE_QUIT, or 0. raise() it after term_close, so that the program ends by it as if it had never
 * been caught. A second one ends the program at once, and restores the screen if it takes output within half a second
 * (held by ^S, it does not, and term_close waits for it). */
int term_signal(const struct term *term);

/* Shows the canvas, sending only what has changed since the last one (everything if `all`, and after a suspension or a
 * resize). Never waits for a terminal that is slow to read: false if part of this frame, or of the one before, is still
 * to be sent; call again until it is true. */
bool term_draw(struct term *term, const struct canvas *canvas, const struct theme *theme, bool all);

/* Restores the terminal, stops the program as ^Z does, and takes the terminal over again when the program is continued;
 * KEY_CODE_REFRESH and KEY_CODE_RESIZE follow. */
void term_suspend(struct term *term);
