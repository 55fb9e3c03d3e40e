/* arena — a list of pieces, which are freed together. */
#include "lessons/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    struct piece *next;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct piece *pieces;
};

struct arena *arena_new(void)
{
    return memory_zeroed(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    for (struct piece *piece = arena->pieces, *next; piece != NULL; piece = next) {
        next = piece->next;
        free(piece);
    }
    free(arena);
}

void *arena_take(struct arena *arena, size_t size)
{
    struct piece *piece = memory_zeroed(1, sizeof *piece + size);
    piece->next = arena->pieces;
    arena->pieces = piece;
    return piece->bytes;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
    return memcpy(arena_take(arena, length + 1), text, length);
}
