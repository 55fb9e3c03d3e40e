/* program — the real program in a process of its own, what it wrote and how it ended. */
#pragma once

#include <sys/types.h>

/* Where the program's standard output goes. */
enum program_output { TO_PIPE, TO_NONBLOCKING_PIPE, TO_TERMINAL, TO_FULL_DISK, TO_CLOSED_PIPE, TO_NOWHERE };

struct program {
    pid_t pid;
    int out; /* the end to read its output from, -1 where there is none */
    int err; /* its standard error, a file */
};

struct program_end {
    int status; /* as the shell has it: 128 + the number of a signal that killed it */
    char *out, *err;
};

/* Starts `overlap` with the words, the last NULL; standard input is no terminal. `environment`: NAME=VALUE or NULL. */
struct program program_start(enum program_output output, const char *environment, const char *const words[]);

/* Reads up to and including the first newline. */
void program_await_line(struct program *program);

/* Reads the rest of its output and waits for its end. The caller frees both texts. */
struct program_end program_finish(struct program *program);

void program_end_release(struct program_end *end);
