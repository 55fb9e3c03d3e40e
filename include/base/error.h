/*
 * error — what went wrong, in a sentence a user can act on.
 *
 * A function that can fail because of the user or the machine returns false (or NULL) and fills its caller's error.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct error {
    char message[384]; /* one line, no newline at its end; empty: no error */
    char file[256];    /* the user's file it is about, empty where there is none */
    int line;          /* line in that file, from 1; 0 where there is none */
};

/* Fills the message (printf style; cut to fit; control characters become '?'), clears file and line. Returns false, for
 * `return error_set(error, ...)`. NULL is allowed. */
bool error_set(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says which file it is about, and which line (0: all of it). Returns false as error_set does. */
bool error_place(struct error *error, const char *file, int line);

/* The error as one line, "file:line: message" if it has a place; each control character is a '?'. */
void error_text(const struct error *error, char *text, size_t size);

/* The same for any other text from outside, in place. */
void error_make_plain(char *text);
