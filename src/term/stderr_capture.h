/*
 * stderr_capture — what is written to stderr while the program has the screen is kept, and shown afterwards.
 *
 * Otherwise the words of a failed assertion, or of running out of memory, would be lost with the second screen, and any
 * warning would spoil the picture. Keeps as much as a pipe holds and drops the rest. stderr_capture_end is
 * async-signal-safe.
 */
#pragma once

struct stderr_capture {
    int held;     /* reading end of the pipe that stderr writes to; -1: nothing is kept */
    int original; /* what stderr was */
};

/* Begins to keep what is written, if stderr is a terminal. */
struct stderr_capture stderr_capture_begin(void);

/* Gives stderr back and shows there what came meanwhile. */
void stderr_capture_end(struct stderr_capture *stderr_capture);
