/*
 * launch — what a program finds when it starts in a terminal: its home, environment, signals and standard streams.
 */
#pragma once

#include "terminal/terminal.h"

/* A new empty directory; its path is the caller's, for launch_remove_home, which removes all in it (NULL is allowed).
 */
char *launch_make_home(void);
void launch_remove_home(char *home);

/* In the forked child: becomes the setup's program, with `line` as its controlling terminal. */
_Noreturn void launch_program(const struct terminal_setup *setup, const char *home, int line);
