/*
 * memory — allocation that does not fail.
 *
 * Out of memory ends the program: a line on stderr, exit status 1, through exit(), so that what was registered
 * with atexit (the terminal's restoration) runs first. Any thread may call. Free with free().
 */
#pragma once

#include <stddef.h>

/* count × size bytes, zeroed; never NULL for a count and size above 0. */
void *memory_zeroed(size_t count, size_t size);

/* Bytes. Against false sharing what one thread writes often has cache lines of its own: two, as cores fetch pairs. */
enum { MEMORY_LINE = 64, MEMORY_ISOLATION = 2 * MEMORY_LINE };

/* `size` bytes, zeroed by being written to (so that their pages are there), with nothing else within MEMORY_ISOLATION;
 * never NULL. For a struct with members aligned to that, too. */
void *memory_isolated(size_t size);

/* Resizes an array that one of these gave (or NULL) to count × size bytes; what is new is not cleared. */
void *memory_resized(void *array, size_t count, size_t size);
