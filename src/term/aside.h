/*
 * aside — what is written to stderr while the screen is taken is put aside, and shown afterwards.
 *
 * Without it the words of a failed assertion, or of running out of memory, would be lost with the second screen, and
 * any warning would spoil the picture. Up to a pipe's capacity; the rest is dropped. aside_end is async-signal-safe.
 */
#ifndef OVERLAP_TERM_ASIDE_H
#define OVERLAP_TERM_ASIDE_H

struct aside {
    int held;     /* reading end of the pipe that stderr writes to; -1 where nothing is put aside */
    int original; /* what stderr was */
};

/* Puts stderr aside if it is a terminal. */
struct aside aside_begin(void);

/* Gives stderr back and shows there what came meanwhile. */
void aside_end(struct aside *aside);

#endif
