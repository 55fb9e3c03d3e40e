/* term — the terminal: opening, closing, suspending it, and the order of its events; see the header. */
#include "term/term.h"

#include "base/memory.h"
#include "term/display.h"
#include "term/keys.h"
#include "term/mouse.h"
#include "term/palette.h"
#include "term/terminfo.h"
#include "term/tty_restore.h"
#include "term/tty_writer.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SIZE_LIMIT = 1000 }; /* cells a side: a terminal that claims more is drawn on up to there */

struct term {
    SCREEN *screen;
    struct tty_writer tty_writer;
    struct display *display;
    unsigned events; /* RESCUE_…: not yet handed out */
    int colors;
    bool utf8;
    bool mouse_watched, mouse_reported; /* as is wished, and as the terminal was last told */
    struct keys keys;
    struct mouse mouse; /* the latest */
    bool lost;          /* the screen no longer shows what was drawn last: the next time, all */
};

static int limited(int size)
{
    return size < SIZE_LIMIT ? size : SIZE_LIMIT;
}

/* Asks the terminal for its size; one that does not know keeps what ncurses found (LINES and COLUMNS, terminfo). */
static void follow_size(void)
{
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    int lines = known ? limited(size.ws_row) : limited(LINES);
    int columns = known ? limited(size.ws_col) : limited(COLS);
    resize_term(lines, columns);
}

static void take(void)
{
    char restoration[256];
    tty_restore_take(restoration, terminfo_restoration(restoration, sizeof restoration));
}

/* Asks the terminal to report the mouse, or not to, where it can. */
static void report_mouse(struct term *term, bool report)
{
    if (!terminfo_has_mouse())
        return;
    (void)fputs(mouse_request(report), term->tty_writer.stream);
    (void)fflush(term->tty_writer.stream);
    term->mouse_reported = report;
}

/* Restores the screen in good order. A job in the background may do so too: that must not stop it. */
static void leave_screen(struct term *term)
{
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    sigprocmask(SIG_BLOCK, &background, &before);
    tty_writer_drop(&term->tty_writer);
    move(LINES - 1, 0); /* where there is no second screen to leave, the prompt comes here */
    clrtoeol();
    refresh();
    report_mouse(term, false); /* in any case: a frame that said so may have been the one that was given up */
    endwin();
    terminfo_show_cursor();
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static bool check_terminal(struct error *error)
{
    if (!isatty(STDIN_FILENO))
        return error_set(error, "standard input is no terminal: the live screen reads its keys there");
    if (!isatty(STDOUT_FILENO))
        return error_set(error, "standard output is no terminal: the live screen is drawn there");
    return terminfo_check(error);
}

struct term *term_open(struct error *error)
{
    if (!check_terminal(error))
        return NULL;
    if (!tty_restore_begin()) {
        error_set(error, "the terminal's modes cannot be read, or no descriptor is free");
        return NULL;
    }
    struct tty_writer tty_writer;
    if (!tty_writer_open(&tty_writer)) {
        tty_restore_end();
        error_set(error, "the terminal cannot be opened once more: %s", strerror(errno));
        return NULL;
    }
    tty_restore_lock();
    tty_restore_catch_signals();
    SCREEN *screen = newterm(NULL, tty_writer.stream, stdin);
    if (screen == NULL) {
        tty_restore_free();
        tty_restore_unlock();
        tty_restore_end();
        tty_writer_close(&tty_writer);
        error_set(error, "TERM is \"%.64s\", which ncurses cannot draw on", getenv("TERM"));
        return NULL;
    }
    terminfo_keep_palette();
    take();
    struct term *term = memory_zeroed(1, sizeof *term);
    term->screen = screen;
    term->tty_writer = tty_writer;
    term->colors = palette_colors(tigetnum("colors"), getenv("NO_COLOR"));
    term->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    term->lost = true;
    raw(); /* neither signals from keys nor flow control */
    nonl();
    intrflush(stdscr, FALSE);
    term->display = display_new(tty_writer.stream, term->colors);
    follow_size();
    tty_restore_unlock();
    return term;
}

void term_close(struct term *term)
{
    if (term == NULL)
        return;
    tty_restore_lock();
    leave_screen(term);
    tty_restore_free();
    tty_restore_end();
    tty_restore_unlock();
    display_free(term->display);
    delscreen(term->screen);
    tty_writer_close(&term->tty_writer);
    free(term);
}

bool term_is_utf8(const struct term *term)
{
    return term->utf8;
}

int term_colors(const struct term *term)
{
    return term->colors;
}

void term_size(const struct term *term, int *width, int *height)
{
    (void)term;
    *width = COLS;
    *height = LINES;
}

void term_descriptors(const struct term *term, int fds[2])
{
    (void)term;
    fds[0] = STDIN_FILENO;
    fds[1] = tty_restore_fd();
}

int term_signal(const struct term *term)
{
    (void)term;
    return tty_restore_quit_signal();
}

void term_suspend(struct term *term)
{
    tty_restore_lock();
    leave_screen(term);
    tty_restore_free(); /* a signal that ends a stopped program does so at once, as its shell expects */
    struct sigaction former, ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGTSTP, &ignore, &former);
    (void)kill(0, SIGTSTP); /* the rest of the job, as the terminal's ^Z would; */
    (void)sigaction(SIGTSTP, &former, NULL);
    (void)raise(SIGTSTP); /* and this process before the call returns */
    reset_prog_mode();
    tty_restore_catch_signals();
    take();
    tty_restore_unlock();
    term->events |= TTY_CONTINUED;
}

/* Takes the screen over again after somebody else had the terminal; what is drawn next shows all. */
static void return_to_screen(struct term *term)
{
    tty_restore_lock();
    if (!isendwin())
        endwin(); /* stopped without warning: enter anew, from the first screen */
    reset_prog_mode();
    tty_restore_unlock();
    term->lost = true;
    term->mouse_reported = false;
    term->events |= TTY_RESIZED; /* a stopped job is not told of a resize */
}

/* Whether that event has come; it is handed out once. */
static bool took(struct term *term, unsigned event)
{
    bool came = (term->events & event) != 0;
    term->events &= ~event;
    return came;
}

uint32_t term_key(struct term *term)
{
    term->events |= tty_restore_events();
    if (took(term, TTY_QUIT))
        return KEY_CODE_QUIT;
    if (took(term, TTY_SUSPEND))
        return KEY_CODE_SUSPEND;
    if (took(term, TTY_CONTINUED)) {
        return_to_screen(term);
        return KEY_CODE_REFRESH;
    }
    if (took(term, TTY_RESIZED)) {
        follow_size(); /* the same, maybe; but a terminal that was smaller in between has lost what lay beyond */
        term->lost = true;
        return KEY_CODE_RESIZE;
    }
    return keys_read(&term->keys, &term->mouse);
}

void term_watch_mouse(struct term *term, bool watch)
{
    term->mouse_watched = watch;
}

struct mouse term_mouse(const struct term *term)
{
    return term->mouse;
}

static void draw_frame(struct term *term, const struct canvas *canvas, const struct theme *theme)
{
    if (isendwin())
        doupdate(); /* enters the screen again, before anything else moves the first one's cursor */
    tty_writer_begin(&term->tty_writer);
    if (term->lost) /* its clearing takes the cursor home */
        terminfo_widen_region(term->tty_writer.stream, LINES);
    if (term->mouse_reported != term->mouse_watched)
        report_mouse(term, term->mouse_watched);
    display_draw(term->display, canvas, theme, term->lost);
    tty_writer_end(&term->tty_writer);
    term->lost = false;
}

bool term_draw(struct term *term, const struct canvas *canvas, const struct theme *theme, bool all)
{
    term->lost |= all;
    tty_restore_lock();
    bool taken = tty_writer_flush(&term->tty_writer);
    if (taken) {
        draw_frame(term, canvas, theme);
        taken = tty_writer_flush(&term->tty_writer);
    }
    tty_restore_unlock();
    return taken;
}
