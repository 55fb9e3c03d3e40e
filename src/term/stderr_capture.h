/*
 * stderr_capture — what is written to stderr while the screen is taken is put aside, and shown afterwards.
 *
 * Without it the words of a failed assertion, or of running out of memory, would be lost with the second screen, and
 * any warning would spoil the picture. Up to a pipe's capacity; the rest is dropped. stderr_capture_end is
 * async-signal-safe.
 */
#ifndef OVERLAP_TERM_STDERR_CAPTURE_H
#define OVERLAP_TERM_STDERR_CAPTURE_H

struct stderr_capture {
    int held;     /* reading end of the pipe that stderr writes to; -1 where nothing is put aside */
    int original; /* what stderr was */
};

/* Puts stderr aside if it is a terminal. */
struct stderr_capture stderr_capture_begin(void);

/* Gives stderr back and shows there what came meanwhile. */
void stderr_capture_end(struct stderr_capture *stderr_capture);

#endif
