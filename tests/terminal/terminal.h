/*
 * terminal — a real program in a pseudo-terminal whose other end is an emulator: what a user would see and do.
 *
 * Nothing happens by itself: the program's output is read, and its end noticed, only inside the pump functions.
 * Every wait is for something; a timeout (milliseconds of real time) only bounds a failure, so make it generous
 * (TERMINAL_PATIENCE). A pump that runs out of time says on stderr what it waited for, prints the screen and returns
 * false.
 *
 * One thread. Several terminals may be open at once. A failure of the machine (no pseudo-terminal, no memory) ends the
 * test program with a message, so nothing here has to be checked for it.
 */
#pragma once

#include "terminal/emulator.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

enum { TERMINAL_PATIENCE = 120000 };

struct terminal;

struct terminal_setup {
    /* The program (a path, or a name sought in PATH) and its arguments, with a NULL at the end. */
    const char *const *arguments;

    /* Changes to the environment, with a NULL at the end, or NULL: "NAME=value" sets, "NAME" removes. Without changes
     * it holds TERM=xterm-256color, LC_ALL=C.UTF-8, HOME, XDG_CONFIG_HOME (HOME/.config), XDG_DATA_HOME
     * (HOME/.local/share), and our own PATH and *SAN_OPTIONS: nothing else. */
    const char *const *environment;

    /* A directory for HOME, which stays the caller's; NULL: an empty temporary one, removed by terminal_free. */
    const char *home;

    int rows, columns; /* 0: 24 and 80 */
};

/* Starts the program as the leader of a session of its own, with every signal at its default. Never NULL. */
struct terminal *terminal_start(const struct terminal_setup *setup);

/* Closes the terminal, kills the program if it still runs, and forgets both. NULL is allowed. */
void terminal_free(struct terminal *terminal);

/* The screen; the terminal's. */
struct emulator *terminal_screen(const struct terminal *terminal);

/* ---- what a user does ---- */

/* Types the bytes. Cursor keys are "\033OA" to "\033OD" (up, down, right, left) to a program in keypad mode, as every
 * ncurses program is. What a program that has ended does not read is lost. */
void terminal_send(struct terminal *terminal, const char *bytes);

/* Another size: the program gets SIGWINCH. */
void terminal_resize(struct terminal *terminal, int rows, int columns);

void terminal_signal(const struct terminal *terminal, int signal);

/* What the program writes is held up, as by ^S, or no more. */
void terminal_hold(const struct terminal *terminal, bool held);

/* Closes the window: the program gets SIGHUP and end of input. The screen stays as it was; nothing can be sent. */
void terminal_hang_up(struct terminal *terminal);

/* ---- waiting ---- */

typedef bool terminal_condition(struct terminal *terminal, const void *context);

/* Reads until the condition holds: checked first, and after every frame that came (in parts, on a busy machine). Its
 * name says what was waited for. */
#define terminal_pump_until(terminal, condition, ...)                                                                  \
    terminal_pump_named(terminal, #condition, condition, __VA_ARGS__) /* its context and timeout_ms */
bool terminal_pump_named(struct terminal *terminal, const char *what, terminal_condition *condition,
                         const void *context, int timeout_ms);

/* Reads until a row of the screen reads `text`, or none does any more. */
bool terminal_pump_shown(struct terminal *terminal, const char *text, int timeout_ms);
bool terminal_pump_gone(struct terminal *terminal, const char *text, int timeout_ms);

/* Reads until more than `than` bytes have been received, and no further: what is on the screen may be half a frame. */
bool terminal_pump_more(struct terminal *terminal, size_t than, int timeout_ms);

/* Reads until the program has sent nothing, and none of its threads wanted the CPU, for `quiet_ms`: on a busy machine a
 * program may be silent because it has something to do. */
bool terminal_pump_quiet(struct terminal *terminal, int quiet_ms, int timeout_ms);

/* Reads until the program has ended and everything that it wrote has been read. */
bool terminal_pump_end(struct terminal *terminal, int timeout_ms);

/* Reads for that long, whatever comes: for "nothing happens" only. */
void terminal_pump_for(struct terminal *terminal, int ms);

/* ---- what is known of the program, as of the last pump ---- */

bool terminal_running(const struct terminal *terminal);
int terminal_process(const struct terminal *terminal);     /* the program's number */
int terminal_exit_status(const struct terminal *terminal); /* -1: it runs, or a signal ended it */
int terminal_exit_signal(const struct terminal *terminal); /* 0: it runs, or it exited */

/* How many bytes it has sent so far, and which, with a NUL behind them. They are the terminal's, until the next pump.
 */
size_t terminal_received(const struct terminal *terminal);
const char *terminal_output(const struct terminal *terminal);

/* Nanoseconds of CPU time of all its threads so far; once it has ended, with those of the children it waited for. */
int64_t terminal_cpu_time(const struct terminal *terminal);

/* The line settings now (once it has ended: as it left them), and whether they are those that it found. */
struct termios terminal_line(const struct terminal *terminal);
bool terminal_line_restored(const struct terminal *terminal);
