/* keys — bytes that a terminal sends: every one is taken, and what comes out are keys. */
#include "fuzz/fuzz.h"
#include "term/term.h"

#include <assert.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BYTES_MAX = 1000 }; /* fewer than a line takes in at once */

/* A terminal of our own as standard input and output; returns its other end. */
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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct term *term;
    static int terminal;
    if (term == NULL)
        terminal = open_terminal(&term);
    if (size > BYTES_MAX)
        return 0;
    assert(write(terminal, bytes, size) == (ssize_t)size);
    while (bytes_there() < (int)size)
        (void)poll(NULL, 0, 1); /* the system may take its time to hand them on */

    /* As the program does: all that is there, and again while the descriptor is readable. */
    size_t keys = 0;
    do
        for (uint32_t key; (key = term_key(term)) != KEY_CODE_NONE; keys++) {
            assert(key <= KEY_CODE_MOUSE && key != KEY_CODE_END_OF_INPUT && key != KEY_CODE_QUIT);
            assert(keys <= 2 * size + 2);
        }
    while (bytes_there() > 0);
    return 0;
}
