/*
 * keys — bytes that a terminal sends: every one is taken, what comes out are keys, and how the bytes are cut by reads
 * and pauses makes no difference.
 */
#include "term/keys.h"
#include "fuzz/fuzz.h"
#include "term/term.h"

#include <assert.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BYTES_MAX = 1000 /* fewer than a line takes in at once */, KEYS_MAX = 2 * BYTES_MAX + 2 };

/* The keys of some bytes. */
struct typed {
    struct keys keys;
    uint32_t list[KEYS_MAX];
    size_t count;
};

static void note(struct typed *typed, uint32_t key)
{
    if (key == KEY_CODE_NONE)
        return;
    assert(key <= KEY_CODE_MOUSE && key != KEY_CODE_END_OF_INPUT && key != KEY_CODE_QUIT);
    assert(typed->count < KEYS_MAX);
    typed->list[typed->count++] = key;
}

/* ---- Without a terminal ---- */

static void feed(struct typed *typed, uint8_t byte)
{
    struct mouse mouse;
    struct escape *escape = &typed->keys.escape;
    note(typed, keys_from_event(escape, escape_feed(escape, byte), &mouse));
}

static void pause_input(struct typed *typed)
{
    struct mouse mouse;
    struct escape *escape = &typed->keys.escape;
    if (escape_is_undecided(escape))
        note(typed, keys_from_event(escape, escape_timeout(escape), &mouse));
}

/* No byte in a control string acts, only an ESC that comes long before the rest. The bits of the first byte say where
 * there are pauses. */
static void check_string(const uint8_t *bytes, size_t size)
{
    static const char *const introducers[] = {"\033]", "\033P",    "\033_", "\033^",
                                              "\033X", "\302\235", "\235",  "\302\220"};
    static const char *const ends[] = {"\033\\", "\a", "\302\234", "\030"};
    static struct typed typed;
    if (size < 1)
        return;
    memset(&typed, 0, sizeof typed);
    const char *introducer = introducers[bytes[0] % 8];
    bool late = introducer[0] == '\033' && size > 1 && (bytes[1] & 1) != 0;
    feed(&typed, (uint8_t)introducer[0]);
    if (late)
        pause_input(&typed);
    if (introducer[1] != '\0')
        feed(&typed, (uint8_t)introducer[1]);
    for (size_t i = 1; i < size; i++) {
        bool is_text = bytes[i] >= ' ' && bytes[i] < 0x80; /* no control ends it */
        feed(&typed, is_text ? bytes[i] : (uint8_t)(' ' + bytes[i] % 0x60));
        if (bytes[0] >> (i % 8) & 1)
            pause_input(&typed);
    }
    for (const char *byte = ends[bytes[0] / 8 % 4]; *byte != '\0'; byte++) {
        feed(&typed, (uint8_t)*byte);
        pause_input(&typed);
    }
    assert(typed.count == late && (!late || typed.list[0] == KEY_CODE_ESCAPE));
    feed(&typed, 'q');
    assert(typed.count == (size_t)late + 1 && typed.list[late] == 'q');
}

/* No byte of a control sequence acts: the whole is one key at most. */
static void check_sequence(const uint8_t *bytes, size_t size)
{
    static struct typed typed;
    if (size < 2)
        return;
    memset(&typed, 0, sizeof typed);
    feed(&typed, '\033');
    feed(&typed, '[');
    for (size_t i = 2; i < size; i++) {
        feed(&typed, (uint8_t)(' ' + bytes[i] % 0x20));
        if (bytes[0] >> (i % 8) & 1)
            pause_input(&typed);
        assert(typed.count == 0);
    }
    uint8_t final = '@' + bytes[1] % 0x3f;
    if (size == 2 && (final == 'M' || final == '['))
        return; /* there is more to come */
    feed(&typed, final);
    assert(typed.count <= 1);
    size_t before = typed.count;
    feed(&typed, 'q');
    assert(typed.count == before + 1 && typed.list[before] == 'q');
}

/* ---- Through a terminal ---- */

/* One of our own as standard input and output; returns its other end. */
static int open_terminal(struct term **term)
{
    struct error error;
    int ours, theirs;
    if (openpty(&ours, &theirs, NULL, NULL, &(struct winsize){.ws_row = 24, .ws_col = 80}) != 0)
        abort();
    assert(dup2(theirs, STDIN_FILENO) >= 0 && dup2(theirs, STDOUT_FILENO) >= 0);
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    *term = term_open(&error);
    assert(*term != NULL);
    return ours;
}

static int bytes_there(void)
{
    int there;
    assert(ioctl(STDIN_FILENO, FIONREAD, &there) == 0);
    return there;
}

static void type(int terminal, const void *bytes, size_t size)
{
    assert(write(terminal, bytes, size) == (ssize_t)size);
    while (bytes_there() < (int)size)
        (void)poll(NULL, 0, 1); /* the system may take its time to hand them on */
}

/* As the program does: all that is there, and again while the descriptor is readable. */
static void read_all(struct term *term, struct typed *typed)
{
    do
        for (uint32_t key; (key = term_key(term)) != KEY_CODE_NONE;)
            note(typed, key);
    while (bytes_there() > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct term *term;
    static int terminal;
    static struct typed cut, whole;
    if (term == NULL)
        terminal = open_terminal(&term);
    if (size > BYTES_MAX)
        return 0;
    check_string(bytes, size);
    check_sequence(bytes, size);

    memset(&whole, 0, sizeof whole);
    for (size_t i = 0; i < size; i++)
        feed(&whole, bytes[i]);
    if (escape_is_undecided(&whole.keys.escape))
        return 0; /* the wait for more would take most of the time */
    memset(&cut, 0, sizeof cut);
    size_t half = size / 2; /* a cut there would be a pause after an ESC */
    while (half > 0 && bytes[half - 1] == '\033')
        half--;
    type(terminal, bytes, half);
    if (half > 0)
        note(&cut, term_key(term));
    type(terminal, bytes + half, size - half);
    read_all(term, &cut);
    assert(cut.count == whole.count && memcmp(cut.list, whole.list, whole.count * sizeof *whole.list) == 0);

    type(terminal, "\030\030", 2); /* whatever has begun ends */
    read_all(term, &cut);
    return 0;
}
