/*
 * term_probe — a small program on the terminal room, for its tests: shows its size, colours and keys, and ends in every
 * way.
 *
 * q ends, b by an assertion's means (words on stderr, abort), v by a bad pointer, o by a stack that overflows, x by
 * exit() in another thread, w writes on stderr and goes on, d lets the next dup2 onto stderr fail, l scrolls a lane by
 * one cell.
 */
#include "term/term.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct probe {
    struct term *term;
    struct canvas *canvas;
    char keys[128]; /* the last ones, in hexadecimal */
    int resizes, refreshes, redraws, shift;
};

static void *exit_here(void *unused)
{
    (void)unused;
    (void)fputs("probe: exit in a thread\n", stderr);
    exit(7);
}

static void crash_by_pointer(void)
{
    int *volatile nowhere = (int *)16;
    *nowhere = 1;
}

static int overflow(volatile int *deeper)
{
    volatile int more[1000] = {*deeper + 1};
    return *deeper < INT_MAX ? overflow(more) + more[0] : 0;
}

static void note_key(struct probe *probe, uint32_t key)
{
    char text[16];
    (void)snprintf(text, sizeof text, " %" PRIx32, key);
    if (strlen(probe->keys) + strlen(text) >= sizeof probe->keys)
        probe->keys[0] = '\0';
    strcat(probe->keys, text);
}

static void draw_lane(struct probe *probe, int y)
{
    static const enum role roles[] = {ROLE_WORKING, ROLE_SLEEPING, ROLE_SLEEPING, ROLE_BACKGROUND, ROLE_READY};
    int width = canvas_width(probe->canvas);
    for (int x = 10; x < width - 16; x++) {
        enum role role = roles[(x + probe->shift) / 6 % 5];
        canvas_put(probe->canvas, x, y, role == ROLE_BACKGROUND ? ' ' : U'█', (struct style){.fg = (uint8_t)role});
    }
}

/* Whether the terminal has taken it all. */
static bool draw(struct probe *probe, bool all)
{
    struct style text = {.fg = ROLE_TEXT}, bar = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};
    int width, height;
    term_size(probe->term, &width, &height);
    canvas_resize(probe->canvas, width, height);
    canvas_fill(probe->canvas, (struct rect){.width = width, .height = 1}, ' ', bar);
    canvas_format(probe->canvas, 1, 0, width, bar, "probe %dx%d colors %d", width, height, term_colors(probe->term));
    canvas_format(probe->canvas, 0, 1, width, text, "resizes %d refreshes %d", probe->resizes, probe->refreshes);
    canvas_format(probe->canvas, 0, 2, width, text, "keys%s.", probe->keys);
    for (int role = 0; role < ROLE_COUNT; role++)
        canvas_format(probe->canvas, 3 * role, 3, width, (struct style){.fg = (uint8_t)role}, "%2d", role);
    for (int y = 5; y < height - 1; y++)
        draw_lane(probe, y);
    canvas_format(probe->canvas, 0, height - 1, width, text, "moves %d redraws %d.", probe->shift, probe->redraws);
    canvas_text(probe->canvas, width - 6, height - 1, 6, text, "corner");
    return term_draw(probe->term, probe->canvas, &theme_default, all);
}

static bool dup2_fails; /* once, onto stderr */

int __real_dup2(int old, int new);
int __wrap_dup2(int old, int new);

/* What the linker puts in the place of dup2. */
int __wrap_dup2(int old, int new)
{
    if (!dup2_fails || new != STDERR_FILENO)
        return __real_dup2(old, new);
    dup2_fails = false;
    errno = EBUSY;
    return -1;
}

/* Whether to go on. */
static bool act(struct probe *probe, uint32_t key)
{
    pthread_t thread;
    switch (key) {
    case KEY_CODE_RESIZE:
        probe->resizes++;
        return true;
    case KEY_CODE_REFRESH:
        probe->refreshes++;
        return true;
    case KEY_CODE_SUSPEND:
        term_suspend(probe->term);
        return true;
    case KEY_CODE_QUIT:
    case KEY_CODE_END_OF_INPUT:
    case 'q':
        return false;
    case 'b':
        (void)fputs("probe: assertion failed\n", stderr);
        abort();
    case 'v':
        crash_by_pointer();
        return true;
    case 'o':
        return overflow(&(volatile int){0}) != 0;
    case 'x':
        (void)pthread_create(&thread, NULL, exit_here, NULL);
        return true;
    case 'w':
        (void)fputs("probe: a warning\n", stderr);
        return true;
    case 'd':
        dup2_fails = true;
        return true;
    case 'l':
        probe->shift++;
        return true;
    default:
        probe->redraws += key == KEY_CODE_REDRAW;
        note_key(probe, key);
        return true;
    }
}

static void loop(struct probe *probe)
{
    int fds[2];
    term_descriptors(probe->term, fds);
    struct pollfd polled[2] = {{.fd = fds[0], .events = POLLIN}, {.fd = fds[1], .events = POLLIN}};
    bool all = false;
    for (;;) {
        bool drawn = draw(probe, all);
        all = false;
        (void)poll(polled, 2, drawn ? -1 : 10);
        for (uint32_t key; (key = term_key(probe->term)) != KEY_CODE_NONE; all |= key == KEY_CODE_REDRAW)
            if (!act(probe, key))
                return;
    }
}

int main(void)
{
    (void)setlocale(LC_CTYPE, "");
    struct error error;
    struct probe probe = {.term = term_open(&error)};
    if (probe.term == NULL) {
        (void)fprintf(stderr, "probe: %s\n", error.message);
        return 2;
    }
    probe.canvas = canvas_new(1, 1, false);
    loop(&probe);
    int signal_number = term_signal(probe.term);
    term_close(probe.term);
    canvas_free(probe.canvas);
    (void)puts("probe: closed");
    (void)fflush(stdout);
    return signal_number == 0 ? 0 : raise(signal_number);
}
