/* keys — reads standard input and tells keys by their characters and sequences. */
#include "term/keys.h"

#include "term/terminfo.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

enum {
    ESCAPE_WAIT_MS = 100, /* the pause after which an ESC is the key and not the beginning of a sequence */
    PARAMETERS = 3,
    PARTS = 3 /* of a parameter: "1:3" */
};

/* ---- Sequences ---- */

/* A control sequence (ESC [) or SS3 (ESC O) as ECMA-48 has them: ESC [ 1 ; 5 : 3 A. */
struct sequence {
    char introducer;                        /* '[' or 'O'; '<' for ESC [ <, as the mouse has it */
    char final;                             /* its last byte */
    unsigned parameters[PARAMETERS][PARTS]; /* 0: left out */
};

/* The bits of a second parameter less one, and the kind of event beside it (kitty's keyboard protocol). */
enum { SHIFT = 1, CONTROL = 4, CAPS_LOCK = 64, NUM_LOCK = 128 };
enum { EVENT_RELEASE = 3 };

/* False if it is of another kind, or has what no key has. */
static bool parse(const char *text, struct sequence *sequence)
{
    *sequence = (struct sequence){.introducer = text[0]};
    if (text[0] != '[' && text[0] != 'O')
        return false;
    if (text[0] == '[' && text[1] == '<')
        sequence->introducer = *++text;
    unsigned parameter = 0, part = 0;
    for (text++; *text >= '0' && *text <= ';'; text++) {
        if (*text == ';') {
            parameter++;
            part = 0;
        } else if (*text == ':')
            part++;
        if (parameter >= PARAMETERS || part >= PARTS)
            return false;
        unsigned *number = &sequence->parameters[parameter][part];
        if (*text <= '9' && *number < 0x10ffff)
            *number = *number * 10 + (unsigned)(*text - '0');
    }
    sequence->final = *text;
    return *text >= '@' && text[1] == '\0';
}

/* What terminals send in either of their modes, whatever their terminfo entry knows. */
static const struct {
    char introducer; /* 0: either */
    char final;
    unsigned number; /* the first parameter */
    uint32_t key;
} sequences[] = {
    {0, 'A', 0, KEY_CODE_UP},
    {0, 'B', 0, KEY_CODE_DOWN},
    {0, 'C', 0, KEY_CODE_RIGHT},
    {0, 'D', 0, KEY_CODE_LEFT},
    {0, 'H', 0, KEY_CODE_HOME},
    {0, 'F', 0, KEY_CODE_END},
    {0, 'P', 0, KEY_CODE_F1},
    {'[', '~', 11, KEY_CODE_F1},
    {'[', '~', 1, KEY_CODE_HOME},
    {'[', '~', 7, KEY_CODE_HOME},
    {'[', '~', 4, KEY_CODE_END},
    {'[', '~', 8, KEY_CODE_END},
    {'[', '~', 5, KEY_CODE_PAGE_UP},
    {'[', '~', 6, KEY_CODE_PAGE_DOWN},
    {'O', 'M', 0, KEY_CODE_ENTER}, /* the keypad in its application mode */
    {'O', 'k', 0, '+'},
    {'O', 'm', 0, '-'},
    {'O', 'w', 0, KEY_CODE_HOME},
    {'O', 'q', 0, KEY_CODE_END},
    {'O', 'y', 0, KEY_CODE_PAGE_UP},
    {'O', 's', 0, KEY_CODE_PAGE_DOWN},
};

/* Capabilities of terminfo, for terminals whose keys are not in that table. */
static const struct {
    const char *name;
    uint32_t key;
} capabilities[] = {
    {"kcuu1", KEY_CODE_UP},    {"kcud1", KEY_CODE_DOWN},    {"kcub1", KEY_CODE_LEFT},
    {"kcuf1", KEY_CODE_RIGHT}, {"khome", KEY_CODE_HOME},    {"kend", KEY_CODE_END},
    {"kpp", KEY_CODE_PAGE_UP}, {"knp", KEY_CODE_PAGE_DOWN}, {"kf1", KEY_CODE_F1},
};

/* The keys of kitty's protocol that have no character of their own; those of the keypad in the order of its codes. */
enum { FUNCTIONAL_MIN = 57344, FUNCTIONAL_MAX = 63743, KEYPAD_MIN = 57399 };
static const char keypad_signs[] = "0123456789./*-+\n=,"; /* \n: KEY_CODE_ENTER */
static const uint32_t keypad_moves[] = {KEY_CODE_LEFT,    KEY_CODE_RIGHT,     KEY_CODE_UP,   KEY_CODE_DOWN,
                                        KEY_CODE_PAGE_UP, KEY_CODE_PAGE_DOWN, KEY_CODE_HOME, KEY_CODE_END};
enum { KEYPAD_SIGNS = sizeof keypad_signs - 1, KEYPAD_MOVES = sizeof keypad_moves / sizeof *keypad_moves };

/* KEY_CODE_NONE: Shift itself and its like. */
static uint32_t key_of_functional(uint32_t code)
{
    uint32_t index = code - KEYPAD_MIN;
    if (code < KEYPAD_MIN || index >= KEYPAD_SIGNS + KEYPAD_MOVES)
        return KEY_CODE_NONE;
    return index < KEYPAD_SIGNS ? (uint32_t)keypad_signs[index] : keypad_moves[index - KEYPAD_SIGNS];
}

static uint32_t key_of_character(uint32_t character)
{
    if (character == '\r')
        return KEY_CODE_ENTER;
    if (character == '\b')
        return KEY_CODE_BACKSPACE;
    return character == 0 || character > 0x10ffff ? KEY_CODE_OTHER : character; /* ^@ is no "no key" */
}

/* A code comes without Shift from kitty, and with it from XTerm, where it changes nothing any more. What lies above a
 * digit or a sign is known of one keyboard only, the American. */
static uint32_t shifted(uint32_t code)
{
    static const char plain[] = "`1234567890-=[]\\;',./", above[] = "~!@#$%^&*()_+{}|:\"<>?";
    const char *found = code > ' ' && code < 0x80 ? strchr(plain, (int)code) : NULL;
    return found != NULL ? (uint32_t)above[found - plain] : (uint32_t)towupper((wint_t)code);
}

/* A key told by its code: CSI u, and XTerm's modifyOtherKeys. */
static uint32_t key_of_code(uint32_t code, uint32_t code_with_shift, unsigned modifiers)
{
    unsigned held = modifiers & ~(unsigned)(SHIFT | CAPS_LOCK | NUM_LOCK);
    bool shift = (modifiers & SHIFT) != 0;
    if ((modifiers & CAPS_LOCK) != 0 && iswalpha((wint_t)code))
        shift = !shift;
    if (code >= FUNCTIONAL_MIN && code <= FUNCTIONAL_MAX) {
        uint32_t key = key_of_functional(code);
        return key == KEY_CODE_NONE || (held == 0 && !shift) ? key : KEY_CODE_OTHER;
    }
    if (held == CONTROL && code >= '@' && code < 0x7f)
        return key_of_character(code & 0x1f);
    if (held != 0)
        return KEY_CODE_OTHER;
    return key_of_character(!shift ? code : code_with_shift != 0 ? code_with_shift : shifted(code));
}

static uint32_t key_of_sequence(const struct sequence *sequence)
{
    const unsigned(*parameters)[PARTS] = sequence->parameters;
    unsigned modifiers = parameters[1][0] > 0 ? parameters[1][0] - 1 : 0;
    unsigned number = sequence->final != '~' && parameters[0][0] == 1 ? 0 : parameters[0][0];
    if (parameters[1][1] == EVENT_RELEASE)
        return KEY_CODE_NONE;
    if (sequence->final == 'u' && parameters[2][0] != 0) /* the text that the key makes */
        return key_of_character(parameters[2][0]);
    if (sequence->final == 'u')
        return key_of_code(parameters[0][0], parameters[0][1], modifiers);
    if (sequence->final == '~' && number == 27)
        return key_of_code(parameters[2][0], parameters[2][0], modifiers);
    if ((modifiers & ~(unsigned)(CAPS_LOCK | NUM_LOCK)) != 0)
        return KEY_CODE_OTHER;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (sequences[i].final == sequence->final && sequences[i].number == number &&
            (sequences[i].introducer == 0 || sequences[i].introducer == sequence->introducer))
            return sequences[i].key;
    return KEY_CODE_OTHER;
}

static uint32_t key_of_text(const char *text)
{
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
        if (terminfo_is_sequence(capabilities[i].name, text))
            return capabilities[i].key;
    struct sequence sequence;
    if (parse(text, &sequence) && sequence.introducer != '<')
        return key_of_sequence(&sequence);
    bool is_report = text[0] == '[' && ((text[1] >= '<' && text[1] <= '?') || text[1] == 'M');
    return is_report ? KEY_CODE_NONE : KEY_CODE_OTHER;
}

/* ---- The mouse (XTerm Control Sequences, "Mouse Tracking") ---- */

enum {
    MODIFIERS = 4 | 8 | 16, /* shift, meta, control */
    OFFSET = 32,            /* of a number that is sent as a byte */
    CELLS_MAX = 9999
};

static const struct {
    unsigned button;
    enum mouse_action action;
} mouse_actions[] = {{0, MOUSE_PRESS}, {64, MOUSE_WHEEL_UP}, {65, MOUSE_WHEEL_DOWN}};

/* Cells count from 1. False for what was not asked for, as when a button is let go. */
static bool understand_mouse(unsigned button, unsigned x, unsigned y, struct mouse *mouse)
{
    for (size_t i = 0; i < sizeof mouse_actions / sizeof *mouse_actions; i++)
        if (mouse_actions[i].button == (button & ~(unsigned)MODIFIERS) && x - 1 < CELLS_MAX && y - 1 < CELLS_MAX) {
            *mouse = (struct mouse){.x = (int)x - 1, .y = (int)y - 1, .action = mouse_actions[i].action};
            return true;
        }
    return false;
}

/* "[<0;39;23M" in mode 1006; "[M" and three bytes in mode 1000, from terminals that do not know the other. */
static bool mouse_of_text(const char *text, struct mouse *mouse)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct sequence sequence;
    if (strncmp(text, "[M", 2) == 0 && strlen(text) == 5)
        return understand_mouse(bytes[2] - OFFSET, bytes[3] - OFFSET, bytes[4] - OFFSET, mouse);
    return parse(text, &sequence) && sequence.introducer == '<' && sequence.final == 'M' &&
           understand_mouse(sequence.parameters[0][0], sequence.parameters[1][0], sequence.parameters[2][0], mouse);
}

uint32_t keys_from_event(const struct escape *escape, enum escape_event event, struct mouse *mouse)
{
    if (event == ESCAPE_NONE)
        return KEY_CODE_NONE;
    if (event == ESCAPE_CHARACTER)
        return key_of_character(escape->character);
    return mouse_of_text(escape->sequence, mouse) ? KEY_CODE_MOUSE : key_of_text(escape->sequence);
}

/* ---- Reading ---- */

static bool input_is_ready(int wait_ms)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready;
    while ((ready = poll(&input, 1, wait_ms)) < 0 && errno == EINTR)
        continue;
    return ready > 0;
}

/* False if the terminal is gone. */
static bool read_bytes(struct keys *keys)
{
    ssize_t length = read(STDIN_FILENO, keys->bytes, sizeof keys->bytes);
    keys->next = 0;
    keys->end = length > 0 ? (size_t)length : 0;
    return length > 0 || (length < 0 && (errno == EINTR || errno == EAGAIN));
}

uint32_t keys_read(struct keys *keys, struct mouse *mouse)
{
    struct escape *escape = &keys->escape;
    for (;;) {
        enum escape_event event = ESCAPE_NONE;
        bool undecided = escape_is_undecided(escape);
        if (keys->next < keys->end)
            event = escape_feed(escape, keys->bytes[keys->next++]);
        else if (input_is_ready(undecided ? ESCAPE_WAIT_MS : 0)) {
            if (!read_bytes(keys))
                return KEY_CODE_END_OF_INPUT;
        } else if (undecided)
            event = escape_timeout(escape);
        else
            return KEY_CODE_NONE;
        uint32_t key = keys_from_event(escape, event, mouse);
        if (key != KEY_CODE_NONE)
            return key;
    }
}
