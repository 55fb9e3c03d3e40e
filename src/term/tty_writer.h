/*
 * tty_writer — non-blocking output: the rest of a frame waits while the terminal is slow.
 *
 * ncurses blocks until all that it writes is taken, so it writes a frame to a file in memory.
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

struct tty_writer {
    FILE *stream;    /* what ncurses writes to: standard output, by a descriptor of its own */
    int frame;       /* the file in memory; -1: none, and ncurses writes to the terminal directly */
    int line;        /* the terminal, opened so that a write never waits */
    char *bytes;     /* of the last frame, */
    size_t from, to; /* those still to be sent */
};

/* False if standard output cannot be opened once more. */
bool tty_writer_open(struct tty_writer *tty_writer);
void tty_writer_close(struct tty_writer *tty_writer); /* after the stream's last use */

/* What ncurses writes between the two is a frame. Only after a flush that was true. */
void tty_writer_begin(struct tty_writer *tty_writer);
void tty_writer_end(struct tty_writer *tty_writer);

void tty_writer_drop(struct tty_writer *tty_writer);  /* what is still to be sent */
bool tty_writer_flush(struct tty_writer *tty_writer); /* sends on; whether all has been sent */
