/*
 * pipe — a pipe within the process that never blocks.
 */
#ifndef OVERLAP_TERM_PIPE_H
#define OVERLAP_TERM_PIPE_H

#include <stdbool.h>

/* Opens ends[0] to read and ends[1] to write, not handed on to other programs; false where there are no descriptors
 * left. */
bool pipe_open(int ends[2]);

/* Reads and forgets all that is in it. */
void pipe_drain(int reading_end);

#endif
