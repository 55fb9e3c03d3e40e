/*
 * keys — the bytes on standard input, as the keys of term.h.
 */
#pragma once

#include "term/escape.h"
#include "term/term.h"

#include <stddef.h>
#include <stdint.h>

struct keys { /* zeroed at first */
    struct escape escape;
    unsigned char bytes[256]; /* read, */
    size_t next, end;         /* and those of them that are not used yet */
};

/* The next key; with KEY_CODE_MOUSE what the mouse did; KEY_CODE_NONE if nothing has arrived, KEY_CODE_END_OF_INPUT if
 * nothing ever will. Waits only to tell an ESC from a sequence, 100 ms. */
uint32_t keys_read(struct keys *keys, struct mouse *mouse);

/* The key of an event of escape.h; KEY_CODE_NONE if it is no key, such as an answer of the terminal. */
uint32_t keys_from_event(const struct escape *escape, enum escape_event event, struct mouse *mouse);
