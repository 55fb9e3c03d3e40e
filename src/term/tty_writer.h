/*
 * tty_writer — the way of frames to a terminal that may not read: nobody waits for it.
 *
 * ncurses waits until all that it writes is taken. So a frame is written to a file in memory first, and goes on to the
 * terminal as far as that takes it; the rest follows later. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_TTY_WRITER_H
#define OVERLAP_TERM_TTY_WRITER_H

#include <stdbool.h>
#include <stdio.h>

struct tty_writer {
    FILE *stream;    /* what ncurses writes to: standard output, by a descriptor of its own */
    int frame;       /* the file in memory; -1: there is none, and the terminal is written to directly */
    int line;        /* the terminal, opened so that a write never waits */
    char *bytes;     /* of the last frame, */
    size_t from, to; /* those that the terminal has not taken yet; none where from == to */
};

/* False where standard output cannot be written to by a stream of its own. */
bool tty_writer_open(struct tty_writer *tty_writer);
void tty_writer_close(struct tty_writer *tty_writer); /* after the stream's last use */

/* What ncurses writes in between is a frame. Only while none is left over, and ncurses changes no modes in between. */
void tty_writer_begin(struct tty_writer *tty_writer);
void tty_writer_end(struct tty_writer *tty_writer);

/* Gives up what is left over. */
void tty_writer_drop(struct tty_writer *tty_writer);

/* Hands on what is left over; whether nothing is any more. */
bool tty_writer_flush(struct tty_writer *tty_writer);

#endif
