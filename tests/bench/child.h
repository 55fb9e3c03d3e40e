/*
 * child — a program that is run to be measured: what it printed, its time and its memory.
 *
 * Several may run at once. A program that cannot be started, or fails, has no result: the figure is left out.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

enum { CHILD_ARGUMENTS = 32 };

struct child {
    pid_t process; /* below 0: it could not be started */
    int output;    /* its stdout */
};

struct result {
    json_t *json;  /* what it printed; NULL where it failed. result_release frees it */
    double cpu;    /* seconds, user and system, of all its threads */
    double memory; /* bytes: the most that was resident */
};

/* Starts a command line, split at blanks. */
struct child child_start(const char *command);

/* The same for a function of this program in a process of its own: it prints JSON. */
struct child child_start_function(void (*function)(void));

/* Waits for its end. `signal_after`: seconds after which it gets SIGINT; 0: never. */
struct result child_finish(struct child child, double signal_after);

/* Both. */
struct result child_run(const char *command);

/* A number in what it printed, by a path like "latency_s.mean"; NAN where there is none. */
double result_number(const struct result *result, const char *path);

void result_release(struct result *result);
