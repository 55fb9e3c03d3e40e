/* arena — memory that is given back all at once. */
#pragma once

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* `size` bytes, zeroed; never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of the first `length` bytes as a string. */
char *arena_text(struct arena *arena, const char *text, size_t length);
