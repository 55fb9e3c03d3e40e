/*
 * escape — splits the bytes that a terminal sends into characters and escape sequences (ECMA-48).
 *
 * A state machine after the published parser of DEC's terminals, which knows where a sequence ends even if its meaning
 * is unknown. Guaranteed, however reads and pauses cut the bytes:
 * - what has begun is kept until the rest comes: no byte of a sequence is a character;
 * - control strings (OSC, DCS, APC, PM, SOS: a terminal's answers) vanish whole;
 * - ESC begins anew, CAN and SUB end what has begun, and ^C ends it and counts: a user is never locked out.
 * A pause after ESC makes it the key Esc, and yet the rest still counts as a sequence. Only O, P and X (SS3, DCS, SOS)
 * after that pause are keys as well: they are keys if another pause follows, and begin a sequence if it does not.
 *
 * Pure but for the locale, which decodes characters.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

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
