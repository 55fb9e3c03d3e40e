/*
 * outlet — the way of frames to a terminal that may not read: nobody waits for it.
 *
 * ncurses waits until all that it writes is taken. So a frame is written to a file in memory first, and goes on to the
 * terminal as far as that takes it; the rest follows later. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_OUTLET_H
#define OVERLAP_TERM_OUTLET_H

#include <stdbool.h>
#include <stdio.h>

struct outlet {
    FILE *stream;    /* what ncurses writes to: standard output, by a descriptor of its own */
    int frame;       /* the file in memory; -1: there is none, and the terminal is written to directly */
    int line;        /* the terminal, opened so that a write never waits */
    char *bytes;     /* of the last frame, */
    size_t from, to; /* those that the terminal has not taken yet; none where from == to */
};

/* False where standard output cannot be written to by a stream of its own. */
bool outlet_open(struct outlet *outlet);
void outlet_close(struct outlet *outlet); /* after the stream's last use */

/* What ncurses writes in between is a frame. Only while none is left over, and ncurses changes no modes in between. */
void outlet_begin(struct outlet *outlet);
void outlet_end(struct outlet *outlet);

/* Gives up what is left over. */
void outlet_drop(struct outlet *outlet);

/* Hands on what is left over; whether nothing is any more. */
bool outlet_flush(struct outlet *outlet);

#endif
