/*
 * children — the child processes of a process, by the names that ps shows.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Waits for a child of `parent` with that name ("overlap P1"), which it gives itself as it starts. */
pid_t child_named(pid_t parent, const char *name);

/* How many children it has; those that have ended and that it has not waited for count, too. */
size_t children_count(pid_t parent);

/* CPU time of all its children together that have not ended, ns. */
int64_t children_cpu_time(pid_t parent);

/* Whether it has not ended, be it that nobody has waited for it yet. */
bool process_is_alive(pid_t process);

/* How many descriptors this process has open. */
size_t descriptors_count(void);
