/* term — opens, closes and suspends the terminal, and hands out its events in order. */
#include "term/term.h"

#include "base/memory.h"
#include "term/display.h"
#include "term/keys.h"
#include "term/signals.h"
#include "term/terminfo.h"
#include "term/tty_restore.h"
#include "term/tty_writer.h"

#include <curses.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { SIZE_LIMIT = 1000 }; /* cells a side: a terminal that claims more is drawn on up to there */

struct term {
    SCREEN *screen;
    struct tty_writer tty_writer;
    struct display *display;
    unsigned events; /* SIGNALS_…: not yet handed out */
    int colors;
    bool mouse_watched, mouse_reported; /* as wanted, and as the terminal was last told */
    struct keys keys;
    struct mouse mouse; /* the latest */
    bool lost;          /* the screen no longer shows what was drawn last: the next time, all */
};

/* A number of cells as the terminal says, or else the environment's variable, or else terminfo. */
static int size_of(int said, const char *variable, int otherwise)
{
    const char *value = getenv(variable);
    long size = said > 0 ? said : value != NULL ? strtol(value, NULL, 10) : 0;
    size = size > 0 ? size : otherwise;
    return size < SIZE_LIMIT ? (int)size : SIZE_LIMIT;
}

static void follow_size(void)
{
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    resize_term(size_of(known ? size.ws_row : 0, "LINES", LINES), size_of(known ? size.ws_col : 0, "COLUMNS", COLS));
}

static void arm(void)
{
    char restoration[256];
    tty_restore_arm(restoration, terminfo_restoration(restoration, sizeof restoration));
}

static void report_mouse(struct term *term, bool report)
{
    (void)fputs(terminfo_mouse(report), term->tty_writer.stream);
    (void)fflush(term->tty_writer.stream);
    term->mouse_reported = report;
}

/* Restores everything in good order. SIGTTOU is blocked because a job in the background may do so, too. */
static void leave_screen(struct term *term)
{
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    sigprocmask(SIG_BLOCK, &background, &before);
    tty_writer_drop(&term->tty_writer);
    move(LINES - 1, 0); /* without a second screen to leave, the prompt comes here */
    clrtoeol();
    refresh();
    report_mouse(term, false); /* in any case: the frame that said so may have been dropped */
    endwin();
    terminfo_write(stdout, "cnorm", 0, 0); /* some terminals restore the cursor as ncurses hid it */
    (void)fflush(stdout);
    sigprocmask(SIG_SETMASK, &before, NULL);
    tty_restore_disarm();
    signals_release(); /* a signal that ends a stopped program does so at once, as its shell expects */
}

static bool check_terminal(struct error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, "standard %s is not a terminal, as the live screen needs; without one use `overlap run`",
                         isatty(STDIN_FILENO) ? "output" : "input");
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && (size.ws_row > SHRT_MAX || size.ws_col > SHRT_MAX))
        return error_set(error, "the terminal says that it has %d columns and %d rows: ncurses cannot draw on so many",
                         size.ws_col, size.ws_row);
    return terminfo_check(error);
}

/* Starts ncurses, with the signals caught. */
static bool start_curses(struct term *term, struct error *error)
{
    if (!tty_writer_open(&term->tty_writer))
        return error_set(error, "the terminal cannot be opened once more: %s", strerror(errno));
    signals_catch();
    use_env(FALSE); /* which may hold any size; follow_size looks there, too */
    use_tioctl(TRUE);
    term->screen = newterm(NULL, term->tty_writer.stream, stdin);
    if (term->screen == NULL) {
        signals_release();
        terminfo_refuse(error); /* before a descriptor is free again */
        tty_writer_close(&term->tty_writer);
        return false;
    }
    terminfo_keep_palette();
    raw(); /* keys make neither signals nor hold output */
    nonl();
    intrflush(stdscr, FALSE);
    arm();
    follow_size();
    return true;
}

struct term *term_open(struct error *error)
{
    if (!check_terminal(error))
        return NULL;
    (void)tcdrain(STDOUT_FILENO); /* stops a job in the background here, where signals still end it */
    if (!tty_restore_note_modes()) {
        error_set(error, "the terminal's modes cannot be read: %s", strerror(errno));
        return NULL;
    }
    if (!signals_open(error))
        return NULL;
    struct term *term = memory_zeroed(1, sizeof *term);
    tty_restore_lock();
    bool started = start_curses(term, error);
    tty_restore_unlock();
    if (!started) {
        signals_close();
        free(term);
        return NULL;
    }
    term->colors = palette_colors(tigetnum("colors"), getenv("NO_COLOR"));
    term->lost = true;
    term->display = display_new(term->tty_writer.stream, term->colors);
    return term;
}

void term_close(struct term *term)
{
    if (term == NULL)
        return;
    tty_restore_lock();
    leave_screen(term);
    signals_close();
    tty_restore_unlock();
    display_free(term->display);
    delscreen(term->screen);
    tty_writer_close(&term->tty_writer);
    free(term);
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
    fds[1] = signals_fd();
}

int term_signal(const struct term *term)
{
    (void)term;
    return signals_quit();
}

void term_suspend(struct term *term)
{
    tty_restore_lock();
    leave_screen(term);
    struct sigaction previous, ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGTSTP, &ignore, &previous);
    (void)kill(0, SIGTSTP); /* stops the rest of the job, as the terminal's ^Z would; */
    (void)sigaction(SIGTSTP, &previous, NULL);
    (void)raise(SIGTSTP); /* this process stops before the call returns */
    reset_prog_mode();
    signals_catch();
    arm();
    tty_restore_unlock();
    term->events |= SIGNALS_CONTINUED;
}

/* Enters the screen again after another program had the terminal; the next frame is drawn whole. */
static void return_to_screen(struct term *term)
{
    tty_restore_lock();
    if (!isendwin())
        endwin(); /* it was stopped without warning: enter anew, from the first screen */
    reset_prog_mode();
    tty_restore_unlock();
    term->lost = true;
    term->mouse_reported = false;
    term->events |= SIGNALS_RESIZED; /* a stopped job is not told of a resize */
}

/* Whether that event has come; it is handed out once. */
static bool has_come(struct term *term, unsigned event)
{
    bool came = (term->events & event) != 0;
    term->events &= ~event;
    return came;
}

uint32_t term_key(struct term *term)
{
    term->events |= signals_events();
    if (has_come(term, SIGNALS_QUIT))
        return KEY_CODE_QUIT;
    if (has_come(term, SIGNALS_SUSPEND))
        return KEY_CODE_SUSPEND;
    if (has_come(term, SIGNALS_CONTINUED)) {
        return_to_screen(term);
        return KEY_CODE_REFRESH;
    }
    if (has_come(term, SIGNALS_RESIZED)) {
        follow_size(); /* even if it is the same: a terminal that was smaller in between has lost the rest */
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
    FILE *stream = term->tty_writer.stream;
    if (isendwin())
        doupdate(); /* enters the screen before anything else moves the cursor of the first one */
    tty_writer_begin(&term->tty_writer);
    if (term->lost) /* a terminal may keep its scrolling region when its size changes, and insert nothing below it */
        terminfo_write(stream, "csr", 0, LINES - 1);
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
    bool sent = tty_writer_flush(&term->tty_writer);
    if (sent) {
        draw_frame(term, canvas, theme);
        sent = tty_writer_flush(&term->tty_writer);
    }
    tty_restore_unlock();
    return sent;
}
