/*
 * term — the terminal: a canvas onto the screen, keys in.
 *
 * The only room that knows ncurses. One terminal at a time in a process, used by one thread. Whatever ends the
 * program (term_close, exit(), a signal that kills), the terminal is left as it was found.
 */
#ifndef OVERLAP_TERM_TERM_H
#define OVERLAP_TERM_TERM_H

#include "base/error.h"
#include "view/canvas.h"
#include "view/theme.h"

#include <stdbool.h>
#include <stdint.h>

/* A key: a Unicode code point, or one of these. */
enum {
    KEY_CODE_NONE = 0,
    KEY_CODE_ESCAPE = 27,
    KEY_CODE_UP = 0x110000, /* beyond Unicode */
    KEY_CODE_DOWN,
    KEY_CODE_LEFT,
    KEY_CODE_RIGHT,
    KEY_CODE_HOME,
    KEY_CODE_END,
    KEY_CODE_PAGE_UP,
    KEY_CODE_PAGE_DOWN,
    KEY_CODE_RESIZE,  /* the size has changed: ask term_size */
    KEY_CODE_REFRESH, /* the screen was lost (came back from a suspension): draw all */
    KEY_CODE_END_OF_INPUT, /* the terminal is gone */
    KEY_CODE_OTHER    /* a key that means nothing here */
};

struct term;

/* Takes over the terminal on stdin and stdout. NULL and the reason (no terminal, TERM unset or unknown, …) otherwise, with
 * nothing changed. Colours: none with NO_COLOR set and not empty, else what the terminal has. */
struct term *term_open(struct error *error);

/* Restores the terminal and frees it. NULL is allowed. */
void term_close(struct term *term);

/* Whether glyphs beyond ASCII can be shown (the locale is UTF-8), and how many colours there are (0: mono). */
bool term_is_utf8(const struct term *term);
int term_colors(const struct term *term);

void term_size(const struct term *term, int *width, int *height);

/* Descriptor to poll for input; readable also when a signal has brought a resize. */
int term_fd(const struct term *term);

/* The next key that has arrived; KEY_CODE_NONE where there is none. Never blocks. */
uint32_t term_key(struct term *term);

/* Shows the canvas, sending only what has changed since the last one (all of it with `all`). One update per call. */
void term_draw(struct term *term, const struct canvas *canvas, const struct theme *theme, bool all);

/* Restores the terminal, stops the program as ^Z does, and takes the terminal over again when it is continued. */
void term_suspend(struct term *term);

#endif
