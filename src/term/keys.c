/* keys — what ncurses reads, as the keys of term.h; see the header. */
#include "term/keys.h"

#include "term/mouse.h"

#include <curses.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ESCAPE_WAIT_MS = 100 }; /* the pause after which an ESC is the key and not the beginning of a sequence */

#define KEY_OF_NOTHING UINT32_MAX /* of what nobody asked for */

static const struct {
    int function;
    uint32_t key;
} functions[] = {
    {KEY_UP, KEY_CODE_UP},           {KEY_DOWN, KEY_CODE_DOWN},
    {KEY_LEFT, KEY_CODE_LEFT},       {KEY_RIGHT, KEY_CODE_RIGHT},
    {KEY_HOME, KEY_CODE_HOME},       {KEY_END, KEY_CODE_END},
    {KEY_FIND, KEY_CODE_HOME},       {KEY_SELECT, KEY_CODE_END}, /* what a VT220 calls the keys in those places */
    {KEY_A1, KEY_CODE_HOME},         {KEY_C1, KEY_CODE_END},     /* and where they are on its keypad */
    {KEY_A3, KEY_CODE_PAGE_UP},      {KEY_C3, KEY_CODE_PAGE_DOWN},
    {KEY_PPAGE, KEY_CODE_PAGE_UP},   {KEY_ENTER, KEY_CODE_ENTER},
    {KEY_NPAGE, KEY_CODE_PAGE_DOWN}, {KEY_SUSPEND, KEY_CODE_SUSPEND}, /* what the Linux console calls ^Z */
};

/* What terminals send in either of their modes, whatever their terminfo entry knows. */
static const struct {
    const char *sequence;
    int function;
} sequences[] = {
    {"\033[A", KEY_UP},    {"\033OA", KEY_UP},     {"\033[B", KEY_DOWN},   {"\033OB", KEY_DOWN},  {"\033[C", KEY_RIGHT},
    {"\033OC", KEY_RIGHT}, {"\033[D", KEY_LEFT},   {"\033OD", KEY_LEFT},   {"\033[H", KEY_HOME},  {"\033OH", KEY_HOME},
    {"\033[F", KEY_END},   {"\033OF", KEY_END},    {"\033[1~", KEY_HOME},  {"\033[7~", KEY_HOME}, {"\033[4~", KEY_END},
    {"\033[8~", KEY_END},  {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
};

uint32_t keys_from_function(int code)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (functions[i].function == code)
            return functions[i].key;
    return KEY_CODE_OTHER;
}

uint32_t keys_from_character(uint32_t character)
{
    if (character == '\r')
        return KEY_CODE_ENTER;
    return character == 0 || character > 0x10ffff ? KEY_CODE_OTHER : character; /* ^@ is no "no key" */
}

void keys_prepare(void)
{
    raw();
    noecho();
    nonl();
    nodelay(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    set_escdelay(ESCAPE_WAIT_MS);
    (void)define_key(NULL, KEY_MOUSE); /* ncurses hands its reports on unread */
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++)
        if (key_defined(sequences[i].sequence) == 0)
            define_key(sequences[i].sequence, sequences[i].function);
}

/* ncurses answers ERR both where there is nothing and where there is nobody: the descriptor knows. What is readable
 * without a byte to read has ended. */
static bool input_has_ended(int read_error)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int bytes = 0;
    if (poll(&input, 1, 0) <= 0)
        return false;
    if ((input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 || read_error == EIO)
        return true;
    return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes == 0;
}

/* Where nothing was read: nothing has come, or nothing ever will. */
static uint32_t key_of_silence(int read_error)
{
    return input_has_ended(read_error) ? KEY_CODE_END_OF_INPUT : KEY_CODE_NONE;
}

/* It is no part of what was being read, and comes next. */
static void give_back(int kind, wint_t character)
{
    if (kind == KEY_CODE_YES)
        (void)ungetch((int)character);
    else if (kind == OK)
        (void)unget_wch((wchar_t)character);
}

/* The next character of a sequence that has begun; false where none follows. */
static bool next_character(wint_t *character)
{
    timeout(ESCAPE_WAIT_MS); /* it may come in parts */
    int kind = get_wch(character);
    nodelay(stdscr, TRUE);
    if (kind == OK && *character != KEY_CODE_ESCAPE)
        return true;
    give_back(kind, *character);
    return false;
}

/* ---- Reports of the mouse ---- */

/* A report of 1000, once "ESC [ M" was read: three bytes, whatever the locale thinks of them. */
static uint32_t key_of_bytes(struct mouse *mouse)
{
    unsigned report[3];
    int count = 0, byte = ' ';
    timeout(ESCAPE_WAIT_MS);
    for (; count < 3 && (byte = getch()) >= ' ' && byte <= UCHAR_MAX; count++)
        report[count] = (unsigned)byte;
    nodelay(stdscr, TRUE);
    if (count == 3)
        return mouse_from_bytes(report, mouse) ? KEY_CODE_MOUSE : KEY_OF_NOTHING;
    if (byte != ERR)
        (void)ungetch(byte); /* it has been cut short */
    return KEY_OF_NOTHING;
}

/* A report of 1006, once "ESC [ <" was read, or goes on with one that has come in part. Nobody types such a beginning:
 * the rest is waited for, if need be until the next time. */
static uint32_t key_of_report(struct keys *keys, struct mouse *mouse)
{
    for (;;) {
        wint_t character = 0;
        errno = 0;
        int kind = get_wch(&character);
        if (kind == ERR)
            return key_of_silence(errno);
        if (kind == OK && (character == ';' || (character >= '0' && character <= '9'))) {
            if (keys->length < sizeof keys->report - 1)
                keys->report[keys->length++] = (char)character;
            continue;
        }
        keys->in_report = false;
        keys->report[keys->length] = '\0';
        if (kind == OK && (character == 'M' || character == 'm'))
            return mouse_from_text(keys->report, (char)character, mouse) ? KEY_CODE_MOUSE : KEY_OF_NOTHING;
        give_back(kind, character);
        return KEY_OF_NOTHING;
    }
}

static uint32_t begin_report(struct keys *keys, struct mouse *mouse)
{
    keys->in_report = true;
    keys->length = 0;
    return key_of_report(keys, mouse);
}

/* ---- Keys ---- */

/* What follows "ESC [" is a report of the mouse, or a sequence that nobody knows: it is swallowed whole, so that its
 * letters are not taken for keys. (ECMA-48: parameters and intermediates 20–3F, then one final byte.) */
static uint32_t key_of_sequence(struct keys *keys, struct mouse *mouse)
{
    wint_t character;
    if (!next_character(&character))
        return KEY_CODE_OTHER;
    if (character == '<')
        return begin_report(keys, mouse);
    if (character == 'M')
        return key_of_bytes(mouse);
    while (character >= 0x20 && character <= 0x3f && next_character(&character))
        continue;
    return KEY_CODE_OTHER;
}

static uint32_t key_after_escape(struct keys *keys, struct mouse *mouse)
{
    wint_t character;
    int kind = get_wch(&character);
    if (kind == ERR)
        return KEY_CODE_ESCAPE;
    if (kind == OK && character == KEY_CODE_ESCAPE) {
        give_back(kind, character);
        return KEY_CODE_ESCAPE;
    }
    if (kind == OK && character == '[')
        return key_of_sequence(keys, mouse);
    if (kind == OK && character == 'O')
        (void)next_character(&character);
    return KEY_CODE_OTHER;
}

static uint32_t read_once(struct keys *keys, struct mouse *mouse)
{
    if (keys->in_report)
        return key_of_report(keys, mouse);
    wint_t character = 0;
    errno = 0;
    int kind = get_wch(&character);
    if (kind == ERR)
        return key_of_silence(errno);
    if (kind == KEY_CODE_YES)
        return keys_from_function((int)character);
    return character == KEY_CODE_ESCAPE ? key_after_escape(keys, mouse) : keys_from_character(character);
}

uint32_t keys_read(struct keys *keys, struct mouse *mouse)
{
    uint32_t key;
    do
        key = read_once(keys, mouse);
    while (key == KEY_OF_NOTHING);
    return key;
}
