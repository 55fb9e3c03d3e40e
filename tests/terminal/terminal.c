/* terminal — the pseudo-terminal, the program in it, and the waiting; see the header. */
#include "terminal/terminal.h"

#include "support/patience.h"
#include "terminal/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CLOSED = -1,
    LOOK_MS = 10,          /* how often to look, while nothing comes, whether the program has ended */
    BETWEEN_FRAMES_MS = 4, /* nothing comes for that long: the frame is whole (the next comes after 33 ms) */
    CHUNK = 65536
};

struct terminal {
    struct emulator *emulator;
    int ours;                     /* our end of the pseudo-terminal; CLOSED once hung up */
    int theirs;                   /* the program's, held open so that its settings outlive it; CLOSED once it ended */
    bool output_ended;            /* nothing can come any more */
    struct termios line_at_start; /* the settings that the program found */
    struct termios line_at_end;   /* and left, once theirs is CLOSED */
    char *output;                 /* all that was received */
    size_t received, room;
    pid_t program;
    bool running;
    int status; /* of wait, once it does not run */
    struct rusage usage;
    char *home; /* to be removed; NULL: the caller's */
};

static _Noreturn void fail(const char *what)
{
    (void)fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
    abort();
}

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the start ---- */

static void reply(const char *bytes, size_t length, void *context)
{
    const struct terminal *terminal = context;
    if (terminal->ours != CLOSED && write(terminal->ours, bytes, length) != (ssize_t)length && errno != EIO)
        fail("cannot answer the program");
}

static void open_line(struct terminal *terminal, int rows, int columns)
{
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (openpty(&terminal->ours, &terminal->theirs, NULL, NULL, &size) != 0)
        fail("cannot open a pseudo-terminal");
    (void)fcntl(terminal->ours, F_SETFL, O_NONBLOCK);
    (void)fcntl(terminal->ours, F_SETFD, FD_CLOEXEC);
    (void)fcntl(terminal->theirs, F_SETFD, FD_CLOEXEC);
    (void)tcgetattr(terminal->theirs, &terminal->line_at_start);
}

struct terminal *terminal_start(const struct terminal_setup *setup)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (terminal == NULL)
        fail("cannot start");
    int rows = setup->rows == 0 ? 24 : setup->rows;
    int columns = setup->columns == 0 ? 80 : setup->columns;
    terminal->emulator = emulator_new(rows, columns, reply, terminal);
    terminal->home = setup->home == NULL ? launch_make_home() : NULL;
    open_line(terminal, rows, columns);

    terminal->program = fork();
    if (terminal->program == -1)
        fail("cannot fork");
    if (terminal->program == 0)
        launch_program(setup, setup->home == NULL ? terminal->home : setup->home, terminal->theirs);
    terminal->running = true;
    return terminal;
}

/* ---- the end ---- */

static void close_line(int *end)
{
    if (*end != CLOSED)
        (void)close(*end);
    *end = CLOSED;
}

/* The program has ended: keep what it left, and let go of its end of the line, so that its output ends too. */
static void bury(struct terminal *terminal)
{
    terminal->running = false;
    if (terminal->theirs != CLOSED)
        (void)tcgetattr(terminal->theirs, &terminal->line_at_end);
    close_line(&terminal->theirs);
}

static void look_for_end(struct terminal *terminal)
{
    if (terminal->running &&
        wait4(terminal->program, &terminal->status, WNOHANG, &terminal->usage) == terminal->program)
        bury(terminal);
}

void terminal_hold(const struct terminal *terminal, bool held)
{
    (void)tcflow(terminal->theirs, held ? TCOOFF : TCOON);
}

void terminal_hang_up(struct terminal *terminal)
{
    if (terminal->theirs != CLOSED)
        (void)tcgetattr(terminal->theirs, &terminal->line_at_end);
    close_line(&terminal->theirs);
    close_line(&terminal->ours);
    terminal->output_ended = true;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    terminal_hang_up(terminal);
    if (terminal->running) {
        (void)kill(-terminal->program, SIGKILL);
        (void)kill(terminal->program, SIGKILL);
        (void)waitpid(terminal->program, NULL, 0);
    }
    launch_remove_home(terminal->home);
    emulator_free(terminal->emulator);
    free(terminal->output);
    free(terminal);
}

/* ---- waiting ---- */

static void keep_output(struct terminal *terminal, size_t length)
{
    emulator_feed(terminal->emulator, terminal->output + terminal->received, length);
    terminal->received += length;
    terminal->output[terminal->received] = '\0';
}

static char *room_for_chunk(struct terminal *terminal)
{
    if (terminal->room - terminal->received < CHUNK + 1) { /* and a NUL behind it */
        terminal->room = terminal->room * 2 + CHUNK + 1;
        terminal->output = realloc(terminal->output, terminal->room);
        if (terminal->output == NULL)
            fail("cannot keep the output");
    }
    return terminal->output + terminal->received;
}

/* Waits for output, at most `ms` and LOOK_MS, and takes in what has come. */
static void pump(struct terminal *terminal, int64_t ms)
{
    struct pollfd line = {.fd = terminal->output_ended ? CLOSED : terminal->ours, .events = POLLIN};
    if (poll(&line, 1, ms < LOOK_MS ? (int)ms : LOOK_MS) == 1) {
        ssize_t length = read(terminal->ours, room_for_chunk(terminal), CHUNK);
        if (length > 0)
            keep_output(terminal, (size_t)length);
        else if (length == 0 || (errno != EAGAIN && errno != EINTR))
            terminal->output_ended = true;
    }
    look_for_end(terminal);
}

/* Takes in what comes until nothing has come for a moment: half a frame is no screen that anyone would see. */
static void pump_frame(struct terminal *terminal, int64_t ms)
{
    size_t before = terminal->received;
    int64_t end = now_ms() + ms;
    for (pump(terminal, ms); terminal->received != before && now_ms() < end; pump(terminal, BETWEEN_FRAMES_MS))
        before = terminal->received;
}

/* Says what `timeout_ms` were not enough for, and shows the screen. Always false. */
static bool spurious(struct terminal *terminal, const char *what, int timeout_ms)
{
    (void)fprintf(stderr, "terminal: waited %d ms for: %s; the program %s; its screen of %d × %d:\n%s----\n",
                  timeout_ms, what, terminal->running ? "runs" : "has ended", emulator_columns(terminal->emulator),
                  emulator_rows(terminal->emulator), emulator_text(terminal->emulator));
    return false;
}

bool terminal_pump_named(struct terminal *terminal, const char *what, terminal_condition *condition,
                         const void *context, int timeout_ms)
{
    int64_t deadline = now_ms() + timeout_ms;
    while (!condition(terminal, context)) {
        int64_t left = deadline - now_ms();
        if (left <= 0)
            return spurious(terminal, what, timeout_ms);
        pump_frame(terminal, left);
    }
    return true;
}

static bool is_shown(struct terminal *terminal, const void *text)
{
    return emulator_find(terminal->emulator, text, NULL, NULL);
}

static bool is_gone(struct terminal *terminal, const void *text)
{
    return !is_shown(terminal, text);
}

static bool has_ended(struct terminal *terminal, const void *context)
{
    (void)context;
    return !terminal->running && terminal->output_ended;
}

bool terminal_pump_shown(struct terminal *terminal, const char *text, int timeout_ms)
{
    char what[256];
    (void)snprintf(what, sizeof what, "\"%s\" to be shown", text);
    return terminal_pump_named(terminal, what, is_shown, text, timeout_ms);
}

bool terminal_pump_gone(struct terminal *terminal, const char *text, int timeout_ms)
{
    char what[256];
    (void)snprintf(what, sizeof what, "\"%s\" to be gone", text);
    return terminal_pump_named(terminal, what, is_gone, text, timeout_ms);
}

bool terminal_pump_end(struct terminal *terminal, int timeout_ms)
{
    return terminal_pump_named(terminal, "the program to end", has_ended, NULL, timeout_ms);
}

bool terminal_pump_more(struct terminal *terminal, size_t than, int timeout_ms)
{
    for (int64_t deadline = now_ms() + timeout_ms; terminal->received <= than;) {
        int64_t left = deadline - now_ms();
        if (left <= 0)
            return spurious(terminal, "more output", timeout_ms);
        pump(terminal, left);
    }
    return true;
}

bool terminal_pump_quiet(struct terminal *terminal, int quiet_ms, int timeout_ms)
{
    int64_t now = now_ms(), quiet_at = now + quiet_ms;
    for (int64_t deadline = now + timeout_ms; now < quiet_at; now = now_ms()) {
        if (now >= deadline)
            return spurious(terminal, "the program to come to rest", timeout_ms);
        size_t before = terminal->received;
        pump(terminal, (quiet_at < deadline ? quiet_at : deadline) - now);
        if (terminal->received != before || !process_is_at_rest(terminal->program))
            quiet_at = now_ms() + quiet_ms;
    }
    return true;
}

void terminal_pump_for(struct terminal *terminal, int ms)
{
    int64_t end = now_ms() + ms;
    for (int64_t left = ms; left > 0; left = end - now_ms())
        pump(terminal, left);
}

/* ---- what a user does ---- */

void terminal_send(struct terminal *terminal, const char *bytes)
{
    size_t left = strlen(bytes);
    while (left > 0 && terminal->ours != CLOSED && !terminal->output_ended) {
        ssize_t sent = write(terminal->ours, bytes, left);
        if (sent > 0) {
            bytes += sent;
            left -= (size_t)sent;
        } else if (errno == EAGAIN) {
            pump(terminal, LOOK_MS); /* the program may be waiting for us to read */
        } else if (errno != EINTR) {
            return;
        }
    }
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    emulator_resize(terminal->emulator, rows, columns);
    if (ioctl(terminal->ours, TIOCSWINSZ, &size) != 0)
        fail("cannot resize");
}

void terminal_signal(const struct terminal *terminal, int signal)
{
    if (terminal->running && kill(terminal->program, signal) != 0)
        fail("cannot send a signal");
}

/* ---- what is known ---- */

struct emulator *terminal_screen(const struct terminal *terminal)
{
    return terminal->emulator;
}

bool terminal_running(const struct terminal *terminal)
{
    return terminal->running;
}

int terminal_process(const struct terminal *terminal)
{
    return terminal->program;
}

int terminal_exit_status(const struct terminal *terminal)
{
    return !terminal->running && WIFEXITED(terminal->status) ? WEXITSTATUS(terminal->status) : -1;
}

int terminal_exit_signal(const struct terminal *terminal)
{
    return !terminal->running && WIFSIGNALED(terminal->status) ? WTERMSIG(terminal->status) : 0;
}

size_t terminal_received(const struct terminal *terminal)
{
    return terminal->received;
}

const char *terminal_output(const struct terminal *terminal)
{
    return terminal->output;
}

static int64_t nanoseconds(struct timeval time)
{
    return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

int64_t terminal_cpu_time(const struct terminal *terminal)
{
    if (!terminal->running)
        return nanoseconds(terminal->usage.ru_utime) + nanoseconds(terminal->usage.ru_stime);
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(terminal->program, &clock) != 0 || clock_gettime(clock, &time) != 0)
        fail("cannot read the program's CPU time");
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

struct termios terminal_line(const struct terminal *terminal)
{
    struct termios line = terminal->line_at_end;
    if (terminal->theirs != CLOSED)
        (void)tcgetattr(terminal->theirs, &line);
    return line;
}

bool terminal_line_restored(const struct terminal *terminal)
{
    const struct termios found = terminal->line_at_start, now = terminal_line(terminal);
    return now.c_iflag == found.c_iflag && now.c_oflag == found.c_oflag && now.c_cflag == found.c_cflag &&
           now.c_lflag == found.c_lflag && memcmp(now.c_cc, found.c_cc, sizeof now.c_cc) == 0;
}
