/*
 * thread_limit — a system that refuses threads, for tests of what happens then.
 */
#pragma once

#include <stdbool.h>

/* From now on this process and its children can have one or two dozen threads and processes more than the user has by
 * now. Root has no limit, so it becomes an ordinary user first, for good. False, and a line says so, if that cannot be
 * done. */
bool thread_limit(void);
