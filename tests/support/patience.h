/*
 * patience — a wait for something that happens on another thread, with a limit.
 *
 *     for (struct patience patience = patience_for("the run to finish"); !finished(run); patience_wait(&patience, fd))
 *         continue;
 *
 * The limit only bounds a failure, so it is far longer than anything takes on a busy machine. When it has passed, the
 * test fails and says what it waited for.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { PATIENCE_SECONDS = 120 };

struct patience {
    const char *what;
    int64_t limit; /* of the machine's clock */
};

struct patience patience_for(const char *what);

/* Fails the test once the limit has passed: for a loop that waits by itself. */
void patience_check(const struct patience *patience);

/* Waits until the descriptor is readable (-1: none), for a few milliseconds at most. */
void patience_wait(const struct patience *patience, int descriptor);

/* Waits until no thread of the process wants the CPU or, of our own process, none but the calling one: what they still
 * had to do is done. A thread that waits for the CPU on a busy machine does want it. */
void patience_until_at_rest(void);

/* Whether that is so right now; false only if it is known not to be. */
bool process_is_at_rest(int process);
