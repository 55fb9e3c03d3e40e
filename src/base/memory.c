/* memory — allocation that does not fail; see the header. */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(void)
{
    /* exit first restores the terminal, and stderr is flushed by then or never: say it last and unbuffered. */
    (void)setvbuf(stderr, NULL, _IONBF, 0);
    (void)fputs("overlap: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

void *memory_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        out_of_memory();
    return memory;
}

void *memory_isolated(size_t size)
{
    size_t whole = (size + MEMORY_ISOLATION - 1) / MEMORY_ISOLATION * MEMORY_ISOLATION;
    void *memory = aligned_alloc(MEMORY_ISOLATION, whole);
    if (memory == NULL)
        out_of_memory();
    return memset(memory, 0, whole);
}

void *memory_resized(void *array, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory();
    void *memory = realloc(array, count * size);
    if (memory == NULL)
        out_of_memory();
    return memory;
}
