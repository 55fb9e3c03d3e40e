/*
 * keys — the bytes on standard input, as characters and escape sequences (ECMA-48), and these as the keys of term.h.
 */
#pragma once

#include "term/term.h"

#include <wchar.h>

/* ---- Characters and sequences; pure but for the locale, which decodes characters ---- */

enum escape_event { ESCAPE_NONE, ESCAPE_CHARACTER, ESCAPE_SEQUENCE };

struct escape { /* zeroed at first */
    int state;
    mbstate_t decoder;
    uint32_t character; /* of ESCAPE_CHARACTER; U+FFFD for bytes that are no text */
    char sequence[64];  /* of ESCAPE_SEQUENCE, without its ESC: "[1;5D"; empty if it is longer than any known one */
    size_t length;
};

/* What the next byte completes. */
enum escape_event escape_feed(struct escape *escape, unsigned char byte);

/* Whether the bytes so far are either a key or the beginning of a sequence. If nothing follows for a while,
 * escape_timeout says that they were a key. */
bool escape_is_undecided(const struct escape *escape);
enum escape_event escape_timeout(struct escape *escape);

/* ---- Keys ---- */

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
