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
#include "term/keys.h"

#include <string.h>

enum {
    ETX = 0x03, /* ^C */
    BEL = 0x07,
    CAN = 0x18,
    SUB = 0x1a,
    ESC = 0x1b,
    ST = 0x9c,
    REPLACEMENT = 0xfffd,
    LAST = 0x10ffff, /* of Unicode */
    UNFINISHED       /* a character of which more bytes must follow */
};

enum escape_state {
    GROUND,
    ESCAPE,       /* ESC: a key or the beginning of a sequence */
    LATE,         /* after an ESC that was followed by a pause: a slow line may still bring the rest */
    LATE_LETTER,  /* and then a letter that begins a sequence, or is a key */
    INTERMEDIATE, /* ESC and 20–2F */
    CSI_ENTRY,
    CSI,
    SS3,
    LINUX_KEY, /* ESC [ [: the Linux console's F1 to F5 */
    STRING,
    STRING_ESCAPE, /* its end, ESC \, or the beginning of the next sequence */
    MOUSE_BUTTON,  /* ESC [ M and three bytes that are no characters */
    MOUSE_X,
    MOUSE_Y,
    ANYWHERE, /* in the table only: any state, */
    SAME      /* and the one before */
};

enum action {
    IGNORE,
    CHARACTER,
    BEGIN,    /* a sequence */
    COLLECT,  /* a part of it */
    SEQUENCE, /* its last part */
    KEEP,     /* a letter, until what follows decides on it, */
    REPLAY,   /* and it is the beginning of a sequence */
    AGAIN,    /* in the next state */
    AS_7_BIT  /* a C1 control, as what stands for it after an ESC */
};

/* The first that fits is taken. */
static const struct transition {
    enum escape_state state;
    uint32_t from, to; /* characters */
    enum action action;
    enum escape_state next;
} transitions[] = {
    {ANYWHERE, ETX, ETX, CHARACTER, GROUND},

    {STRING, ESC, ESC, IGNORE, STRING_ESCAPE},
    {STRING, BEL, BEL, IGNORE, GROUND},
    {STRING, ST, ST, IGNORE, GROUND},
    {STRING, CAN, SUB, IGNORE, GROUND},
    {STRING, 0, LAST, IGNORE, STRING},
    {STRING_ESCAPE, ESC, ESC, IGNORE, STRING_ESCAPE},
    {STRING_ESCAPE, 0, LAST, AGAIN, ESCAPE},

    {MOUSE_BUTTON, 0x20, 0xff, COLLECT, MOUSE_X},
    {MOUSE_X, 0x20, 0xff, COLLECT, MOUSE_Y},
    {MOUSE_Y, 0x20, 0xff, SEQUENCE, GROUND},

    {LATE_LETTER, 0, LAST, REPLAY, ESCAPE},
    {ESCAPE, ESC, ESC, CHARACTER, ESCAPE},
    {ANYWHERE, ESC, ESC, BEGIN, ESCAPE},
    {ANYWHERE, 0x80, 0x9f, AS_7_BIT, ESCAPE},

    {LATE, '[', '_', AGAIN, ESCAPE},     /* CSI, OSC, PM, APC, ST: no keys here */
    {LATE, 'O', 'P', KEEP, LATE_LETTER}, /* SS3, DCS, */
    {LATE, 'X', 'X', KEEP, LATE_LETTER}, /* SOS */
    {LATE, 0, LAST, AGAIN, GROUND},
    {GROUND, 0, LAST, CHARACTER, GROUND},

    {ESCAPE, '[', '[', COLLECT, CSI_ENTRY},
    {ESCAPE, 'O', 'O', COLLECT, SS3},
    {ESCAPE, 'P', 'P', IGNORE, STRING}, /* DCS */
    {ESCAPE, 'X', 'X', IGNORE, STRING}, /* SOS */
    {ESCAPE, ']', '_', IGNORE, STRING}, /* OSC, PM, APC */
    {ESCAPE, '\\', '\\', IGNORE, GROUND},
    {ESCAPE, 0x20, 0x2f, COLLECT, INTERMEDIATE},
    {ESCAPE, 0, LAST, SEQUENCE, GROUND}, /* a key with Alt */

    {ANYWHERE, CAN, SUB, IGNORE, GROUND},
    {INTERMEDIATE, 0x20, 0x2f, COLLECT, INTERMEDIATE},
    {INTERMEDIATE, 0x30, 0x7e, SEQUENCE, GROUND},
    {CSI_ENTRY, 'M', 'M', COLLECT, MOUSE_BUTTON},
    {CSI_ENTRY, '[', '[', COLLECT, LINUX_KEY},
    {CSI_ENTRY, 0, LAST, AGAIN, CSI},
    {CSI, 0x20, 0x3f, COLLECT, CSI},
    {CSI, 0x40, 0x7e, SEQUENCE, GROUND},
    {SS3, 0x30, 0x3f, COLLECT, SS3},
    {SS3, 0x20, 0x7e, SEQUENCE, GROUND},
    {LINUX_KEY, 0x20, 0x7e, SEQUENCE, GROUND},

    {ANYWHERE, 0, 0x7f, IGNORE, SAME}, /* controls have no place in a sequence, and do not end it */
    {ANYWHERE, 0, LAST, IGNORE, GROUND},
};

/* A sequence that grows too long is emptied for good. */
static void collect(struct escape *escape, uint32_t character)
{
    if (escape->length < sizeof escape->sequence - 1)
        escape->sequence[escape->length++] = character <= 0xff ? (char)character : '?';
    else
        escape->sequence[0] = '\0';
    escape->sequence[escape->length] = '\0';
}

static enum escape_event step(struct escape *escape, uint32_t character)
{
    const struct transition *transition = transitions;
    while ((transition->state != ANYWHERE && (int)transition->state != escape->state) || character < transition->from ||
           character > transition->to)
        transition++;
    if (transition->next != SAME)
        escape->state = (int)transition->next;
    switch (transition->action) {
    case CHARACTER:
        escape->character = character;
        escape->length = 0;
        return ESCAPE_CHARACTER;
    case BEGIN:
        escape->length = 0;
        return ESCAPE_NONE;
    case COLLECT:
        collect(escape, character);
        return ESCAPE_NONE;
    case SEQUENCE:
        collect(escape, character);
        return ESCAPE_SEQUENCE;
    case KEEP:
        escape->character = character;
        return ESCAPE_NONE;
    case REPLAY:
        (void)step(escape, escape->character);
        return step(escape, character);
    case AGAIN:
        return step(escape, character);
    case AS_7_BIT:
        escape->length = 0;
        return step(escape, character - 0x40);
    case IGNORE:
        break;
    }
    return ESCAPE_NONE;
}

/* The character that the byte completes. A byte that is no text may be a C1 control, as terminals of 8 bits send it. */
static uint32_t decode(struct escape *escape, unsigned char byte)
{
    bool in_character = !mbsinit(&escape->decoder);
    wchar_t character = 0;
    size_t length = mbrtowc(&character, &(char){(char)byte}, 1, &escape->decoder);
    if (length == (size_t)-2)
        return UNFINISHED;
    if (length != (size_t)-1)
        return (uint32_t)character <= LAST ? (uint32_t)character : REPLACEMENT;
    memset(&escape->decoder, 0, sizeof escape->decoder);
    if (in_character) /* which ends unfinished */
        return decode(escape, byte);
    return byte < 0xa0 ? byte : REPLACEMENT;
}

enum escape_event escape_feed(struct escape *escape, unsigned char byte)
{
    bool is_text = escape->state < (int)MOUSE_BUTTON;
    uint32_t character = is_text ? decode(escape, byte) : byte;
    return character == UNFINISHED ? ESCAPE_NONE : step(escape, character);
}

bool escape_is_undecided(const struct escape *escape)
{
    bool in_character = !mbsinit(&escape->decoder);
    return !in_character && (escape->state == ESCAPE || escape->state == STRING_ESCAPE || escape->state == LATE_LETTER);
}

enum escape_event escape_timeout(struct escape *escape)
{
    int before = escape->state;
    escape->state = before == LATE_LETTER ? GROUND : LATE;
    escape->length = 0;
    if (before == ESCAPE)
        escape->character = ESC;
    return before == STRING_ESCAPE ? ESCAPE_NONE : ESCAPE_CHARACTER;
}
